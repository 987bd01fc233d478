using System.Collections.Immutable;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Gates;

/// <summary>What is to be released, and what it is held to.</summary>
/// <param name="ProjectFile">Absolute; relative paths count from its folder.</param>
public sealed record GateRequest(string ProjectFile)
{
    /// <summary>Name of the file of baselines beside the project, where nothing else is said.</summary>
    public const string DefaultBaselines = "godock.baselines.json";

    /// <summary>The programs; each passes all gates of its own.</summary>
    public required ImmutableArray<GatedProgram> Programs { get; init; }

    /// <summary>The clock: databases and exceptions grow old by it.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The process's environment, for the programs that gates start.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Absolute path of a folder for temporary files.</summary>
    public required string TemporaryDirectory { get; init; }

    /// <summary>`GoDockGate` items.</summary>
    public ImmutableArray<GateItem> Gates { get; init; } = [];

    /// <summary>`GoDockAcceptedFinding` items.</summary>
    public ImmutableArray<AcceptedFinding> Accepted { get; init; } = [];

    /// <summary>What is wrong with items, so that they aren't above; errors hold up a release.</summary>
    public ImmutableArray<Diagnostics.Diagnostic> ItemProblems { get; init; } = [];

    /// <summary>How old a database of vulnerabilities may be.</summary>
    public int DatabaseDays { get; init; } = 7;

    /// <summary>Absolute path of the file of baselines; null for none.</summary>
    public string? BaselineFile { get; init; }

    /// <summary>Where images are released to, which goes before the file; null for nowhere.</summary>
    public ReleaseHistory? History { get; init; }

    /// <summary>How long one program that a gate starts may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Absolute path of go; null for the one along PATH.</summary>
    public string? GoExecutable { get; init; }

    /// <summary>What the gate `fingerprint` asks; null where nothing is to be verified.</summary>
    public FingerprintQuestion? Fingerprints { get; init; }

    internal string ProjectDirectory => Path.GetDirectoryName(ProjectFile)!;
}

/// <summary>A program that passes gates.</summary>
/// <param name="Sidecar">What it was built from.</param>
/// <param name="Path">The binary, absolute.</param>
public sealed record GatedProgram(Sidecar Sidecar, string Path)
{
    /// <summary>Absolute path of the OCI image layout that it is released in; null for none.</summary>
    public string? ImageLayout { get; init; }

    /// <summary>What the image's label may say of its inputs: a digest a platform. Empty for anything.</summary>
    public ImmutableArray<string> InputsDigests { get; init; } = [];

    /// <summary>
    /// What an OpenVEX document calls it beside its purl: <c>pkg:oci/…</c> of the image, for one.
    /// </summary>
    public ImmutableArray<string> Products { get; init; } = [];
}

/// <summary>A verification, as VerifyBuildFingerprint runs it.</summary>
/// <param name="Verification">Of this project.</param>
/// <param name="Keys">Who is trusted.</param>
/// <param name="Images">The images that are here.</param>
public sealed record FingerprintQuestion(
    BuildVerification Verification,
    ImmutableArray<TrustedKey> Keys,
    ImmutableArray<BuiltImage> Images
);
