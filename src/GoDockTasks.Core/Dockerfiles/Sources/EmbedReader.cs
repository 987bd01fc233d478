using System.Collections.Immutable;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Sources;

/// <summary>Finds the go:embed lines of a Go file.</summary>
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
                patterns.AddRange(EmbedPatterns.Read(rest.ToString()));
        }

        return patterns.ToImmutable();
    }
}
