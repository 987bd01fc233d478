using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Fingerprints.Statements;

namespace GoDockTasks.Core.Images.Building;

/// <summary>Whose images are to be built, and how.</summary>
public sealed record ImageBuildRequest
{
    /// <summary>The sidecars, and what their bake file is made from.</summary>
    public required GenerationRequest Generation { get; init; }

    /// <summary>Absolute path of the folder that gets one for each image.</summary>
    public required string Directory { get; init; }

    /// <summary>The process's: PATH, log-ins, proxies, what the bake file's variables are to be.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>How long building may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>GoDockImageBuilder: <c>buildx</c>, which null and empty are as well, or <c>sdk</c>.</summary>
    public string? ImageBuilder { get; init; }

    /// <summary>How long one <c>go build</c> may take where <see cref="ImageBuilder"/> is <c>sdk</c>.</summary>
    public TimeSpan GoTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>GoDockBuilder: an instance of buildx; null or empty for the one that is in use.</summary>
    public string? Builder { get; init; }

    /// <summary>GoDockImagePlatforms: for all images; null or empty for what each sidecar says.</summary>
    public string? Platforms { get; init; }

    /// <summary>Knows what programs are built from; null where images needn't say it.</summary>
    public FingerprintCollector? Inputs { get; init; }
}

/// <summary>What a build of images came to.</summary>
/// <param name="Images">In the sidecars' order; all of them, or none where anything failed.</param>
/// <param name="Diagnostics">Why not; of images that the .NET SDK built, also what they lack.</param>
/// <param name="Output">What buildx, or the .NET SDK, printed, without credentials.</param>
public sealed record ImageBuildReport(
    ImmutableArray<ImageInFolder> Images,
    ImmutableArray<Diagnostic> Diagnostics,
    string Output
);

/// <summary>An image that was built.</summary>
/// <param name="Name">The sidecar's.</param>
/// <param name="Folder">Absolute path of its OCI image layout.</param>
/// <param name="Digest">Of its index, or of its manifest where it has none: by it the image is pushed.</param>
/// <param name="Platforms">As <c>linux/amd64</c>.</param>
public sealed record ImageInFolder(string Name, string Folder, string Digest, ImmutableArray<string> Platforms)
{
    /// <summary>Which node of the builder built what; empty where no builder did.</summary>
    public ImmutableArray<NodeOfPlatform> Nodes { get; init; } = [];
}

/// <summary>The node that built the part of an image that is for a platform.</summary>
/// <param name="Platform">As <c>linux/amd64</c>.</param>
/// <param name="Node">As buildx calls it; <c>unknown</c> where buildx doesn't say.</param>
public sealed record NodeOfPlatform(string Platform, string Node);
