using GoDockTasks.Benchmarks.Measuring;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>
/// What a build takes longer that has to check and to compile every sidecar. Module cache and file system are warm, and go has compiled the standard library, as
/// on a machine where Go is used.
/// </summary>
internal static class FirstBuild
{
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var (with, without) = await bench.MakeSolutionsAsync(50, cancellationToken);
        var rounds = new List<Round>();
        var count = bench.Options.Rounds(5, 2);
        for (var i = 0; i < count; i++)
        {
            Bench.Say($"first build, round {i + 1} of {count}");
            rounds.Add(i % 2 == 0
                ? new(await OursAsync(), await bench.BuildAsync(without, cancellationToken), await ByHandAsync())
                : Round.Turned(await ByHandAsync(), await bench.BuildAsync(without, cancellationToken), await OursAsync()));
        }

        return
        [
            new(
                "First build, 50 sidecars: check, lint and build, with the standard library compiled",
                $"`{ByHand.Loop}` ({rounds.Select(round => round.Rival.Elapsed.TotalSeconds).Median():0.00} s), {count} rounds",
                [.. rounds.Select(round => round.Added)],
                1.05),
        ];

        async Task<Measurement> OursAsync()
        {
            bench.ForgetAll(with);
            bench.ForgetServices();
            var build = await bench.BuildAsync(with, cancellationToken);
            bench.EnsureMade(with, 50);
            return build;
        }

        async Task<Measurement> ByHandAsync()
        {
            bench.ForgetServices();
            return await bench.Rival.TidyAndBuildAsync(without, cancellationToken);
        }
    }
}
