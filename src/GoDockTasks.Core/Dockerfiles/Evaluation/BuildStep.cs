using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>An instruction of a stage with what holds before and while it runs.</summary>
/// <param name="Instruction">Not FROM.</param>
/// <param name="Before">The state that it finds.</param>
internal sealed record BuildStep(Instruction Instruction, StageState Before)
{
    /// <summary>The commands of a RUN, in order.</summary>
    public ImmutableArray<ShellCommand> Commands { get; init; } = [];

    /// <summary>Its mounts; those that depend on something unknown are missing.</summary>
    public ImmutableArray<RunMount> Mounts { get; init; } = [];

    /// <summary>The files that a RUN sees: those of the stage under its mounts.</summary>
    public ImageFiles Files { get; init; } = Before.Files;

    /// <summary>All files that a RUN sees, likewise.</summary>
    public ImageFiles Content { get; init; } = Before.Content;

    /// <summary>The files and folders of the context that a RUN mounts.</summary>
    public ImmutableArray<CopiedSource> MountedSources { get; init; } = [];

    /// <summary>The state that the next instruction finds.</summary>
    public StageState After { get; init; } = Before;

    /// <summary>The files that a COPY or ADD takes; for each source, in order.</summary>
    public ImmutableArray<CopiedSource> Sources { get; init; } = [];

    /// <summary>Where a COPY or ADD puts them; null where unknown.</summary>
    public string? Target { get; init; }

    /// <summary>Each command of a RUN with all the files that it finds.</summary>
    internal IEnumerable<(ShellCommand Command, ImageFiles Content)> CommandsWithContent(BuildContext context)
    {
        var content = Content;
        foreach (var command in Commands)
        {
            yield return (command, content);
            content = ContentEffects.Apply(context, content, [command], []);
        }
    }

    /// <summary>Whether a COPY or ADD puts a file of the context at a path.</summary>
    internal bool Puts(BuildContext context, string path)
    {
        if (Target is null)
            return false;
        foreach (var match in Sources.SelectMany(source => source.Matches ?? []))
        {
            if (
                context.Find(match) == ContextEntry.File
                    ? path == Target || path == ImagePath.Combine(Target, ImagePath.NameOf(match))
                    : ImagePath.Below(Target, path) is { Length: > 0 } rest
                        && context.Find(match.Length == 0 ? rest : match + "/" + rest) == ContextEntry.File
            )
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A source of COPY or ADD.</summary>
/// <param name="Word">As written.</param>
/// <param name="Path">
/// Relative to the build context, cleaned; null for another stage or image, a URL, a here-document, or an unknown
/// value.
/// </param>
/// <param name="Matches">
/// What it stands for in the context; empty where nothing is there or all is ignored; null where that can't be told.
/// </param>
internal sealed record CopiedSource(Word Word, string? Path, ImmutableArray<string>? Matches);
