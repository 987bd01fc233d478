using System.Text;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>
/// Prints a Dockerfile from its model: every word from where it stands, and between them what no word covers.
/// </summary>
internal static class DockerfileWriter
{
    /// <returns>The file's text, character for character, where the places in the model are right.</returns>
    public static string Write(Dockerfile dockerfile)
    {
        var result = new StringBuilder(dockerfile.Text.Length);
        var at = 0;
        foreach (var instruction in dockerfile.Instructions)
        {
            foreach (var (start, end) in Pieces(instruction))
            {
                result.Append(dockerfile.Text, at, start - at).Append(dockerfile.Text, start, end - start);
                at = end;
            }
        }

        return result.Append(dockerfile.Text, at, dockerfile.Text.Length - at).ToString();
    }

    private static IEnumerable<(int Start, int End)> Pieces(Instruction instruction)
    {
        yield return (instruction.Keyword.Start, instruction.Keyword.End);
        foreach (var flag in instruction.Flags)
            yield return (flag.Source.Start, flag.Source.End);
        if (instruction.HealthcheckKind is { } kind)
            yield return (kind.Start, kind.End);
        foreach (var pair in instruction.Pairs)
            yield return (pair.Name.Start, pair.Value?.End ?? pair.Name.End);
        foreach (var argument in instruction.Arguments)
            yield return (argument.Start, argument.End);
        if (instruction.Trigger is not null)
        {
            foreach (var piece in Pieces(instruction.Trigger))
                yield return piece;
        }

        foreach (var heredoc in instruction.Heredocs)
            yield return (heredoc.Start, heredoc.TerminatorEnd);
    }
}
