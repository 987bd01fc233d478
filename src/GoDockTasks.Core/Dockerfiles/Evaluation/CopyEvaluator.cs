using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>What COPY and ADD put where.</summary>
internal sealed class CopyEvaluator(BuildContext context, IReadOnlyList<StageTrace> earlier, Func<string, string?> expand)
{
    public BuildStep Evaluate(BuildStep step, int index)
    {
        var (instruction, state) = (step.Instruction, step.Before);
        var written = expand(instruction.Arguments[^1].Text);
        var target = written is null || (state.Directory is null && !written.StartsWith('/')) ? null : ImagePath.Combine(state.Directory ?? "/", written);
        var sources = instruction.Arguments[..^1];
        if (target is null)
            return step with { Sources = [.. sources.Select(Resolve)], After = state with { Files = state.Files.WithUnknown("/") } };

        var intoDirectory = written!.EndsWith('/') || written is "." or ".." || sources.Length > 1 || state.Directories.Contains(target);
        var from = instruction.Kind == InstructionKind.Copy ? instruction.FlagValue("from") : null;
        if (from is not null)
            return step with { Target = target, After = FromStage(state, index, from, sources, target, intoDirectory) };

        var copied = sources.Select(Resolve).ToImmutableArray();
        foreach (var source in copied)
            state = Put(state, instruction, source, target, intoDirectory);
        return step with { Target = target, Sources = copied, After = state };
    }

    private CopiedSource Resolve(Word word)
    {
        var text = expand(word.Text);
        if (text is null || HeredocNames.Parse(text) is not null || IsRemote(text))
            return new(word, null, null);
        var path = ImagePath.Combine("/", text)[1..];
        return new(word, path, context.Match(path));
    }

    public static bool IsRemote(string source) =>
        source.Contains("://", StringComparison.Ordinal) || source.StartsWith("git@", StringComparison.Ordinal);

    private StageState Put(StageState state, Instruction instruction, CopiedSource source, string target, bool intoDirectory)
    {
        if (HeredocNames.Parse(source.Word.Text) is { } heredoc)
            return state with { Files = state.Files.WithFile(intoDirectory ? ImagePath.Combine(target, heredoc.Name) : target) };
        if (source.Path is null || source.Matches is not { } matches)
            return state with { Files = state.Files.WithUnknown(target) };

        var parents = instruction.FlagValue("parents")?.ToLowerInvariant() ?? (instruction.Flag("parents") is null ? "false" : "true");
        var excludes = instruction.Flags.Where(flag => flag.Name == "exclude").Select(flag => flag.Value).ToArray();
        var exclude = excludes.Length == 0 ? null : IgnoreFile.Parse(string.Join('\n', excludes));
        foreach (var match in matches)
        {
            var isDirectory = context.Find(match) == ContextEntry.Directory;
            var below = parents == "true" ? ImagePath.Combine(target, match) : target;
            if (isDirectory)
            {
                state = state with { Files = state.Files.WithContext(context, match, below, isDirectory: true, exclude), Directories = state.Directories.Add(below) };
                continue;
            }

            // Where it can't be told whether the target is a folder, the file may be at both places.
            if (parents != "true" && !intoDirectory)
                state = state with { Files = state.Files.WithContext(context, match, target, isDirectory: false) };
            if (parents == "true" || intoDirectory || !IsPlainFile(state, target))
                state = state with { Files = state.Files.WithContext(context, match, parents == "true" ? below : ImagePath.Combine(target, ImagePath.NameOf(match)), isDirectory: false) };
            if (instruction.Kind == InstructionKind.Add && IsArchive(match))
                state = state with { Files = state.Files.WithUnknown(target) };
            if (intoDirectory)
                state = state with { Directories = state.Directories.Add(target) };
        }

        return state;
    }

    // A name with an extension is hardly ever a folder.
    private static bool IsPlainFile(StageState state, string target) => !state.Directories.Contains(target) && ImagePath.NameOf(target).Contains('.', StringComparison.Ordinal);

    private static bool IsArchive(string name) => name.Contains(".tar", StringComparison.Ordinal) || name.EndsWith(".tgz", StringComparison.Ordinal) || name.EndsWith(".txz", StringComparison.Ordinal);

    private StageState FromStage(StageState state, int index, string from, ImmutableArray<Word> sources, string target, bool intoDirectory)
    {
        if (NeededStages.Find(earlier, index, from) is not { } stage)
            return state with { Files = state.Files.WithUnknown(target) };
        foreach (var word in sources)
        {
            var source = expand(word.Text);
            if (source is null || BuildContext.IsPattern(source))
            {
                state = state with { Files = state.Files.WithUnknown(target) };
                continue;
            }

            var path = ImagePath.Combine("/", source);
            var files = state.Files.WithStage(stage.Final.Files, path, target);
            if (intoDirectory)
                files = files.WithStage(stage.Final.Files, path, ImagePath.Combine(target, ImagePath.NameOf(path)));
            state = state with { Files = files };
        }

        return state;
    }
}
