using System.Collections.Immutable;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>
/// Finds `&lt;&lt;NAME` words in RUN, COPY and ADD. Source: BuildKit's frontend/dockerfile/parser/parser.go.
/// </summary>
internal static class HeredocNames
{
    /// <summary>Heredocs without content yet.</summary>
    public static ImmutableArray<Heredoc> Of(Instruction instruction)
    {
        var holder = instruction.Trigger ?? instruction;
        if (
            holder.Kind is not (InstructionKind.Run or InstructionKind.Copy or InstructionKind.Add)
            || holder.IsExecForm
            || !instruction.Line.Text.Contains("<<", StringComparison.Ordinal)
        )
        {
            return [];
        }

        var words = new WordExpander('\\')
        {
            KeepsQuotes = true,
            KeepsEscapes = true,
            KeepsUnset = true,
        }
            .Expand(instruction.Line.Text, _ => null)
            .Words;
        return [.. words.Select(Parse).OfType<Heredoc>()];
    }

    /// <summary>Null where the word names no heredoc.</summary>
    public static Heredoc? Parse(string word)
    {
        var at = 0;
        while (at < word.Length && char.IsAsciiDigit(word[at]))
            at++;
        if (!word.AsSpan(at).StartsWith("<<"))
            return null;
        at += 2;
        var chomp = at < word.Length && word[at] == '-';
        if (chomp)
            at++;
        while (at < word.Length && word[at] is ' ' or '\t' or '\r' or '\n' or '\f')
            at++;
        var name = word[at..];
        if (name.Length == 0 || name.Contains('<', StringComparison.Ordinal))
            return null;

        var plain = new WordExpander('\\') { KeepsUnset = true }.Expand(name, _ => null);
        var quoted = new WordExpander('\\') { KeepsUnset = true, KeepsQuotes = true }.Expand(name, _ => null);
        if (plain.Error is not null || plain.Words is not [var meant] || quoted.Words is not [var written])
            return null;
        return new(meant, Quotes(meant) == Quotes(written), chomp, 0, 0);
    }

    private static int Quotes(string word) => word.AsSpan().Count('\'') + word.AsSpan().Count('"');
}

/// <summary>
/// A here-document: the lines that follow an instruction with `&lt;&lt;NAME`, up to the line that is NAME.
/// </summary>
/// <param name="Name">The line that ends it.</param>
/// <param name="Expand">Variables in it are replaced: no part of the name was quoted.</param>
/// <param name="Chomp">`&lt;&lt;-`: leading tabs don't count.</param>
/// <param name="Start">Offset of its first line in the file's text.</param>
/// <param name="End">Offset of the line that ends it.</param>
public sealed record Heredoc(string Name, bool Expand, bool Chomp, int Start, int End)
{
    /// <summary>Its lines.</summary>
    internal LogicalLine Content { get; init; } = LogicalLine.Empty;

    /// <summary>Offset behind the name that ends it.</summary>
    public int TerminatorEnd { get; init; }
}
