using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>`# godock:ignore GDT2103 reason` before an instruction: the code isn't said there.</summary>
/// <param name="Code">"GDT" and four digits.</param>
/// <param name="FirstLine">Of the instruction.</param>
/// <param name="LastLine">Of the instruction, its here-documents included.</param>
internal sealed record IgnoreComment(string Code, int FirstLine, int LastLine)
{
    private const string Marker = "godock:ignore";

    /// <summary>Those of a file; one without a code or a reason silences nothing, and is told.</summary>
    public static List<IgnoreComment> Read(string path, Dockerfile dockerfile, List<Diagnostic> problems)
    {
        var found = new List<IgnoreComment>();
        foreach (var instruction in dockerfile.Instructions)
        {
            foreach (var comment in instruction.Comments)
            {
                if (!comment.Text.StartsWith(Marker, StringComparison.Ordinal))
                    continue;
                var words = comment.Text[Marker.Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                if (words.Length < 2 || !DiagnosticCatalogue.All.Any(descriptor => descriptor.Code == words[0]))
                {
                    var position = dockerfile.PositionOf(comment.Start);
                    problems.Add(
                        new(
                            DiagnosticCatalogue.BadIgnoreComment,
                            new(path, position.Line, position.Column),
                            $"'# {comment.Text}' silences nothing; write # {Marker}, a code such as "
                                + $"GDT2103, and the reason"
                        )
                    );
                    continue;
                }

                found.Add(
                    new(
                        words[0],
                        dockerfile.PositionOf(instruction.Start).Line,
                        dockerfile.PositionOf(End(instruction)).Line
                    )
                );
            }
        }

        return found;
    }

    public bool Covers(Diagnostic diagnostic) =>
        diagnostic.Code == Code && diagnostic.Location.Line >= FirstLine && diagnostic.Location.Line <= LastLine;

    private static int End(Instruction instruction) =>
        instruction.Heredocs.IsEmpty
            ? instruction.Line.ToSourceEnd(instruction.Line.Length)
            : instruction.Heredocs[^1].TerminatorEnd;
}
