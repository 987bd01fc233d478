using GoDockTasks.Benchmarks.Measuring;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>What a build takes longer that finds no verdict in the store, where module cache and file system are warm.</summary>
internal static class FirstCheck
{
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var (with, without) = await bench.MakeSolutionsAsync(50, cancellationToken);
        var rounds = new List<Round>();
        var count = bench.Options.Rounds(21, 3);
        for (var i = 0; i < count; i++)
        {
            Bench.Say($"first check, round {i + 1} of {count}");
            bench.EmptyVerdictStore();
            rounds.Add(new(
                await bench.BuildAsync(with, cancellationToken),
                await bench.BuildAsync(without, cancellationToken),
                await bench.TidyByHandAsync(with, cancellationToken)));
            bench.EnsureStored(50);
        }

        return
        [
            new("First check, 50 sidecars", $"`{Bench.TidyByHand}` ({rounds.Select(round => round.Rival.Elapsed.TotalSeconds).Median():0.00} s), {count} rounds", rounds.Select(round => round.Added).Median(), 1.1),
        ];
    }
}
