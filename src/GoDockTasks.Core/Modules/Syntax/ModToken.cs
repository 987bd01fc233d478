using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>A class, not a struct: lists of it then need no code of their own compiled at run time.</summary>
/// <param name="Text">As it stands in the file; comments with their slashes, without the line's end.</param>
internal sealed class ModToken(ModTokenKind kind, string text, TextPosition position)
{
    public ModTokenKind Kind => kind;

    public string Text => text;

    public TextPosition Position => position;

    public bool EndsLine => kind is ModTokenKind.EndOfFile or ModTokenKind.EndOfLine or ModTokenKind.SuffixComment;

    public bool Is(char punctuation) => kind == ModTokenKind.Punctuation && text[0] == punctuation;
}
