using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// GDT2411: a line that begins with an instruction's name is part of the instruction before it, since the line before
/// goes on.
/// </summary>
internal sealed class SwallowedInstructionRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file) =>
        from instruction in file.Dockerfile.Instructions
        from at in Words(instruction)
        where IsFirstInLine(file.Dockerfile.Text, at)
        let name = instruction.Keyword.Text.ToUpperInvariant()
        let swallowed = KeywordAt(file.Dockerfile.Text, at)
        where swallowed.Length > 0
        select file.Report(
            DiagnosticCatalogue.InstructionSwallowed,
            at,
            $"{swallowed} is a word of the {name} above, as the line before it ends with "
                + $"'{file.Dockerfile.EscapeToken}', so that nothing is done for it; end that line without it"
        );

    // Where a quoted text goes on in another line, no word begins there.
    private static IEnumerable<int> Words(Instruction instruction) =>
        instruction.IsExecForm ? []
        : instruction.Kind is InstructionKind.Run or InstructionKind.Cmd or InstructionKind.Entrypoint
            ? ShellWords(instruction.Operand)
        : instruction.Kind
            is InstructionKind.Add
                or InstructionKind.Copy
                or InstructionKind.Expose
                or InstructionKind.User
                or InstructionKind.Volume
            ? instruction.Arguments.Select(word => word.Start)
        : [];

    private static List<int> ShellWords(LogicalLine script)
    {
        var words = new List<int>();
        var lexer = new ShellLexer(script.Text);
        for (var token = lexer.Next(); token.Kind != ShellTokenKind.End; token = lexer.Next())
        {
            if (token.Kind == ShellTokenKind.Word)
                words.Add(script.ToSource(token.Start));
        }

        return words;
    }

    private static bool IsFirstInLine(string text, int at)
    {
        while (at > 0 && text[at - 1] is ' ' or '\t')
            at--;
        return at > 0 && text[at - 1] == '\n';
    }

    /// <summary>In capitals, as nearly all write it, with something behind it; else empty.</summary>
    private static string KeywordAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiLetterUpper(text[end]))
            end++;
        return
            end < text.Length
            && text[end] is ' ' or '\t'
            && InstructionKinds.Of(text[at..end]) != InstructionKind.Unknown
            ? text[at..end]
            : "";
    }
}
