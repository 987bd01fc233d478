using System.Collections.Immutable;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>What a verification is asked about.</summary>
/// <param name="ProjectFile">Absolute; relative paths count from its folder.</param>
public sealed record VerificationScope(string ProjectFile)
{
    /// <summary>
    /// GoDockFingerprints: files, folders and patterns, separated by <c>;</c>; blank for those of the project and of
    /// the files.
    /// </summary>
    public string? Fingerprints { get; init; }

    /// <summary>GoDockFiles, likewise: each must be the subject of a verified fingerprint.</summary>
    public string? Files { get; init; }

    /// <summary>Where the project's programs are, for each target framework.</summary>
    public ImmutableArray<ProgramFolder> Folders { get; init; } = [];

    /// <summary>Names of the sidecars that the project builds.</summary>
    public ImmutableArray<string> Programs { get; init; } = [];

    /// <summary>GOOS/GOARCH that the project is built for; null where nobody says.</summary>
    public string? Platform { get; init; }

    /// <summary>The folder of all configurations, absolute: a message says which of them has something.</summary>
    public string? BaseOutputPath { get; init; }

    /// <summary>As MSBuild's property of that name: separated by <c>;</c>.</summary>
    public string? Configurations { get; init; }

    /// <summary>Nothing to verify is fine: a solution was asked, and not every project of it has sidecars.</summary>
    public bool MayBeEmpty { get; init; }
}

/// <summary>Two folders with a folder for each of the project's programs.</summary>
/// <param name="Output">Absolute.</param>
/// <param name="Published">Absolute, or null; where it isn't there, nothing was published.</param>
public sealed record ProgramFolder(string Output, string? Published);
