using System.Collections.Immutable;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>What Dockerfiles are to be made for, and from.</summary>
public sealed record GenerationRequest
{
    /// <summary>Those of one project; one with <see cref="Sidecar.Build"/> false gets none.</summary>
    public required ImmutableArray<Sidecar> Sidecars { get; init; }

    /// <summary>Absolute path of the project.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>Of this package, as the files' first line says it.</summary>
    public required string Version { get; init; }

    /// <summary>What the project's properties say about Go.</summary>
    public GoProperties Go { get; init; } = GoProperties.None;

    /// <summary>
    /// GoDockDockerfileTemplate: the template where an item names none, relative to the project; null or empty for our
    /// own.
    /// </summary>
    public string? Template { get; init; }

    /// <summary>
    /// GoDockBakeFile, relative to the project; null or empty for docker-bake.json in the lowest folder common to all
    /// contexts.
    /// </summary>
    public string? BakeFile { get; init; }

    /// <summary>GoDockDockerfileSyntax: an image for the <c># syntax=</c> line; null or empty for none.</summary>
    public string? Syntax { get; init; }

    /// <summary>
    /// GoDockDockerfileSecrets: netrc, ssh, ca; null or empty for netrc where private patterns are set.
    /// </summary>
    public string? Secrets { get; init; }

    /// <summary>GoDockBakeAttestations: bake attaches provenance and an SBOM to each image.</summary>
    public bool Attestations { get; init; }

    /// <summary>GoDockDebugTarget: each Dockerfile has a stage, and the bake file a target, for debugging.</summary>
    public bool DebugTarget { get; init; }

    /// <summary>
    /// Look into the sources for what an image will lack; for when somebody generates and reads what is said.
    /// </summary>
    public bool Advise { get; init; }

    /// <summary>
    /// The Go on this machine, such as 1.27.3; null where unknown. Nothing that is generated depends on it.
    /// </summary>
    public string? HostGoVersion { get; init; }

    /// <summary>GOTOOLCHAIN lets that Go take no other.</summary>
    public bool HostStaysLocal { get; init; }

    /// <summary>What tasks of this build, and the build before, read of modules; null for nothing.</summary>
    public SourceReadings? Readings { get; init; }

    internal SourceView View() => (Readings ?? SourceReadings.Unshared()).View();

    /// <summary>The lock file, read; its diagnostics are the caller's to tell.</summary>
    public ParsedDigestLock Lock { get; init; } = new(DigestLock.Empty, []) { Exists = false };
}
