using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Registries;

namespace GoDockTasks.Core.Release;

/// <summary>What is to be released, by whom, and past which gates.</summary>
/// <param name="Gates">Without programs: they are taken out of the images.</param>
public sealed record ReleaseRequest(GateRequest Gates)
{
    /// <summary>The images, one a service.</summary>
    public required ImmutableArray<ReleasedImage> Images { get; init; }

    /// <summary>Signs what is attached.</summary>
    public required SigningKey Key { get; init; }

    /// <summary>Whom the gate `fingerprint` believes.</summary>
    public required ImmutableArray<TrustedKey> TrustedKeys { get; init; }

    /// <summary>Who builds.</summary>
    public required RunDetails Run { get; init; }

    /// <summary>For registries.</summary>
    public required RegistryCredentials Credentials { get; init; }

    /// <summary>This package's version.</summary>
    public required string Version { get; init; }

    /// <summary>For the pauses between attempts, and the time of the release.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long one request to a registry may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>An image that is built and not yet released.</summary>
/// <param name="Program">The program that it starts.</param>
/// <param name="Target">Where it goes, with a tag.</param>
/// <param name="Layout">Absolute path of its OCI image layout.</param>
public sealed record ReleasedImage(FingerprintedProgram Program, ImageReference Target, string Layout)
{
    /// <summary>The sidecar's name.</summary>
    public string Name => Program.Sidecar.Name;

    /// <summary>Which node of a builder built what, by platform; empty where no builder did.</summary>
    public ImmutableDictionary<string, string> Nodes { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// The name that a sidecar's image gets: <c>registry.example.com/shop</c>, a slash, the sidecar's name in lower
    /// case, and the tag.
    /// </summary>
    /// <returns>The reference, or what is wrong.</returns>
    public static (ImageReference? Target, string? Problem) TargetOf(string? registry, string sidecar, string? tag)
    {
        if (string.IsNullOrWhiteSpace(registry))
            return (null, "GoDockRegistry doesn't say where to; set it: registry.example.com/shop");
        if (string.IsNullOrWhiteSpace(tag))
            return (null, "GoDockImageTag is empty; set it, or Version");
        var name = $"{registry.Trim().TrimEnd('/')}/{BakeTarget.NameOf(sidecar).ToLowerInvariant()}:{tag.Trim()}";
        return ImageReference.TryParse(name) is { Tag: not null, Digest: null } target
            ? (target, null)
            : (null, $"'{name}' is no image's name with a tag; see GoDockRegistry and GoDockImageTag");
    }

    /// <summary>Those names by their sidecars; of what can be no name, none.</summary>
    public static ImmutableDictionary<string, ImageReference> TargetsOf(
        string? registry,
        IEnumerable<string> sidecars,
        string? tag
    ) =>
        sidecars
            .Distinct(StringComparer.Ordinal)
            .Select(sidecar => (Name: sidecar, TargetOf(registry, sidecar, tag).Target))
            .Where(each => each.Target is not null)
            .ToImmutableDictionary(each => each.Name, each => each.Target!);
}
