using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>A file as COPY put it into an image, where nothing can have changed it since.</summary>
/// <param name="Source">Relative to the build context; null for a here-document.</param>
/// <param name="Mode">The bits of chmod; null where they can't be known.</param>
/// <param name="Content">Its first bytes or all; null where it can't be read.</param>
internal sealed record CopiedScript(string? Source, int? Mode, byte[]? Content)
{
    // Larger scripts aren't written by hand.
    private const int MaxBytes = 1024 * 1024;

    // BuildKit's mode of files from here-documents.
    private const int HeredocMode = 0b110_100_100;

    private static readonly ImmutableHashSet<string> Quiet =
    [
        .. ContentEffects.PackageManagers,
        "update-ca-certificates",
        "adduser",
        "addgroup",
        "useradd",
        "groupadd",
        "usermod",
        "mkdir",
        "echo",
        "printf",
        "cat",
        "true",
        ":",
        "test",
        "[",
        "set",
        "export",
        "cd",
        "ls",
        "rm",
        "id",
        "command",
        "which",
        "touch",
    ];

    /// <summary>Somebody else than root owns it, or may.</summary>
    public bool IsOwned { get; private init; }

    /// <param name="stage">In which it is looked for.</param>
    /// <param name="path">Absolute in the image.</param>
    /// <param name="until">The instruction that finds it; null for the end of the stage.</param>
    public static CopiedScript? Find(LintedDockerfile file, StageTrace stage, string path, Instruction? until = null)
    {
        var found = (CopiedScript?)null;
        foreach (var part in stage.Lineage)
        {
            foreach (var step in part.Steps)
            {
                if (step.Instruction == until)
                    return found;
                found = step.Instruction.Kind switch
                {
                    InstructionKind.Copy or InstructionKind.Add => AfterCopy(file, part, step, path, found),
                    InstructionKind.Run => found?.After(step.Commands, path),
                    _ => found,
                };
            }
        }

        return found;
    }

    /// <summary>What is left of that knowledge behind commands.</summary>
    public CopiedScript? After(IEnumerable<ShellCommand> commands, string path)
    {
        var isOwned = IsOwned;
        foreach (var command in commands)
        {
            var names = command.Words.Skip(1).Any(word => MayName(command, word, path));
            if (command.Program is "chown" or "chgrp")
                isOwned |= names;
            else if (names || !IsQuiet(command) || command.Output is { } output && MayName(command, output, path))
                return null;
        }

        return this with
        {
            IsOwned = isOwned,
        };
    }

    private static bool IsQuiet(ShellCommand command) =>
        command.Program switch
        {
            null => false,
            "chmod" => true,
            "go" => command.Argument(1) is "build" or "install" or "mod" or "vet" or "test",
            _ => Quiet.Contains(command.Program),
        };

    // Its path, a folder above, or something that isn't known.
    private static bool MayName(ShellCommand command, ShellWord word, string path) =>
        word.Text is not { } text
        || text.AsSpan().ContainsAny("*?[{~")
        || !text.StartsWith('-')
            && (
                command.Directory is null && !text.StartsWith('/')
                || ImagePath.Below(ImagePath.Combine(command.Directory ?? "/", text), path) is not null
            );

    private static CopiedScript? AfterCopy(
        LintedDockerfile file,
        StageTrace stage,
        BuildStep step,
        string path,
        CopiedScript? before
    )
    {
        if (step.Target is not { } target)
            return null;
        if (ImagePath.Below(target, path) is not { } rest)
            return before;
        var copied = step.Instruction.FlagValue("from") is { } from
            ? FromStage(file, stage, step, from, path, rest)
            : Heredoc(step, path) ?? FromContext(file, step, path);
        if (copied is null)
            return MayPut(file, step, path) ? null : before;
        var mode =
            step.Instruction.Flag("chmod") is not { } chmod ? copied.Mode
            : file.Expand(step, chmod.Source with { Text = chmod.Value ?? "" }) is { Length: > 0 and < 6 } text
            && text.All(c => c is >= '0' and <= '7')
                ? Convert.ToInt32(text, 8)
            : null;
        return copied with { Mode = mode, IsOwned = copied.IsOwned || step.Instruction.Flag("chown") is not null };
    }

    private static bool MayPut(LintedDockerfile file, BuildStep step, string path) =>
        step.Instruction.Kind == InstructionKind.Add
        || step.Instruction.Flag("from") is not null
        || step.Sources.Any(source => source.Matches is null)
        || step.Puts(file.Context, path);

    private static CopiedScript? FromStage(
        LintedDockerfile file,
        StageTrace stage,
        BuildStep step,
        string from,
        string path,
        string rest
    )
    {
        if (
            step.Instruction.Arguments.Length != 2
            || step.Instruction.Flag("parents") is not null
            || NeededStages.Find(file.Trace.Stages, stage.Stage.Index, from) is not { } other
            || file.Expand(step, step.Instruction.Arguments[0]) is not { } source
            || BuildContext.IsPattern(source)
        )
            return null;
        var taken = ImagePath.Combine("/", source);
        var isFolder = other.Final.Content.FindFolder(taken) == Presence.Present;
        var original =
            isFolder ? ImagePath.Combine(taken, rest)
            : rest.Length == 0 || rest == ImagePath.NameOf(taken) ? taken
            : null;
        return
            original is not null
            && step.After.Content.Find(path).Source is { } brought
            && other.Final.Content.Find(original).Source == brought
            ? Find(file, other, original)
            : null;
    }

    private static CopiedScript? Heredoc(BuildStep step, string path)
    {
        for (var at = 0; at < step.Instruction.Heredocs.Length; at++)
        {
            var heredoc = step.Instruction.Heredocs[at];
            if (step.Target == path || ImagePath.Combine(step.Target!, heredoc.Name) == path)
                return new(null, HeredocMode, System.Text.Encoding.UTF8.GetBytes(heredoc.Content.Text));
        }

        return null;
    }

    private static CopiedScript? FromContext(LintedDockerfile file, BuildStep step, string path)
    {
        if (!step.Puts(file.Context, path) || step.After.Content.Find(path).Source is not { } source)
            return null;
        var full = file.Context.FullPath(source);
        var (content, _) = RegularFile.TryRead(full, MaxBytes);
        return new(source, ModeOf(full), content);
    }

    // Windows has no such bits: BuildKit makes every file from there executable.
    private static int? ModeOf(string path)
    {
        if (OperatingSystem.IsWindows())
            return null;
        try
        {
            return new FileInfo(path) is { LinkTarget: null } found ? (int)found.UnixFileMode : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
