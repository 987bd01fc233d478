using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Runtime;

/// <summary>What of the system's files the Dockerfile may have put into the image that runs.</summary>
internal static class ImageContent
{
    private static readonly string[] Installers = [.. ContentEffects.PackageManagers, "rpm", "tdnf", "zypper"];

    /// <summary>
    /// Whether a COPY, a package or a command that can't be looked into may have brought something. Packages bring
    /// others along, so that any of them counts.
    /// </summary>
    /// <param name="folders">Where it lies, absolute.</param>
    /// <param name="marks">What names it, in sources and targets.</param>
    public static bool MayHold(LintedDockerfile file, string[] folders, params string[] marks) =>
        file.Trace.Target.Lineage.Any(stage =>
            stage.Steps.Any(step =>
                step.Instruction.Kind switch
                {
                    InstructionKind.Run => step.Commands.Any(command =>
                        command.Program is null || Installers.Contains(command.Program)
                    ) || step.After.Files.Find("/etc/unknown") is { IsAbsent: false },
                    InstructionKind.Copy or InstructionKind.Add => step.Instruction.Arguments.Any(word =>
                        marks.Any(mark => word.Text.Contains(mark, StringComparison.Ordinal))
                    ) || MayCover(file, stage, step, folders),
                    _ => false,
                }
            )
        );

    private static bool MayCover(LintedDockerfile file, StageTrace stage, BuildStep step, string[] folders)
    {
        if (step.Target is not { } target)
            return true;
        if (
            !folders.Any(folder =>
                ImagePath.Below(target, folder) is not null || ImagePath.Below(folder, target) is not null
            )
        )
            return false;
        if (step.Instruction.FlagValue("from") is { } from)
            return NeededStages.Find(file.Trace.Stages, stage.Stage.Index, from) is not { } other
                || step.Instruction.Arguments.SkipLast(1)
                    .Any(word =>
                        file.Expand(step, word) is not { } source
                        || !file.IsProgram(other, ImagePath.Combine("/", source))
                    );
        // Archives are unpacked; of a folder of the context, its files are known, and their names would say it.
        return step.Instruction.Kind == InstructionKind.Add
            || step.Sources.Any(source =>
                source.Matches is not { } matches
                || matches.Any(match => folders.Any(folder => Covers(file, target, match, folder)))
            );
    }

    private static bool Covers(LintedDockerfile file, string target, string match, string folder)
    {
        if (ImagePath.Below(target, folder) is not { Length: > 0 } rest)
            return ImagePath.Below(folder, target) is not null;
        return file.Context.Find(match.Length == 0 ? rest : match + "/" + rest) != Context.ContextEntry.Missing;
    }
}
