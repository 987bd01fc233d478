using System.Text;

namespace GoDockTasks.Core.Dockerfiles.Context;

/// <summary>A part of a pattern.</summary>
internal sealed record IgnoreGlobPart(IgnoreGlobKind Kind)
{
    private static readonly Rune Slash = new('/');

    /// <summary>Of a literal.</summary>
    public Rune Rune { get; init; }

    /// <summary>Of a class, both ends included.</summary>
    public List<(Rune Low, Rune High)> Ranges { get; init; } = [];

    /// <summary>Of a class: all but the ranges.</summary>
    public bool IsNegated { get; init; }

    /// <summary>The next part's turn may come without a character.</summary>
    public bool CanBeNothing => Kind is IgnoreGlobKind.Name or IgnoreGlobKind.Anything or IgnoreGlobKind.Folders;

    /// <summary>Takes the character and can take another.</summary>
    public bool Stays(Rune rune) =>
        Kind switch
        {
            IgnoreGlobKind.Name => rune != Slash,
            IgnoreGlobKind.Anything or IgnoreGlobKind.InFolders => true,
            _ => false,
        };

    /// <summary>Takes the character, and the next part's turn comes.</summary>
    public bool Advances(Rune rune) =>
        Kind switch
        {
            IgnoreGlobKind.Literal => rune == Rune,
            IgnoreGlobKind.One => rune != Slash,
            IgnoreGlobKind.Class => IsNegated != Ranges.Exists(range => range.Low <= rune && rune <= range.High),
            IgnoreGlobKind.InFolders => rune == Slash,
            _ => false,
        };
}
