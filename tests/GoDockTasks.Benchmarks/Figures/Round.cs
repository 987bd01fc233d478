using GoDockTasks.Benchmarks.Measuring;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>A build with the package, one without, and the rival, all run one after the other.</summary>
internal sealed record Round(Measurement With, Measurement Without, Measurement Rival)
{
    /// <summary>What the package adds, as a part of what the rival takes.</summary>
    public double Added => (With.Elapsed - Without.Elapsed) / Rival.Elapsed;

    /// <summary>A round that was run the other way round: what comes first is warm for neither.</summary>
    public static Round Turned(Measurement rival, Measurement without, Measurement with) => new(with, without, rival);
}
