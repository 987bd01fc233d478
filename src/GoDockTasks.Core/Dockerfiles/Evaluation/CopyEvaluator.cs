using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>What COPY and ADD put where.</summary>
internal sealed class CopyEvaluator(
    BuildContext context,
    IReadOnlyList<StageTrace> earlier,
    Func<string, string?> expand
)
{
    public BuildStep Evaluate(BuildStep step, int index)
    {
        var (instruction, state) = (step.Instruction, step.Before);
        var written = expand(instruction.Arguments[^1].Text);
        var target =
            written is null || (state.Directory is null && !written.StartsWith('/'))
                ? null
                : ImagePath.Combine(state.Directory ?? "/", written);
        var sources = instruction.Arguments[..^1];
        if (target is null)
            return step with
            {
                Sources = [.. sources.Select(Resolve)],
                After = state.With(files => files.WithUnknown("/")),
            };

        var intoDirectory =
            written!.EndsWith('/')
            || written is "." or ".."
            || sources.Length > 1
            || state.Directories.Contains(target);
        var from = instruction.Kind == InstructionKind.Copy ? instruction.FlagValue("from") : null;
        if (from is not null)
            return step with
            {
                Target = target,
                After = FromStage(state, index, from, instruction, target, intoDirectory),
            };

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

    private StageState Put(
        StageState state,
        Instruction instruction,
        CopiedSource source,
        string target,
        bool intoDirectory
    )
    {
        if (HeredocNames.Parse(source.Word.Text) is { } heredoc)
            return state.With(files =>
                files.WithFile(intoDirectory ? ImagePath.Combine(target, heredoc.Name) : target)
            );
        if (source.Path is null || source.Matches is not { } matches)
            return state.With(files => files.WithUnknown(target));
        // That it is missing is said of the source; what was meant to be there isn't missing a second time.
        if (matches.IsEmpty)
            return state with { Content = state.Content.WithUnknown(target) };

        var parents = instruction.FlagValue("parents")?.ToLowerInvariant()
            ?? (instruction.Flag("parents") is null ? "false" : "true");
        var excludes = instruction.Flags.Where(flag => flag.Name == "exclude").Select(flag => flag.Value).ToArray();
        var exclude = excludes.Length == 0 ? null : IgnoreFile.Parse(string.Join('\n', excludes));
        foreach (var match in matches)
        {
            var isDirectory = context.Find(match) == ContextEntry.Directory;
            var below = parents == "true" ? ImagePath.Combine(target, match) : target;
            if (isDirectory)
            {
                state = state.With(files => files.WithContext(context, match, below, isDirectory: true, exclude)) with
                {
                    Directories = state.Directories.Add(below),
                };
                continue;
            }

            // Where it can't be told whether the target is a folder, the file may be at both places.
            if (parents != "true" && !intoDirectory)
                state = state.With(files => files.WithContext(context, match, target, isDirectory: false));
            if (parents == "true" || intoDirectory || !IsPlainFile(state, target))
                state = state.With(files =>
                    files.WithContext(
                        context,
                        match,
                        parents == "true" ? below : ImagePath.Combine(target, ImagePath.NameOf(match)),
                        isDirectory: false
                    )
                );
            if (instruction.Kind == InstructionKind.Add && IsArchive(match))
                state = state.With(files => files.WithUnknown(target));
            if (intoDirectory)
                state = state with { Directories = state.Directories.Add(target) };
        }

        return state;
    }

    // A name with an extension is hardly ever a folder.
    private static bool IsPlainFile(StageState state, string target) =>
        !state.Directories.Contains(target) && ImagePath.NameOf(target).Contains('.', StringComparison.Ordinal);

    private static bool IsArchive(string name) =>
        name.Contains(".tar", StringComparison.Ordinal)
        || name.EndsWith(".tgz", StringComparison.Ordinal)
        || name.EndsWith(".txz", StringComparison.Ordinal);

    private StageState FromStage(
        StageState state,
        int index,
        string from,
        Instruction copy,
        string target,
        bool intoDirectory
    )
    {
        var (sources, hasParents) = (copy.Arguments[..^1], copy.Flag("parents") is not null);
        if (NeededStages.Find(earlier, index, from) is not { } stage)
            return state.With(files => files.WithUnknown(target));
        foreach (var word in sources)
        {
            var source = expand(word.Text);
            if (source is null || BuildContext.IsPattern(source) || hasParents)
            {
                state = state.With(files => files.WithUnknown(target));
                continue;
            }

            var path = ImagePath.Combine("/", source);
            state = state with
            {
                Files = Put(state.Files, stage.Final.Files, path, target, intoDirectory),
                Content = PutContent(state.Content, stage.Final.Content, path, target, intoDirectory),
            };
        }

        return state;
    }

    private static ImageFiles PutContent(
        ImageFiles content,
        ImageFiles other,
        string path,
        string target,
        bool intoDirectory
    ) =>
        // That it is missing is said of the source.
        other.Exists(path) == Presence.Absent
            ? content.WithUnknown(target)
            : Put(content, other, path, target, intoDirectory || content.FindFolder(target) != Presence.Absent);

    private static ImageFiles Put(ImageFiles files, ImageFiles other, string path, string target, bool intoDirectory)
    {
        files = files.WithStage(other, path, target);
        return intoDirectory ? files.WithStage(other, path, ImagePath.Combine(target, ImagePath.NameOf(path))) : files;
    }
}
