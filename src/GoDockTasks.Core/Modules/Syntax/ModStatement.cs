using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>A line of tokens, or a block of such lines in parentheses.</summary>
internal sealed class ModStatement(ModToken first)
{
    /// <summary>At least one. Of a block: those before the parenthesis.</summary>
    public List<ModToken> Tokens { get; } = [first];

    /// <summary>The lines of a block; null for a line.</summary>
    public List<ModStatement>? Lines { get; set; }

    /// <summary>
    /// Whole-line comments right before it, with their slashes; empty ones stand for blank lines inside a block.
    /// </summary>
    public List<string>? Before { get; set; }

    /// <summary>The comment at its end, with its slashes.</summary>
    public string? Suffix { get; set; }

    /// <summary>Holds an error that has been reported.</summary>
    public bool IsInvalid { get; set; }

    public TextPosition Position => Tokens[0].Position;

    /// <summary>
    /// All its comments, without slashes, one a line; those of its block if it has none, not even a blank line before
    /// it.
    /// </summary>
    /// <remarks>modfile's parseDirectiveComment.</remarks>
    public string CommentText(ModStatement? block)
    {
        if (Before is null && Suffix is null)
            return block?.CommentText(null) ?? "";
        var lines = new List<string>();
        if (Before is not null)
        {
            foreach (var comment in Before)
            {
                if (comment.Length > 0)
                    lines.Add(WithoutSlashes(comment));
            }
        }

        if (Suffix is not null)
            lines.Add(WithoutSlashes(Suffix));
        return string.Join('\n', lines);
    }

    private static string WithoutSlashes(string comment) => comment[2..].Trim();
}
