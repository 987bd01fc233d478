namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>A `--mount` of RUN, with its variables replaced. What isn't written is null.</summary>
/// <param name="Kind">`type`; bind where it isn't written.</param>
/// <param name="Flag">Where it is written.</param>
internal sealed record RunMount(RunMountKind Kind, InstructionFlag Flag)
{
    /// <summary>Stage, image or context that it comes from.</summary>
    public string? From { get; init; }

    /// <summary>Path in that.</summary>
    public string? Source { get; init; }

    /// <summary>Path while the command runs.</summary>
    public string? Target { get; init; }

    /// <summary>Id of a cache, secret or SSH agent.</summary>
    public string? Id { get; init; }

    public string? Uid { get; init; }

    public string? Gid { get; init; }

    public string? Mode { get; init; }

    /// <summary>`shared`, `private` or `locked`, of a cache.</summary>
    public string? Sharing { get; init; }

    /// <summary>The build fails where it isn't there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The variable that a secret is put into.</summary>
    public string? Env { get; init; }

    /// <summary>`readonly` or `rw`, where one is written.</summary>
    public bool? IsReadOnly { get; init; }
}

/// <summary>The kinds of `RUN --mount`.</summary>
internal enum RunMountKind
{
    Bind,
    Cache,
    Tmpfs,
    Secret,
    Ssh,
}
