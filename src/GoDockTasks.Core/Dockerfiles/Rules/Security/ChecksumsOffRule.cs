using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Proxies;

namespace GoDockTasks.Core.Dockerfiles.Rules.Security;

/// <summary>
/// GDT2304: GOSUMDB=off, or GONOSUMDB and GOINSECURE for more than private modules. What <see cref="ChecksumCheck"/> is
/// to the machine's settings.
/// </summary>
internal sealed class ChecksumsOffRule : IDockerfileRule
{
    private static readonly string[] Names = ["GOSUMDB", "GONOSUMDB", "GOINSECURE", "GONOSUMCHECK"];

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var stage in file.Stages)
        {
            foreach (var step in stage.Steps)
            {
                foreach (var (name, value, at) in Settings(file, step))
                {
                    if (Problem(name, value, stage.Final) is { } problem)
                        yield return file.Report(DiagnosticCatalogue.ChecksumsOffInImage, at, problem);
                }
            }
        }
    }

    /// <summary>What the instruction sets of them, as far as it is known, and where.</summary>
    private static IEnumerable<(string Name, string Value, int At)> Settings(LintedDockerfile file, BuildStep step)
    {
        foreach (var (name, value) in step.Instruction.Pairs)
        {
            if (
                Names.Contains(name.Text)
                && step.Instruction.Kind is InstructionKind.Env or InstructionKind.Arg
                && value is { } written
                && file.Expand(step, written) is { } text
            )
                yield return (name.Text, text, name.Start);
        }

        if (step.Instruction.Kind != InstructionKind.Run)
            yield break;
        foreach (var name in Names)
        {
            foreach (var (value, start) in RunText.Assignments(step.Instruction, name))
            {
                if (!value.Contains('$', StringComparison.Ordinal))
                    yield return (name, value, start);
            }
        }
    }

    private static string? Problem(string name, string value, StageState state)
    {
        const string Remedy = "remove it, and name what is private: ENV GOPRIVATE=git.example.com";
        if (value.Length == 0)
            return null;
        if (name == "GOSUMDB")
            return value == "off"
                ? $"GOSUMDB=off: no new module is compared with the checksum database, so that a changed one "
                    + $"goes unseen; {Remedy}"
                : null;
        if (name == "GONOSUMCHECK")
            return $"GONOSUMCHECK is no variable of Go's, and does nothing; {Remedy}";

        // Both private lists, where one of them is set to something that only a build knows, could cover anything.
        var (goPrivate, goNoProxy) = (state.Variable("GOPRIVATE"), state.Variable("GONOPROXY"));
        if (goPrivate is { Text: null } || goNoProxy is { Text: null })
            return null;
        foreach (var pattern in PrefixPatterns.Split(value))
        {
            var isPublic = pattern is "*" or "*/*" || PrivatePatternCheck.PublicHost(pattern) is not null;
            // A company's own proxy that serves its private modules as well wants GONOSUMDB for them, and no GOPRIVATE.
            if (
                pattern == "none"
                || (!isPublic && (name == "GONOSUMDB" || IsCovered(pattern, goPrivate?.Text, goNoProxy?.Text)))
            )
                continue;
            var effect =
                name == "GONOSUMDB"
                    ? "takes public modules out of the comparison with the checksum database"
                    : "allows http and anybody's certificate for modules that aren't private";
            return $"{name} '{UrlCredentials.HidePart(value, pattern)}' {effect}; {Remedy}";
        }

        return null;
    }

    private static bool IsCovered(string pattern, string? goPrivate, string? goNoProxy) =>
        PrefixPatterns.Cover(goPrivate ?? "", pattern) || PrefixPatterns.Cover(goNoProxy ?? "", pattern);
}
