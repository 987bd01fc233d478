using System.Collections.Immutable;

namespace GoDockTasks.Core.Proxies;

/// <summary>Reads one GOPROXY list.</summary>
internal sealed class GoProxyListReader
{
    private readonly ImmutableArray<GoProxyEntry>.Builder entries = ImmutableArray.CreateBuilder<GoProxyEntry>();
    private readonly ImmutableArray<GoProxyProblem>.Builder oddities = ImmutableArray.CreateBuilder<GoProxyProblem>();
    private GoProxyProblem? refusal;

    public GoProxyList Read(string value)
    {
        var number = 0;
        for (var start = 0; start <= value.Length && refusal is null; )
        {
            var length = value.AsSpan(start).IndexOfAny(',', '|');
            var end = length < 0 ? value.Length : start + length;
            ReadEntry(++number, value[start..end], fallsBackOnAnyError: end < value.Length && value[end] == '|');
            start = end + 1;
        }

        return refusal is null && entries.Count == 0
            ? new([], new(GoProxyProblemKind.NoEntries, 0, value), [])
            : new(entries.ToImmutable(), refusal, oddities.ToImmutable());
    }

    private bool HasEnded => entries.Count > 0 && entries[^1].Kind is GoProxyEntryKind.Direct or GoProxyEntryKind.Off;

    private void ReadEntry(int number, string text, bool fallsBackOnAnyError)
    {
        var name = text.Trim();
        if (name.Length == 0)
        {
            oddities.Add(new(GoProxyProblemKind.BlankEntry, number, text));
            return;
        }

        // Go stops reading here, so that what follows may be anything.
        if (HasEnded)
        {
            oddities.Add(new(GoProxyProblemKind.AfterEnd, number, name));
            return;
        }

        if (name.Length < text.Length)
            oddities.Add(new(GoProxyProblemKind.OuterBlanks, number, name));
        if (name is "direct" or "off")
            entries.Add(
                new(number, name == "off" ? GoProxyEntryKind.Off : GoProxyEntryKind.Direct, name, fallsBackOnAnyError)
            );
        else
            ReadUrl(number, name, fallsBackOnAnyError);
    }

    private void ReadUrl(int number, string name, bool fallsBackOnAnyError)
    {
        var text = LacksScheme(name) ? "https://" + name : name;
        var url = GoUrl.Parse(text, out var reason);
        refusal = url switch
        {
            null => new(GoProxyProblemKind.BadUrl, number, name, reason),
            { Scheme: "" } => new(GoProxyProblemKind.MissingScheme, number, name),
            { Scheme: "file", IsPathOnly: false } => new(
                GoProxyProblemKind.BadUrl,
                number,
                name,
                "a file:// URL may have nothing but a path, as in file:///srv/modules"
            ),
            { Scheme: "file" } => null,
            { Scheme: not ("https" or "http") } => new(GoProxyProblemKind.UnknownScheme, number, name),

            // Go finds this out with its first request.
            { HostName: "" } => new(GoProxyProblemKind.BadUrl, number, name, "it has no host"),
            _ => null,
        };
        if (refusal is not null)
            return;
        if (text.Length > name.Length)
            oddities.Add(new(GoProxyProblemKind.ImpliedScheme, number, name));
        var kind = url!.Scheme == "file" ? GoProxyEntryKind.Folder : GoProxyEntryKind.Server;
        entries.Add(new(number, kind, text, fallsBackOnAnyError) { Url = url });
    }

    // Something with a dot, a colon or a slash can't be a keyword of a later Go; a path of the file system isn't a
    // host.
    private static bool LacksScheme(string name) =>
        name.AsSpan().IndexOfAny('.', ':', '/') >= 0
        && !name.Contains(":/", StringComparison.Ordinal)
        && !name.StartsWith('/')
        && !Path.IsPathFullyQualified(name);
}
