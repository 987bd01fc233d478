using GoDockTasks.Benchmarks.Measuring;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>
/// What a build takes longer that has to check and to compile every sidecar. Module cache and file system are warm, and
/// go has compiled the standard library, as on a machine where Go is used.
/// </summary>
internal static class FirstBuild
{
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var (with, without) = await bench.MakeSolutionsAsync(50, cancellationToken);
        var loop = await bench.MakeWithLoopAsync(50, cancellationToken);
        var (rounds, inside) = (new List<Round>(), new List<Measurement>());
        var count = bench.Options.Rounds(5, 2);
        for (var i = 0; i < count; i++)
        {
            Bench.Say($"first build, round {i + 1} of {count}");
            if (i % 2 == 0)
            {
                rounds.Add(
                    new(await OursAsync(), await bench.BuildAsync(without, cancellationToken), await ByHandAsync())
                );
                inside.Add(await InsideAsync());
            }
            else
            {
                inside.Add(await InsideAsync());
                var (rival, plain) = (await ByHandAsync(), await bench.BuildAsync(without, cancellationToken));
                rounds.Add(Round.Turned(rival, plain, await OursAsync()));
            }
        }

        const string Name = "First build, 50 sidecars: check, lint and build, with the standard library compiled";
        var seconds = rounds.Select(round => round.Rival.Elapsed.TotalSeconds).Median();
        return
        [
            new(
                Name,
                $"`{ByHand.Loop}` ({seconds:0.00} s), {count} rounds",
                [.. rounds.Select(round => round.Added)],
                1.05
            ),
            // While a build waits, the runtime compiles again what MSBuild has called often. A shell has nothing of
            // the kind.
            new(
                Name,
                $"the same loop in an `Exec` task of the build without the package, {count} rounds",
                [
                    .. rounds.Zip(inside, (round, exec) =>
                        (round.With.Elapsed - round.Without.Elapsed) / (exec.Elapsed - round.Without.Elapsed)
                    ),
                ],
                1.05
            ),
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

        async Task<Measurement> InsideAsync()
        {
            bench.ForgetServices();
            bench.Rival.Forget();
            return await bench.BuildAsync(loop, cancellationToken);
        }
    }
}
