using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>What RUN sees and does.</summary>
internal sealed class RunEvaluator(
    BuildContext context,
    IReadOnlyList<StageTrace> earlier,
    Func<string, string?> expand
)
{
    public BuildStep Evaluate(BuildStep step, int index)
    {
        var mounts = RunMountReader.Read(step.Instruction, expand);
        var files = Mounted(step.Before, step.Before.Files, stage => stage.Final.Files, mounts, index);
        var content = Mounted(step.Before, step.Before.Content, stage => stage.Final.Content, mounts, index);
        var commands = Commands(step.Instruction, step.Before);
        return step with
        {
            Mounts = mounts,
            MountedSources =
            [
                .. mounts
                    .Where(mount => mount is { Kind: RunMountKind.Bind, From: null, Source: not null })
                    .Select(Source),
            ],
            Files = files,
            Content = content,
            Commands = commands,
            After = step.Before with
            {
                Files = CommandEffects.Apply(step.Before.Files, commands),
                Content = ContentEffects.Apply(
                    context,
                    step.Before.Content,
                    commands,
                    ImagePath.Mounts(mounts, step.Before.Directory)
                ),
            },
        };
    }

    private CopiedSource Source(RunMount mount)
    {
        var path = ImagePath.Combine("/", mount.Source!)[1..];
        return new(
            mount.Flag.Source with
            {
                Text = mount.Source!,
            },
            path,
            context.Find(path) is ContextEntry.File or ContextEntry.Directory ? [path] : []
        );
    }

    private ImageFiles Mounted(
        StageState state,
        ImageFiles files,
        Func<StageTrace, ImageFiles> filesOf,
        ImmutableArray<RunMount> mounts,
        int index
    )
    {
        foreach (var mount in mounts)
        {
            if (ImagePath.OfMount(mount, state.Directory) is not { } target)
                continue;
            files = mount.Kind switch
            {
                RunMountKind.Bind => Bound(files, filesOf, mount, target, index),
                RunMountKind.Cache or RunMountKind.Tmpfs => files.WithHidden(target),
                _ => files.WithFile(target),
            };
        }

        return files;
    }

    private ImageFiles Bound(
        ImageFiles files,
        Func<StageTrace, ImageFiles> filesOf,
        RunMount mount,
        string target,
        int index
    )
    {
        var source = ImagePath.Combine("/", mount.Source ?? "/");
        if (mount.From is not null)
            return NeededStages.Find(earlier, index, mount.From) is { } stage
                ? files.WithStage(filesOf(stage), source, target)
                : files.WithHidden(target);
        var path = source[1..];
        return context.Find(path) switch
        {
            ContextEntry.Directory => files.WithContext(context, path, target, isDirectory: true),
            ContextEntry.File => files.WithContext(context, path, target, isDirectory: false),
            _ => files,
        };
    }

    private static ImmutableArray<ShellCommand> Commands(Instruction run, StageState state)
    {
        if (run.IsExecForm)
            return run.Arguments.IsEmpty ? [] : Exec(run, state);
        var stopsAtErrors =
            state.Shell is { } shell
            && shell.Arguments.Any(argument =>
                argument.Text is ['-', not '-', ..] && argument.Text.Contains('e', StringComparison.Ordinal)
            );
        if (run.Heredocs.IsEmpty || HeredocNames.Parse(run.Operand.Text) is null)
            return WithInner(
                ShellScript.Read(run.Operand, state.ShellEnvironment, state.Directory, stopsAtErrors),
                run
            );
        var script = run.Heredocs[0].Content;
        return IsForShell(script.Text)
            ? ShellScript.Read(script, state.ShellEnvironment, state.Directory, stopsAtErrors)
            : [Unreadable(run, state)];
    }

    // A script may name its interpreter in its first line.
    private static bool IsForShell(string script)
    {
        if (!script.StartsWith("#!", StringComparison.Ordinal))
            return true;
        var end = script.IndexOf('\n', StringComparison.Ordinal);
        return (end < 0 ? script : script[..end]).TrimEnd().EndsWith("sh", StringComparison.Ordinal);
    }

    private static ShellCommand Unreadable(Instruction run, StageState state) =>
        new([new(null, run.Operand.Text, run.Start)]) { Environment = state.ShellEnvironment, Directory = null };

    /// <summary>`sh -c '…'` and `sh &lt;&lt;EOF` are followed into their scripts.</summary>
    private static ImmutableArray<ShellCommand> WithInner(ImmutableArray<ShellCommand> commands, Instruction run)
    {
        var all = ImmutableArray.CreateBuilder<ShellCommand>(commands.Length);
        foreach (var command in commands)
        {
            if (command.Program is not ("sh" or "bash" or "ash" or "dash"))
            {
                all.Add(command);
                continue;
            }

            var stops = command
                .Words.Skip(1)
                .Any(word => word.Text is ['-', not '-', ..] text && text.Contains('e', StringComparison.Ordinal));
            var index = command.Words.ToList().FindIndex(word => word.Text is ['-', ..] text && text.EndsWith('c')) + 1;
            if (index > 0 && command.Argument(index) is { } script)
                all.AddRange(
                    ShellScript.Read(
                        new(script, [0], [command.Words[index].Start + 1], 0),
                        command.Environment,
                        command.Directory,
                        stops
                    )
                );
            else if (run.Heredocs is [var heredoc] && command.Words.Skip(1).All(word => word.Text is ['-', ..]))
                all.AddRange(ShellScript.Read(heredoc.Content, command.Environment, command.Directory, stops));
            else
                all.Add(command);
        }

        return all.ToImmutable();
    }

    private static ImmutableArray<ShellCommand> Exec(Instruction run, StageState state)
    {
        var command = new ShellCommand([
            .. run.Arguments.Select(word => new ShellWord(word.Text, word.Text, word.Start)),
        ])
        {
            Environment = state.ShellEnvironment,
            Directory = state.Directory,
        };
        return WithInner([command], run);
    }
}
