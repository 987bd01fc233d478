using System.Collections.Immutable;
using System.Text;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>
/// Replaces `$name` and `${name…}`, takes quotes and escapes away and splits words, as BuildKit does for most
/// instructions (not for what a shell runs). Source: BuildKit's frontend/dockerfile/shell/lex.go and the Dockerfile
/// reference, "Environment replacement".
/// </summary>
/// <param name="escape">The file's escape character.</param>
internal sealed class WordExpander(char escape)
{
    /// <summary>Quotes stay in the result.</summary>
    internal bool KeepsQuotes { get; init; }

    /// <summary>So do escape characters.</summary>
    internal bool KeepsEscapes { get; init; }

    /// <summary>A variable that isn't set stays as it is written instead of becoming empty.</summary>
    internal bool KeepsUnset { get; init; }

    /// <param name="lookup">Null for a variable that isn't set.</param>
    public Expansion Expand(string word, Func<string, VariableValue?> lookup)
    {
        var run = new WordExpansion(this, escape, word, lookup);
        var text = run.Process('\0', KeepsEscapes, 0, out var words);
        if (run.Error is not null)
            return new(null, [], run.Error);
        return run.IsUnknown ? new(null, [], null) : new(text, [.. words], null);
    }
}

/// <summary>A word with its variables replaced and its quotes gone.</summary>
/// <param name="Text">The value; null where it depends on something unknown.</param>
/// <param name="Words">The value split at blanks that aren't quoted; empty where it is unknown or wrong.</param>
/// <param name="Error">Why BuildKit refuses the word; null where it doesn't.</param>
internal sealed record Expansion(string? Text, ImmutableArray<string> Words, string? Error);

/// <summary>What is known of a variable that is set.</summary>
/// <param name="Text">Null where only a build knows the value.</param>
internal sealed record VariableValue(string? Text)
{
    /// <summary>Set, to something that can't be known here.</summary>
    public static VariableValue Unknown { get; } = new((string?)null);

    /// <summary>Set by the base image, to what such images usually have. Compared by reference.</summary>
    internal static VariableValue OfBaseImage { get; } = new((string?)null);
}
