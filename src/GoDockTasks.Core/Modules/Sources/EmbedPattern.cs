using System.Collections.Immutable;
using System.Text;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>A pattern of a <c>//go:embed</c> line.</summary>
/// <param name="Path">
/// Relative to the package's folder, without quotes and <c>all:</c>; may have <c>*</c>, <c>?</c> and <c>[…]</c>.
/// </param>
/// <param name="IncludesHidden">
/// It was written with <c>all:</c>: files in a folder count, too, whose names start with a dot or an underscore.
/// </param>
public sealed record EmbedPattern(string Path, bool IncludesHidden)
{
    private const string All = "all:";

    /// <summary>
    /// Those of a Go file, whether or not go looks at the line: it has to begin one (go/build's findEmbed).
    /// </summary>
    /// <param name="text">The file; UTF-8.</param>
    public static ImmutableArray<EmbedPattern> In(ReadOnlySpan<byte> text)
    {
        var directive = "//go:embed"u8;
        var patterns = ImmutableArray.CreateBuilder<EmbedPattern>();
        for (int at, from = 0; (at = text[from..].IndexOf(directive)) >= 0; )
        {
            at += from;
            from = at + directive.Length;
            var before = text[(text[..at].LastIndexOf((byte)'\n') + 1)..at];
            var end = text[from..].IndexOf((byte)'\n');
            var arguments = end < 0 ? text[from..] : text[from..(from + end)];
            if (before.Trim(" \t"u8).IsEmpty && arguments is [(byte)' ' or (byte)'\t', ..])
                patterns.AddRange(Read(Encoding.UTF8.GetString(arguments)));
        }

        return patterns.ToImmutable();
    }

    /// <param name="pattern">As it is written, without quotes.</param>
    public static EmbedPattern Of(string pattern) =>
        pattern.StartsWith(All, StringComparison.Ordinal)
            ? new(pattern[All.Length..].TrimEnd('/'), IncludesHidden: true)
            : new(pattern.TrimEnd('/'), IncludesHidden: false);

    // Separated by blanks, bare or as Go strings in double or back quotes (package embed, "Directives"; parseGoEmbed in
    // go/build/read.go). What no Go compiler would accept ends the list.
    private static IEnumerable<EmbedPattern> Read(string arguments)
    {
        for (var rest = arguments.Trim(); rest.Length > 0; rest = rest.TrimStart())
        {
            var (pattern, length) = rest[0] switch
            {
                // Names of files that can be embedded hold neither quotes nor backslashes (package embed:
                // module.CheckFilePath), so none are escaped.
                '`' or '"' => Quoted(rest),
                _ => Bare(rest),
            };
            if (length == 0)
                yield break;
            rest = rest[length..];
            if (Of(pattern) is { Path.Length: > 0 } read)
                yield return read;
        }
    }

    private static (string Pattern, int Length) Bare(string text)
    {
        var end = text.AsSpan().IndexOfAny(' ', '\t');
        return end < 0 ? (text, text.Length) : (text[..end], end);
    }

    private static (string Pattern, int Length) Quoted(string text)
    {
        var end = text.IndexOf(text[0], 1);
        return end < 0 ? ("", 0) : (text[1..end], end + 1);
    }
}
