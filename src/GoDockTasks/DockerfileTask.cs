using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks;

/// <summary>What tasks share that generate Dockerfiles, or look whether generated ones are current.</summary>
public abstract class DockerfileTask : SidecarTask
{
    /// <summary>The template where an item names none; our own where empty.</summary>
    public string? Template { get; set; }

    /// <summary>The bake file; docker-bake.json in the lowest folder common to all contexts where empty.</summary>
    public string? BakeFile { get; set; }

    /// <summary>The lock file of base images.</summary>
    public string? LockFile { get; set; }

    /// <summary>An image for the `# syntax=` line, or empty for none.</summary>
    public string? Syntax { get; set; }

    /// <summary>netrc, ssh, ca.</summary>
    public string? Secrets { get; set; }

    /// <summary>The bake file attaches provenance and an SBOM to each image.</summary>
    public bool Attestations { get; set; }

    /// <summary>Have a stage and a target for debugging.</summary>
    public bool DebugTarget { get; set; }

    private protected ParsedDigestLock ReadLock() =>
        DigestLockFile.Read(
            Path.GetFullPath(
                string.IsNullOrWhiteSpace(LockFile) ? DigestLockFile.DefaultName : LockFile.Trim(),
                ProjectDirectory
            )
        );

    private protected GenerationRequest Request(ImmutableArray<Sidecar> sidecars, ParsedDigestLock images) =>
        new()
        {
            Sidecars = sidecars,
            ProjectFile = ProjectFile,
            Version = PackageVersion,
            Go = Go,
            Template = Template,
            BakeFile = BakeFile,
            Syntax = Syntax,
            Secrets = Secrets,
            Attestations = Attestations,
            DebugTarget = DebugTarget,
            Lock = images,
            Readings = Readings,
        };
}
