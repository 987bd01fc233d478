namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>The kinds of `RUN --mount`.</summary>
public enum RunMountKind
{
    Bind,
    Cache,
    Tmpfs,
    Secret,
    Ssh,
}
