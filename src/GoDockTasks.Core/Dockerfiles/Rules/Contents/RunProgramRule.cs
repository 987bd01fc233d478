using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// GDT2123: RUN needs a program that the image doesn't have at that point: its own shell, or one that the shell is to
/// start.
/// </summary>
internal sealed class RunProgramRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file) =>
        from stage in file.Stages
        from step in stage.Steps
        where step.Instruction.Kind == InstructionKind.Run
        let found = Shell(file, stage, step) ?? Command(file, stage, step)
        where found is not null
        select found;

    private static Diagnostic? Shell(LintedDockerfile file, StageTrace stage, BuildStep step)
    {
        if (step.Instruction.IsExecForm)
            return null;
        var shell = step.Before.Shell is { Arguments: [var first, ..] } ? first.Text : "/bin/sh";
        if (
            ProgramLookup.Find(
                step.Content,
                stage.Base.Root,
                step.Before.Variable("PATH"),
                step.Before.Directory,
                shell
            ) != Presence.Absent
        )
            return null;
        var instead = step.Before.Shell is null
            ? "do this in a stage that has a shell, and copy the result: COPY --from"
            : "install it before, or leave SHELL out";
        return file.Report(
            DiagnosticCatalogue.ProgramOfRunMissing,
            step.Instruction.Keyword,
            $"RUN starts its command with {shell}, which '{stage.Base.Root.Reference}' doesn't have; {instead}"
        );
    }

    private static Diagnostic? Command(LintedDockerfile file, StageTrace stage, BuildStep step)
    {
        foreach (var (command, content) in step.CommandsWithContent(file.Context))
        {
            if (
                command.Words[0].Text is not { Length: > 0 } program
                || command.IsConditional
                || command.IsFailureIgnored
            )
                continue;
            var path = command.Variable("PATH") ?? step.Before.Variable("PATH");
            if (
                IsOfShell(program)
                || ProgramLookup.Find(content, stage.Base.Root, path, command.Directory, program) != Presence.Absent
                || MayBeThere(content, command, program)
            )
                continue;
            return file.Report(
                DiagnosticCatalogue.ProgramOfRunMissing,
                command.Words[0].Start,
                $"there is no {program} in '{stage.Base.Root.Reference}' when this runs; {Remedy(stage, program)}"
            );
        }

        return null;
    }

    // A function of the script has no slash and is none of the programs whose absence is known.
    private static bool IsOfShell(string program) => program is "." or ":" or "[";

    private static bool MayBeThere(ImageFiles content, ShellCommand command, string program) =>
        program.Contains('/', StringComparison.Ordinal)
        && ProgramLookup.PathOf(program, command.Directory) is { } path
        && (content.FindFolder(path) != Presence.Absent || content.IsInContextFolder(path));

    private static string Remedy(StageTrace stage, string program) =>
        program.Contains('/', StringComparison.Ordinal) ? "copy it before, or correct the path"
        : program == "go" ? "start the stage from golang, and copy the program that it builds: COPY --from"
        : stage.Base.Root.IsAlpine ? $"write RUN apk add --no-cache {Package(program)} before it"
        : stage.Base.Root.ShortName is "debian" or "ubuntu" or "golang"
            ? $"write RUN apt-get update && apt-get install -y {Package(program)} before it"
        : "take another base image, or copy it before";

    private static string Package(string program) =>
        program is "useradd" or "groupadd" ? "shadow"
        : program is "cc" ? "gcc"
        : program is "npm" ? "npm"
        : program;
}
