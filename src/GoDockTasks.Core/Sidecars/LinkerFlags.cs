using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Sidecars;

/// <summary>
/// A sidecar's LdFlags, in whose <c>-X package.name=value</c> a value may name variables: <c>$VERSION</c> or
/// <c>${VERSION}</c>. Where one of them has no value, the flag is left out, so that the program keeps what its source
/// says. Elsewhere a dollar sign is only that: <c>$ORIGIN</c> belongs to the dynamic linker.
/// </summary>
internal sealed partial class LinkerFlags
{
    /// <summary>What can be named.</summary>
    public static readonly ImmutableArray<string> Known = ["VERSION", "REVISION", "CREATED"];

    private readonly ImmutableArray<Part> parts;

    private LinkerFlags(ImmutableArray<Part> parts, ImmutableArray<string> unknown) =>
        (this.parts, Unknown) = (parts, unknown);

    /// <summary>Those that are used, in the order of <see cref="Known"/>.</summary>
    public ImmutableArray<string> Variables =>
        [.. Known.Where(name => parts.Any(part => part.Variables.Contains(name)))];

    /// <summary>
    /// What looks like a variable in a value and isn't one, as it is written; it reaches the program as it is.
    /// </summary>
    public ImmutableArray<string> Unknown { get; }

    /// <summary>Any text; null is none.</summary>
    public static LinkerFlags Parse(string? text)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        var unknown = ImmutableArray.CreateBuilder<string>();
        var end = 0;
        text ??= "";
        foreach (var (start, stop, value) in Stamps(text))
        {
            var names = Variable()
                .Matches(value)
                .Select(match => match.Groups["name"].Value)
                .Distinct(StringComparer.Ordinal)
                .ToArray();
            // A shell and go's own quoting both have to keep what is around a variable as it is.
            var isPlain = !value.AsSpan().ContainsAny("'\"`\\") && names.All(name => Known.Contains(name));
            unknown.AddRange(names.Where(name => !isPlain && !Known.Contains(name)));
            if (names.Length == 0 || !isPlain)
                continue;
            parts.Add(new(text[end..start], "", []));
            parts.Add(new("", value, [.. Known.Where(name => names.Contains(name))]));
            end = stop;
        }

        parts.Add(new(text[end..], "", []));
        return new(parts.ToImmutable(), unknown.ToImmutable());
    }

    /// <summary>GDT2021 where the item names a variable that there isn't; null where all is well.</summary>
    public static Diagnostic? Check(Sidecar sidecar)
    {
        var unknown = Parse(sidecar.LdFlags).Unknown;
        return unknown.IsEmpty
            ? null
            : new(
                DiagnosticCatalogue.UnknownStamp,
                SidecarItemLocator.Find(sidecar.Item, "LdFlags"),
                $"LdFlags of '{sidecar.Name}' names ${string.Join(", $", unknown)}, which reaches the "
                    + $"program as this text; there are ${string.Join(", $", Known)}."
            );
    }

    /// <summary>The flags as go takes them; null where none are left.</summary>
    /// <param name="valueOf">By name; null or empty for none.</param>
    public string? Expand(Func<string, string?> valueOf)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Variables.IsEmpty)
                text.Append(part.Text);
            else if (part.Variables.All(name => !string.IsNullOrEmpty(valueOf(name))))
                text.Append(Quoted(Variable().Replace(part.Stamp, match => valueOf(match.Groups["name"].Value)!)));
        }

        return text.ToString().Trim() is { Length: > 0 } flags ? flags : null;
    }

    /// <summary>
    /// One word of a POSIX shell that gives the flags, for variables of the environment with the same names; null where
    /// no variable is used.
    /// </summary>
    public string? ToShellWord()
    {
        if (Variables.IsEmpty)
            return null;
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Variables.IsEmpty)
            {
                text.Append(SpecialInQuotes().Replace(part.Text, @"\$0"));
                continue;
            }

            foreach (var name in part.Variables)
                text.Append("${").Append(name).Append(":+");
            text.Append("-X '").Append(InExpansion(part.Stamp)).Append('\'').Append('}', part.Variables.Length);
        }

        return $"\"{text}\"";
    }

    private static string Quoted(string stamp) =>
        stamp.Contains('\'', StringComparison.Ordinal) ? $"-X \"{stamp}\"" : $"-X '{stamp}'";

    private static string InExpansion(string stamp)
    {
        var text = new StringBuilder();
        var end = 0;
        foreach (Match match in Variable().Matches(stamp))
        {
            text.Append(Escaped(stamp[end..match.Index])).Append("${").Append(match.Groups["name"].Value).Append('}');
            end = match.Index + match.Length;
        }

        return text.Append(Escaped(stamp[end..])).ToString();

        static string Escaped(string plain) =>
            plain.Replace("$", @"\$", StringComparison.Ordinal).Replace("}", @"\}", StringComparison.Ordinal);
    }

    // The flag package takes -X v, -X=v and two dashes.
    private static IEnumerable<(int Start, int End, string Value)> Stamps(string text)
    {
        var flag = -1;
        foreach (var (start, end, field) in Fields(text))
        {
            if (flag >= 0)
                yield return (flag, end, field);
            else if (AssignedFlag().Match(field) is { Success: true } match)
                yield return (start, end, field[match.Length..]);
            flag = flag < 0 && field is ("-X" or "--X") ? start : -1;
        }
    }

    // cmd/internal/quoted: a field may as a whole be in quotes, and nothing is escaped.
    private static IEnumerable<(int Start, int End, string Field)> Fields(string text)
    {
        for (var at = 0; at < text.Length; )
        {
            if (text[at] is ' ' or '\t' or '\n' or '\r')
            {
                at++;
                continue;
            }

            var start = at;
            var isQuoted = text[at] is '"' or '\'';
            var end =
                isQuoted ? text.IndexOf(text[at], at + 1)
                : text.AsSpan(at).IndexOfAny(" \t\r\n") is var length and >= 0 ? at + length
                : text.Length;
            if (end < 0)
                yield break;
            at = isQuoted ? end + 1 : end;
            yield return (start, at, isQuoted ? text[(start + 1)..end] : text[start..end]);
        }
    }

    [GeneratedRegex(
        @"\$(?:(?<name>[A-Za-z_][A-Za-z0-9_]*)|\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\})",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Variable();

    [GeneratedRegex("^--?X=", RegexOptions.CultureInvariant)]
    private static partial Regex AssignedFlag();

    [GeneratedRegex("[\"\\\\$`]", RegexOptions.CultureInvariant)]
    private static partial Regex SpecialInQuotes();

    // A text as it is, or a stamp: package.name=value.
    private sealed record Part(string Text, string Stamp, ImmutableArray<string> Variables);
}
