using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// GDT2308: a command writes what a secret mount gives it into a file of the image, where the layer keeps it.
/// </summary>
internal sealed class KeptSecretRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var step in file.Stages.SelectMany(stage => stage.Steps))
        {
            var secrets = step.Mounts.Where(mount => mount.Kind == RunMountKind.Secret).ToList();
            if (secrets.Count == 0)
                continue;
            var marks = secrets.SelectMany(secret => Marks(secret, step)).ToList();
            foreach (
                var (command, target) in step.Commands.Select(command => (command, Target: Kept(step, command, marks)))
            )
            {
                if (target is not null && !IsUndone(step, command, target))
                {
                    yield return file.Report(
                        DiagnosticCatalogue.SecretKept,
                        command.Words[0].Start,
                        $"this writes a secret into {target}, and the layer keeps it; mount the secret where it is "
                            + $"read: --mount=type=secret,id=…,target={target}, or take the file away in the same RUN"
                    );
                }
            }
        }
    }

    /// <summary>What names the secret in a command: its file, and its variable.</summary>
    private static IEnumerable<string> Marks(RunMount secret, BuildStep step)
    {
        if (secret.Env is { } name)
        {
            yield return "$" + name;
            yield return "${" + name + "}";
        }

        if (secret.Env is null || secret.Target is not null)
            yield return ImagePath.OfMount(secret, step.Before.Directory) ?? "/run/secrets/" + secret.Id;
    }

    /// <summary>The file that the command writes a secret to; null where it writes none.</summary>
    private static string? Kept(BuildStep step, ShellCommand command, List<string> marks)
    {
        var words = command.Words.Skip(1).Select(word => word.Raw).ToList();
        var named = words.FindIndex(word => marks.Exists(mark => word.Contains(mark, StringComparison.Ordinal)));
        if (named < 0)
            return null;
        var target = command.Program switch
        {
            "cp" or "install" when named < words.Count - 1 => command.Words[^1].Text,
            "cat" or "echo" or "printf" => command.Output?.Text,
            "git" when words is ["config", ..] && words.Contains("--global") => "/root/.gitconfig",
            _ => null,
        };
        if (
            target is null
            || target.StartsWith("/dev/", StringComparison.Ordinal)
            || !target.StartsWith('/') && command.Directory is null
        )
            return null;
        var path = ImagePath.Combine(command.Directory ?? "/", target);
        return step.Mounts.Any(mount =>
            ImagePath.OfMount(mount, step.Before.Directory) is { } mounted && ImagePath.Below(mounted, path) is not null
        )
            ? null
            : path;
    }

    private static bool IsUndone(BuildStep step, ShellCommand command, string path) =>
        step
            .Commands.SkipWhile(other => !ReferenceEquals(other, command))
            .Skip(1)
            .Any(other =>
                other.Program is "rm" or "shred"
                    && other
                        .Words.Skip(1)
                        .Any(word =>
                            word.Text is null
                            || word.Text.Contains(ImagePath.NameOf(path), StringComparison.Ordinal)
                            || word.Text.Contains('*', StringComparison.Ordinal)
                        )
                || other.Program == "git"
                    && other.Words.Any(word => word.Text is "--unset" or "--unset-all" or "--remove-section")
            );
}
