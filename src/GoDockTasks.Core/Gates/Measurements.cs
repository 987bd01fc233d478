using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Gates;

/// <summary>What is measured of programs, and held against the mean of their last releases.</summary>
internal static class Measurements
{
    public const string Program = "programBytes";
    public const string Image = "imageBytes";
    public const string Memory = "memoryBytes";
    public const string StartUp = "startUpNanoseconds";

    /// <summary>In percent.</summary>
    public const double DefaultThreshold = 15;

    /// <summary>What a baseline of the program is kept under; null where it doesn't say.</summary>
    public static BaselineKey? KeyOf(GateRun run) => KeyOf(run.Sidecar, run.BuildInfo.BuildInfo);

    public static BaselineKey? KeyOf(string sidecar, GoBuildInfo? binary) =>
        binary?.Setting("GOOS") is { } system && binary.Setting("GOARCH") is { } architecture
            ? new(sidecar, $"{system}/{architecture}", binary.GoVersion.Split(' ')[0])
            : null;

    /// <summary>Holds figures against their baselines: the one that has grown most counts.</summary>
    public static GateOutcome Compare(GateRun run, BaselineKey key, ImmutableArray<(string Name, long Value)> figures)
    {
        var threshold = run.Item?.Threshold ?? DefaultThreshold;
        var growths = figures.Select(figure => Growth(run, key, figure.Name, figure.Value)).ToImmutableArray();
        var known = growths.Where(growth => growth.Percent is not null).ToImmutableArray();
        if (known.IsEmpty)
            return new(GateVerdict.NoBaseline, NoBaseline(growths))
            {
                Measured = new(figures[0].Value, "bytes"),
                Diagnostics =
                [
                    run.Problem(
                        DiagnosticCatalogue.NoBaseline,
                        $"{NoBaseline(growths)}; it is compared from {Baselines.Needed} releases of {key.Service} for "
                            + $"{key.Platform} with {key.GoVersion} on"
                    ),
                ],
            };
        var most = known.MaxBy(growth => growth.Percent)!;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Words(most.Name)} {FileTooLargeException.Size(most.Value)}, {most.Percent:+0.0;-0.0;+0.0}% of the mean "
                + $"of {most.Releases} releases, {FileTooLargeException.Size((long)most.Mean)}"
        );
        var grown = most.Percent > threshold;
        return new(grown ? GateVerdict.Warned : GateVerdict.Passed, text)
        {
            Measured = new(Math.Round(most.Percent!.Value, 2), "percent"),
            Threshold = new(threshold, "percent"),
            Baseline = new(Math.Round(most.Mean), "bytes"),
            Diagnostics = grown
                ?
                [
                    run.Problem(
                        DiagnosticCatalogue.Grown,
                        text
                            + string.Create(CultureInfo.InvariantCulture, $" (threshold {threshold:0.##}%)")
                            + "; see what came in with `dotnet build -t:GenerateSbom` and `go tool nm -size -sort size`"
                    ),
                ]
                : [],
        };
    }

    private static string NoBaseline(ImmutableArray<FigureGrowth> growths) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Words(growths[0].Name)} {FileTooLargeException.Size(growths[0].Value)}, with {growths[0].Releases} "
                + $"releases to compare with"
        );

    private static string Words(string name) =>
        name switch
        {
            Program => "program",
            Image => "image",
            _ => "memory",
        };

    private sealed record FigureGrowth(string Name, long Value, int Releases, double Mean, double? Percent);

    private static FigureGrowth Growth(GateRun run, BaselineKey key, string name, long value)
    {
        var releases = run.State.Baselines.Figures(key, name);
        if (releases.Length < Baselines.Needed)
            return new(name, value, releases.Length, 0, null);
        var mean = releases.Average();
        return new(name, value, releases.Length, mean, mean == 0 ? null : (value - mean) / mean * 100);
    }
}

/// <summary>How large the program is, and the image where one is released.</summary>
internal static class SizeGate
{
    public static GateOutcome Run(GateRun run)
    {
        if (Measurements.KeyOf(run) is not { } key)
            return run.NotChecked(
                DiagnosticCatalogue.GateNotChecked,
                $"'{run.Name(run.Program.Path)}' doesn't say how it was built ({run.BuildInfo.Reason}); build it with "
                    + "BuildGoSidecar"
            );
        var figures = GateState.SizesOf(run.Program);
        return Measurements.Compare(run, key, figures);
    }
}
