using GoDockTasks.Benchmarks.Measuring;
using GoDockTasks.Benchmarks.Workload;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>
/// What the first build in another folder takes longer, where the store was kept: what a build server pays for what did
/// not change.
/// </summary>
internal static class FreshClone
{
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var (with, without) = await bench.MakeSolutionsAsync(50, cancellationToken);
        // The store, and go's build cache, have seen what is there now.
        await bench.BuildAsync(with, cancellationToken);
        await bench.Rival.TidyAndBuildAsync(without, cancellationToken);
        var rounds = new List<Round>();
        var count = bench.Options.Rounds(7, 2);
        for (var i = 0; i < count; i++)
        {
            Bench.Say($"fresh clone, round {i + 1} of {count}");
            rounds.Add(
                i % 2 == 0
                    ? new(
                        await BuildCloneAsync(with),
                        await BuildCloneAsync(without),
                        await bench.Rival.TidyAndBuildAsync(without, cancellationToken)
                    )
                    : Round.Turned(
                        await bench.Rival.TidyAndBuildAsync(without, cancellationToken),
                        await BuildCloneAsync(without),
                        await BuildCloneAsync(with)
                    )
            );
        }

        return
        [
            new(
                "Fresh clone with a kept store, 50 sidecars: check, lint and build",
                $"the same loop with a warm GOCACHE "
                    + $"({rounds.Select(round => round.Rival.Elapsed.TotalSeconds).Median():0.00} s), "
                    + $"{count} rounds",
                [.. rounds.Select(round => round.Added)],
                0.25
            ),
        ];

        async Task<Measurement> BuildCloneAsync(Solution solution)
        {
            var clone = solution.MakeClone();
            try
            {
                var build = await bench.BuildAsync(clone, cancellationToken);
                if (clone.PackageVersion is not null)
                    bench.EnsureMade(clone, 50);
                return build;
            }
            finally
            {
                Directory.Delete(clone.Folder, recursive: true);
            }
        }
    }
}
