using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>One directive: its word, which a block says once for all its lines, and what follows it.</summary>
internal sealed class ModLine(string verb, ModStatement statement, ModStatement? block)
{
    public string Verb => verb;

    public TextPosition Position => statement.Position;

    /// <summary>The tokens without the directive's word.</summary>
    public int Count => statement.Tokens.Count - First;

    public ModToken this[int index] => statement.Tokens[First + index];

    /// <summary>Comments of the line, or else of the block.</summary>
    public string CommentText => statement.CommentText(block);

    /// <summary>Whether the comment at the line's end says indirect, or indirect; and more.</summary>
    /// <remarks>modfile's isIndirect.</remarks>
    public bool IsIndirect
    {
        get
        {
            if (statement.Suffix is null)
                return false;
            var comment = statement.Suffix.AsSpan(2);
            Span<Range> fields = stackalloc Range[1];
            var count = GoText.Fields(comment, fields);
            return count == 1 && comment[fields[0]] is "indirect" || count > 1 && comment[fields[0]] is "indirect;";
        }
    }

    /// <summary>
    /// Whether it looks like a part of a merge conflict whose start is missing. It is one where go refuses the line;
    /// else it is a path or a setting, which go takes it for.
    /// </summary>
    public bool IsMergeMarker =>
        Position.Column == 1 && statement.Tokens[0].Text is "=======" or ">>>>>>>" or "|||||||";

    private int First => block is null ? 1 : 0;
}
