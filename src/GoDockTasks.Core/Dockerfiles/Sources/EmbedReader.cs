using System.Collections.Immutable;

namespace GoDockTasks.Core.Dockerfiles.Sources;

/// <summary>Reads go:embed lines. Source: the documentation of Go's package embed, and parseGoEmbed in go/build/read.go.</summary>
internal static class EmbedReader
{
    private const string Directive = "//go:embed";

    /// <summary>The patterns of a Go file; those of a line that is written wrong are missing.</summary>
    public static ImmutableArray<EmbedPattern> Read(string text)
    {
        var patterns = ImmutableArray.CreateBuilder<EmbedPattern>();
        for (var at = text.IndexOf(Directive, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Directive, at + Directive.Length, StringComparison.Ordinal))
        {
            var lineStart = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
            var end = text.IndexOf('\n', at);
            var rest = text.AsSpan((at + Directive.Length)..(end < 0 ? text.Length : end));
            if (text.AsSpan(lineStart, at - lineStart).IsWhiteSpace() && rest is [' ' or '\t', ..])
                ReadLine(rest, patterns);
        }

        return patterns.ToImmutable();
    }

    private static void ReadLine(ReadOnlySpan<char> rest, ImmutableArray<EmbedPattern>.Builder patterns)
    {
        while (!(rest = rest.Trim()).IsEmpty)
        {
            int end;
            ReadOnlySpan<char> pattern;
            if (rest[0] is '"' or '`')
            {
                end = rest[1..].IndexOf(rest[0]) + 2;
                if (end == 1)
                    return;
                pattern = rest[1..(end - 1)];
            }
            else
            {
                end = rest.IndexOfAny(' ', '\t');
                end = end < 0 ? rest.Length : end;
                pattern = rest[..end];
            }

            rest = rest[end..];
            const string all = "all:";
            var includesHidden = pattern.StartsWith(all);
            patterns.Add(new((includesHidden ? pattern[all.Length..] : pattern).ToString(), includesHidden));
        }
    }
}
