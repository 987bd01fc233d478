namespace GoDockTasks.Core.Dockerfiles.Context;

/// <summary>What a build context has at a path.</summary>
public enum ContextEntry
{
    Missing,

    /// <summary>It is there, but .dockerignore keeps it from the builder.</summary>
    Ignored,
    File,
    Directory,
}
