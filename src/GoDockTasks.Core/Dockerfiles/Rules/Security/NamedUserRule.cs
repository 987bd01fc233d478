using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Images;

namespace GoDockTasks.Core.Dockerfiles.Rules.Security;

/// <summary>
/// GDT2302: USER with a name: on an image without that user nothing starts, and Kubernetes' runAsNonRoot can't tell of
/// a name whether it is root.
/// </summary>
internal sealed class NamedUserRule : IDockerfileRule
{
    // In the files of the images themselves; those that only some versions have are here too.
    private static readonly string[] AlpineUsers =
    [
        "bin",
        "daemon",
        "adm",
        "lp",
        "sync",
        "shutdown",
        "halt",
        "mail",
        "news",
        "uucp",
        "operator",
        "man",
        "postmaster",
        "cron",
        "ftp",
        "sshd",
        "at",
        "squid",
        "xfs",
        "games",
        "cyrus",
        "vpopmail",
        "ntp",
        "smmsp",
        "guest",
        "nobody",
    ];

    private static readonly string[] DebianUsers =
    [
        "daemon",
        "bin",
        "sys",
        "sync",
        "games",
        "man",
        "lp",
        "mail",
        "news",
        "uucp",
        "proxy",
        "www-data",
        "backup",
        "list",
        "irc",
        "gnats",
        "nobody",
        "_apt",
        "systemd-network",
        "ubuntu",
    ];

    private static readonly string[] BusyboxUsers =
    [
        "daemon",
        "bin",
        "sys",
        "sync",
        "mail",
        "www-data",
        "operator",
        "nobody",
    ];

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var target = file.Trace.Target;
        if (
            target.Final is not { User: { } user, UserInstruction: { } instruction }
            || RootUserRule.IsRoot(user)
            || target.Base.Root.IsWindows
        )
            yield break;
        var name = user.Split(':')[0];
        if (char.IsAsciiDigit(name[0]))
            yield break;
        var number = Number(target, name);
        yield return file.Report(
            DiagnosticCatalogue.NamedUser,
            instruction.Arguments[0],
            number is null && IsUnknownTo(file, target, name)
                ? $"'{target.Base.Root.Reference}' has no user '{name}', so that no container starts; write a "
                    + $"number, which needs no user: USER {ContainerUser.Default}"
                : $"USER {name} is a name, of which Kubernetes' runAsNonRoot can't tell whether it is root; "
                    + $"write {(number is null ? "its number" : $"USER {number}")}"
        );
    }

    /// <summary>The number that the Dockerfile gives the user; null where it doesn't say.</summary>
    private static string? Number(StageTrace target, string name)
    {
        if (target.Base.Root.IsDistroless && name is "nonroot" or "nobody")
            return name == "nonroot" ? "65532:65532" : "65534:65534";
        foreach (var command in target.Lineage.SelectMany(stage => stage.Steps).SelectMany(step => step.Commands))
        {
            if (command.Program is not ("adduser" or "useradd") || !command.Words.Any(word => word.Text == name))
                continue;
            for (var i = 1; i < command.Words.Length; i++)
            {
                var text = command.Words[i].Text ?? "";
                var value =
                    text is "-u" or "--uid" ? command.Argument(i + 1)
                    : text.StartsWith("--uid=", StringComparison.Ordinal) ? text["--uid=".Length..]
                    : null;
                if (value is { Length: > 0 } && value.All(char.IsAsciiDigit))
                    return value;
            }
        }

        return null;
    }

    /// <summary>Neither the base image has the user, nor anything in the Dockerfile can have made it.</summary>
    private static bool IsUnknownTo(LintedDockerfile file, StageTrace target, string name)
    {
        var image = target.Base.Root;
        string[]? users =
            image.IsScratch ? []
            : image.IsDistroless ? ["nobody", "nonroot"]
            : image.IsAlpine ? AlpineUsers
            : image.ShortName is "debian" or "ubuntu" or "golang" ? DebianUsers
            : image.ShortName is "busybox" ? BusyboxUsers
            : null;
        return users is not null
            && !users.Contains(name)
            && target.Final.Files.Find("/etc/passwd").IsAbsent
            && !target.Lineage.Any(stage => stage.Steps.Any(step => MayMakeUsers(file, stage, step)));
    }

    // Packages bring users along.
    private static bool MayMakeUsers(LintedDockerfile file, StageTrace stage, BuildStep step) =>
        step.Instruction.Kind switch
        {
            InstructionKind.Run => step.Commands.Any(command =>
                command.Program is null or "adduser" or "useradd"
                || ContentEffects.PackageManagers.Contains(command.Program)
            ) || RunText.Of(step.Instruction).Any(line => line.Text.Contains("passwd", StringComparison.Ordinal)),
            InstructionKind.Copy or InstructionKind.Add => step.Target is null
                || (ImagePath.Below(step.Target, "/etc/passwd") is not null && MayHold(file, stage, step)),
            _ => false,
        };

    // What is known of the context's files is known by the stage's files; of another stage's, only that what go made is
    // a program.
    private static bool MayHold(LintedDockerfile file, StageTrace stage, BuildStep step)
    {
        if (step.Instruction.FlagValue("from") is not { } from)
            return step.Sources.Any(source => source.Matches is null) || step.Instruction.Kind == InstructionKind.Add;
        return NeededStages.Find(file.Trace.Stages, stage.Stage.Index, from) is not { } other
            || step.Instruction.Arguments.SkipLast(1)
                .Any(word =>
                    file.Expand(step, word) is not { } source || !file.IsProgram(other, ImagePath.Combine("/", source))
                );
    }
}
