using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

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
