using System.Collections.Immutable;

namespace GoDockTasks.Core.Proxies;

/// <summary>GOPROXY as go reads it (proxyList and newProxyRepo in src/cmd/go/internal/modfetch/proxy.go).</summary>
/// <param name="Entries">What go asks, in order, up to direct, off or the entry that makes it stop.</param>
/// <param name="Refusal">Why go stops as soon as it needs a download; null where it doesn't.</param>
/// <param name="Oddities">What go passes over and the writer can't have meant.</param>
internal sealed record GoProxyList(
    ImmutableArray<GoProxyEntry> Entries,
    GoProxyProblem? Refusal,
    ImmutableArray<GoProxyProblem> Oddities
)
{
    /// <summary>Reads a list. Any text is a list, though perhaps one that go refuses.</summary>
    public static GoProxyList Parse(string value) => new GoProxyListReader().Read(value);
}

/// <summary>An entry of GOPROXY that go asks.</summary>
/// <param name="Number">Its place in the list, from 1, blank ones counted.</param>
/// <param name="Text">What go makes of it, with the scheme it adds; may hold credentials.</param>
/// <param name="FallsBackOnAnyError">
/// A <c>|</c> follows: the next entry is asked whatever goes wrong. Otherwise only after 404 and 410.
/// </param>
internal sealed record GoProxyEntry(int Number, GoProxyEntryKind Kind, string Text, bool FallsBackOnAnyError)
{
    /// <summary>Null for direct and off.</summary>
    internal GoUrl? Url { get; init; }

    /// <summary>The entry for a message, without credentials.</summary>
    public string Display => UrlCredentials.Hide(Text);
}

/// <summary>What an entry of GOPROXY is.</summary>
internal enum GoProxyEntryKind
{
    /// <summary>A proxy over https or http.</summary>
    Server,

    /// <summary>A proxy that is a folder (file://).</summary>
    Folder,

    /// <summary>The modules' own repositories.</summary>
    Direct,

    /// <summary>No download at all.</summary>
    Off,
}

/// <summary>Something wrong with an entry of GOPROXY.</summary>
/// <param name="Number">The entry's place in the list, from 1, blank ones counted; 0 for the whole list.</param>
/// <param name="Text">The entry; may hold credentials or a piece of one, so never show it as it is.</param>
/// <param name="Reason">
/// For <see cref="GoProxyProblemKind.BadUrl"/>: why, in words that hold nothing of the entry; empty otherwise.
/// </param>
internal sealed record GoProxyProblem(GoProxyProblemKind Kind, int Number, string Text, string Reason = "");

/// <summary>What can be wrong with a GOPROXY list. The first four make go stop, the others it passes over.</summary>
internal enum GoProxyProblemKind
{
    /// <summary>Nothing but separators and blanks.</summary>
    NoEntries,

    /// <summary>A word that is neither direct nor off, or a path.</summary>
    MissingScheme,

    /// <summary>Neither https, http nor file.</summary>
    UnknownScheme,

    /// <summary>No URL to Go, or one without a host.</summary>
    BadUrl,

    /// <summary>Two separators in a row, or one at an end.</summary>
    BlankEntry,

    /// <summary>An entry behind direct or off, which nobody ever asks.</summary>
    AfterEnd,

    /// <summary>Blanks around an entry.</summary>
    OuterBlanks,

    /// <summary>A host without a scheme, for which go takes https.</summary>
    ImpliedScheme,
}

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
