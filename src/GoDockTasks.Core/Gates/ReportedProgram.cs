using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Gates;

/// <summary>A program that was gated, for who shows the report.</summary>
/// <param name="Sidecar">What it was built from.</param>
/// <param name="BuildInfo">What it says of its build; null where it doesn't.</param>
/// <param name="Measured">Null where it doesn't say what it was built for.</param>
public sealed record ReportedProgram(Sidecar Sidecar, GoBuildInfo? BuildInfo, MeasuredProgram? Measured)
{
    private const string Revision = "org.opencontainers.image.revision";

    /// <summary>The commit that it was built from; null where nothing says so.</summary>
    public string? Commit { get; init; }

    /// <summary>Of the image that it is released in; null for none.</summary>
    public string? ImageDigest { get; init; }

    /// <summary>Releases before this one, from the oldest that is known.</summary>
    public ImmutableArray<PastRelease> Past { get; init; } = [];

    /// <summary>The release before; null where none is known.</summary>
    public LastRelease? Last { get; init; }

    internal static ReportedProgram Of(GatedProgram program, GateState state)
    {
        var binary = state.BuildInfoOf(program.Path).BuildInfo;
        var measured = MeasuredProgram.Of(program, state);
        var layout = program.ImageLayout is { } folder ? ImageLayout.Read(folder).Layout : null;
        return new(program.Sidecar, binary, measured)
        {
            // Where git isn't in the image that builds, only the labels know.
            Commit = binary?.Setting("vcs.revision")
                ?? layout
                    ?.Images.Select(image => image.Config.Labels.GetValueOrDefault(Revision))
                    .FirstOrDefault(revision => !string.IsNullOrEmpty(revision)),
            ImageDigest = layout?.Root.Digest,
            Last = measured is null
                ? null
                : state.Baselines.Last.GetValueOrDefault((measured.Key.Service, measured.Key.Platform)),
            Past = measured is null ? [] : Before(state.Baselines.Past(measured.Key), measured.Release),
        };
    }

    // A pipeline that runs again finds the release itself.
    private static ImmutableArray<PastRelease> Before(ImmutableArray<PastRelease> past, MeasuredRelease release) =>
        !past.IsEmpty && past[^1].Measured.Sha256 == release.Sha256 ? past[..^1] : past;
}

/// <summary>A release that was measured before.</summary>
/// <param name="GoVersion">As <c>go1.27.3</c>.</param>
/// <param name="Measured">Its program.</param>
public sealed record PastRelease(string GoVersion, MeasuredRelease Measured);
