namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>A piece of an instruction.</summary>
/// <param name="Text">
/// Without the continuations inside it; quotes and escapes are still there unless the piece is a flag or an element of
/// a JSON form.
/// </param>
/// <param name="Start">Offset of its first character in the file's text.</param>
/// <param name="End">Offset behind its last character.</param>
public readonly record struct Word(string Text, int Start, int End)
{
    public override string ToString() => Text;
}
