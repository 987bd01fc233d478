using GoDockTasks.Core.Images;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>A Dockerfile to check, and what is known around it.</summary>
public sealed record LintRequest
{
    /// <summary>Absolute.</summary>
    public required string DockerfilePath { get; init; }

    /// <summary>
    /// Absolute path of the folder that `docker build` gets; null where nobody says: see <see cref="ContextFinder"/>.
    /// </summary>
    public string? ContextDirectory { get; init; }

    /// <summary>Absolute path of the folder of the module that the image is for; null where that isn't known.</summary>
    public string? ModuleDirectory { get; init; }

    /// <summary>What tasks of this build, and the build before, read of modules; null for nothing.</summary>
    public SourceReadings? Readings { get; init; }

    /// <summary>GOPROXY and its like, of the project and the machine; null where nothing is known of them.</summary>
    public GoSettings? Settings { get; init; }

    /// <summary>The Go version that the solution agreed on; null where there is none.</summary>
    public string? DeclaredGoVersion { get; init; }

    /// <summary>Digests of base images; null where there is no lock file.</summary>
    public DigestLock? Lock { get; init; }

    /// <summary>In CI some things are errors that are warnings locally.</summary>
    public bool ContinuousIntegration { get; init; }
}
