using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>A file as it should be.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Text">All of it, with \n; as UTF-8 without byte order mark it is what belongs on disk.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Sidecar">Whose it is; null for the bake file.</param>
public sealed record GeneratedFile(string Path, string Text, GeneratedFileKind Kind, Sidecar? Sidecar);

/// <summary>What is generated.</summary>
public enum GeneratedFileKind
{
    Dockerfile,

    /// <summary><c>&lt;Dockerfile>.dockerignore</c></summary>
    IgnoreFile,

    /// <summary>docker-bake.json</summary>
    BakeFile,
}
