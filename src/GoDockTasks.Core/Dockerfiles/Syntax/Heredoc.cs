namespace GoDockTasks.Core.Dockerfiles.Syntax;

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
