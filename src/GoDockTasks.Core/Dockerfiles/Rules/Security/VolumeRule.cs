using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Security;

/// <summary>
/// GDT2307: VOLUME makes an anonymous volume for each container that mounts nothing there (a message), with the owner
/// of the folder in the image: a warning where that is root, and the container's user isn't.
/// </summary>
internal sealed class VolumeRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var target = file.Trace.Target;
        if (target.Base.Root.IsWindows)
            yield break;
        foreach (var step in target.Lineage.SelectMany(stage => stage.Steps))
        {
            if (step.Instruction.Kind != InstructionKind.Volume)
                continue;
            foreach (var word in step.Instruction.Arguments)
            {
                if (file.Expand(step, word) is not { Length: > 0 } path)
                    continue;
                var folder = ImagePath.Combine(step.Before.Directory ?? "/", path);
                yield return target.Final.User is { } user && !RootUserRule.IsRoot(user) && IsRoots(target, folder)
                    ? file.Report(
                        DiagnosticCatalogue.VolumeOwner,
                        word,
                        $"{folder} belongs to root, so that user {user} can't write into its volume; make "
                            + $"it first: COPY --chown={user} <folder> {folder}/, or RUN install -d -o "
                            + $"{user.Split(':')[0]} {folder} as root"
                    )
                    : file.Report(
                        DiagnosticCatalogue.VolumeOwner,
                        word,
                        $"VOLUME {folder} leaves a volume without a name behind for each container that "
                            + $"mounts nothing there; remove it, and name the volume where the container is "
                            + $"started: -v name:{folder}"
                    ) with
                    {
                        Severity = DiagnosticSeverity.Message,
                    };
            }
        }
    }

    /// <summary>
    /// Whether the folder is known to be root's: the base image is known, and nothing gives it to anybody.
    /// </summary>
    private static bool IsRoots(StageTrace target, string folder)
    {
        // These are everybody's, or the user's own.
        if (
            !target.Base.Root.IsWellKnown
            || ImagePath.Below("/tmp", folder) is not null
            || ImagePath.Below("/var/tmp", folder) is not null
            || ImagePath.Below("/home", folder) is not null
            || ImagePath.Below("/go", folder) is not null && target.Base.Root.IsGolang
        )
        {
            return false;
        }

        return !target.Lineage.SelectMany(stage => stage.Steps).Any(step => MayGive(step, folder));
    }

    private static bool MayGive(BuildStep step, string folder) =>
        step.Instruction.Kind switch
        {
            InstructionKind.Copy or InstructionKind.Add => (step.Target is null || Touches(step.Target, folder))
                && (
                    step.Instruction.Flag("chown") is not null
                    || step.Instruction.Flag("chmod") is not null
                    || step.Instruction.Flag("from") is not null
                    || step.Target is null
                ),
            // BuildKit makes it the user's of that moment.
            InstructionKind.Workdir => step.After.Directory is not { } directory
                || (Touches(directory, folder) && !(step.Before.User is { } user && RootUserRule.IsRoot(user))),
            InstructionKind.Run => step.Before.User is not { } runner
                || !RootUserRule.IsRoot(runner)
                || step.Commands.Any(command => !IsHarmless(command, folder)),
            _ => false,
        };

    // As root, these give nothing away; of others the words would have to be understood.
    private static bool IsHarmless(ShellCommand command, string folder) =>
        command.Program is "mkdir"
            && !command.Words.Any(word =>
                word.Text is null or "-m" || word.Text.StartsWith("--mode", StringComparison.Ordinal)
            )
        || command.Program
            is "apk"
                or "apt-get"
                or "apt"
                or "go"
                or "true"
                or "echo"
                or "update-ca-certificates"
                or "addgroup"
                or "groupadd"
        || command.Program is "adduser" or "useradd"
            && !command.Words.Any(word => word.Text is null || Mentions(word.Text, folder))
        || command.Program is "chown" or "chmod"
            && command.Directory is not null
            && command
                .Words.Skip(1)
                .All(word => word.Text is { } text && !Touches(ImagePath.Combine(command.Directory, text), folder));

    private static bool Mentions(string text, string folder) =>
        text.StartsWith('/') && Touches(ImagePath.Combine("/", text), folder);

    // The folder, or one above or below it.
    private static bool Touches(string path, string folder) =>
        ImagePath.Below(path, folder) is not null || ImagePath.Below(folder, path) is not null;
}
