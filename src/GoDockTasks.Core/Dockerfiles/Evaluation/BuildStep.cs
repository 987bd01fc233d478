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

/// <summary>What holds at a point of a stage.</summary>
internal sealed record StageState
{
    /// <summary>
    /// ENV, of this stage and what it starts from. A variable that isn't here isn't set, unless the base image is
    /// unknown.
    /// </summary>
    public required ImmutableDictionary<string, VariableValue> Environment { get; init; }

    /// <summary>ARG of this stage.</summary>
    public ImmutableDictionary<string, VariableValue> Arguments { get; init; } =
        ImmutableDictionary<string, VariableValue>.Empty;

    /// <summary>Absolute; null where it can't be known.</summary>
    public string? Directory { get; init; } = "/";

    /// <summary>
    /// What USER says, variables replaced; null where it is unknown. "" where no USER has been given here and the base
    /// image is root's.
    /// </summary>
    public string? User { get; init; } = "";

    /// <summary>The USER that counts, in this stage or one it starts from; null where there is none.</summary>
    public Instruction? UserInstruction { get; init; }

    /// <summary>
    /// The files, as far as Go's own files and sources are concerned: what a base image has, and what packages bring,
    /// counts as nothing.
    /// </summary>
    public required ImageFiles Files { get; init; }

    /// <summary>All files: what the base image or a command may have put there is unknown, not absent.</summary>
    public required ImageFiles Content { get; init; }

    /// <summary>SHELL, a JSON array; null for the default, /bin/sh -c.</summary>
    public Instruction? Shell { get; init; }

    /// <summary>Folders that are known to be there: WORKDIR and what folders were copied to.</summary>
    public ImmutableHashSet<string> Directories { get; init; } = ["/"];

    /// <summary>The base image's variables aren't known: one that isn't listed may be set all the same.</summary>
    public bool HasUnknownEnvironment { get; init; }

    /// <summary>Both kinds of files, changed in the same way.</summary>
    internal StageState With(Func<ImageFiles, ImageFiles> change) =>
        this with
        {
            Files = change(Files),
            Content = change(Content),
        };

    /// <summary>ENV wins over ARG. Null where the variable isn't set.</summary>
    public VariableValue? Variable(string name) =>
        Environment.GetValueOrDefault(name)
        ?? Arguments.GetValueOrDefault(name)
        ?? (HasUnknownEnvironment ? VariableValue.Unknown : null);

    /// <summary>What a shell is given.</summary>
    public ImmutableDictionary<string, VariableValue> ShellEnvironment => Arguments.SetItems(Environment);
}
