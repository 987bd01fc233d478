namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>What is generated.</summary>
public enum GeneratedFileKind
{
    Dockerfile,

    /// <summary><c>&lt;Dockerfile>.dockerignore</c></summary>
    IgnoreFile,

    /// <summary>docker-bake.json</summary>
    BakeFile,
}
