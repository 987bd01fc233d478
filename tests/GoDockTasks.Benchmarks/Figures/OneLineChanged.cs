using System.Globalization;
using GoDockTasks.Benchmarks.Measuring;
using GoDockTasks.Benchmarks.Workload;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>
/// A build where one line of one sidecar changed, against go building that one and a build without the package.
/// </summary>
internal static class OneLineChanged
{
    private const int Edited = 7;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var (with, without) = await bench.MakeSolutionsAsync(50, cancellationToken);
        var rounds = bench.Options.Rounds(15, 3);
        var (ratios, rivals) = (new List<double>(), new List<double>());
        for (var i = 0; i < rounds; i++)
        {
            Bench.Say($"one line changed, round {i + 1} of {rounds}");
            var (ours, byHand) = (TimeSpan.Zero, TimeSpan.Zero);
            for (var half = 0; half < 2; half++)
            {
                if (half == i % 2)
                    ours = await EditAndBuildAsync(i);
                else
                    byHand = await EditAndBuildByHandAsync(i);
            }

            ratios.Add(ours / byHand);
            rivals.Add(byHand.TotalSeconds);
        }

        return
        [
            new(
                "One line changed in one of 50 sidecars: check, lint and build",
                $"`go build -trimpath` of that module, and the same solution without the package "
                    + $"({rivals.Median():0.00} s), {rounds} pairs",
                ratios,
                1.1
            ),
        ];

        // Each edit is new to go's build cache, which both share.
        async Task<TimeSpan> EditAndBuildAsync(int round)
        {
            GoServices.EditOneLine(
                with.Sidecar(Edited),
                string.Create(CultureInfo.InvariantCulture, $"package {round}")
            );
            return (await bench.BuildAsync(with, cancellationToken)).Elapsed;
        }

        async Task<TimeSpan> EditAndBuildByHandAsync(int round)
        {
            GoServices.EditOneLine(
                without.Sidecar(Edited),
                string.Create(CultureInfo.InvariantCulture, $"hand {round}")
            );
            return (await bench.Rival.BuildOneAsync(without, Edited, cancellationToken)).Elapsed
                + (await bench.BuildAsync(without, cancellationToken)).Elapsed;
        }
    }
}
