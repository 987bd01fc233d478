using System.Collections.Immutable;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Images;

/// <summary>
/// A program that can ask a registry what an image's tag stands for, with the user's own log-in, proxy and mirrors.
/// </summary>
/// <param name="Name">The program's name without extension.</param>
/// <param name="Arguments">For an image's full name with its tag.</param>
/// <param name="DigestOf">The digest in what it printed, or null where that isn't what it should be.</param>
internal sealed record ImageTool(
    string Name,
    Func<string, ImmutableArray<string>> Arguments,
    Func<string, string?> DigestOf
)
{
    /// <summary>
    /// In the order in which they are asked. Two print the manifest as the registry sent it, and its hash is the digest
    /// (OCI distribution specification, "Pulling manifests"): what else they can print needs an image for this
    /// machine's own platform to be there.
    /// </summary>
    public static ImmutableArray<ImageTool> All { get; } =
    [
        new("docker", image => ["buildx", "imagetools", "inspect", "--raw", image], Manifest.DigestOf),
        new("crane", image => ["digest", image], line => ImageDigest.IsValid(line.Trim()) ? line.Trim() : null),
        new("skopeo", image => ["inspect", "--raw", "docker://" + image], Manifest.DigestOf),
    ];

    /// <summary>Its absolute path along PATH, or null.</summary>
    public string? Find(IReadOnlyDictionary<string, string> environment) => ProgramSearch.Find(Name, environment);
}
