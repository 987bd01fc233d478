using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules.Modules;

/// <summary>
/// GDT2106: the module lies at GOPATH's root or at that of the temporary folder. Go ignores a go.mod in the latter; it
/// refused one in the former, and since 1.22 warns (cmd/go/internal/modload/init.go).
/// </summary>
internal sealed class RefusedFolderRule : IDockerfileRule
{
    private const string FirstThatWarns = "1.22";

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var said = new HashSet<int>();
        foreach (var command in file.GoCommands)
        {
            if (
                !command.NeedsModule
                || command.ModuleDirectory is not { } directory
                || Reason(command, directory) is not { } reason
            )
                continue;
            var at = Place(command, directory);
            if (!said.Add(at))
                continue;
            var diagnostic = file.Report(
                DiagnosticCatalogue.RefusedFolder,
                at,
                $"the module lies in {directory}, {reason}; write WORKDIR /src before it is copied"
            );
            yield return directory == "/tmp" || Refuses(command)
                ? diagnostic
                : diagnostic with
                {
                    Severity = DiagnosticSeverity.Warning,
                };
        }
    }

    private static bool Refuses(GoCommand command) =>
        command.Stage.Base.Root.GoVersion is { } version && GoVersion.Compare(version, FirstThatWarns) < 0;

    private static string? Reason(GoCommand command, string directory)
    {
        if (command.Variable("GOPATH") is { Text: { } goPath } && goPath.TrimEnd('/') == directory)
            return "which is GOPATH: go doesn't want a go.mod there";
        return directory == "/tmp" && command.Variable("TMPDIR") is null
            ? "the temporary folder: go ignores a go.mod there"
            : null;
    }

    /// <summary>The WORKDIR that leads there, else what copies go.mod there, else the command.</summary>
    private static int Place(GoCommand command, string directory)
    {
        var steps = command
            .Stage.Lineage.SelectMany(stage => stage.Steps)
            .TakeWhile(step => step.Instruction != command.Step.Instruction)
            .ToList();
        if (
            steps.FindLast(step =>
                step.Instruction.Kind == InstructionKind.Workdir && step.After.Directory == directory
            ) is
            { } workdir
        )
            return workdir.Instruction.Arguments[0].Start;
        return steps
            .Find(step =>
                step.Target is not null && step.After.Files.Find(ImagePath.Combine(directory, "go.mod")).IsPresent
            )
            ?.Instruction.Arguments[^1]
            .Start
            ?? command.At.Start;
    }
}
