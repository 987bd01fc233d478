using GoDockTasks.Benchmarks.Measuring;
using GoDockTasks.Benchmarks.Workload;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>What the first build in another folder takes longer, where the store knows the content.</summary>
internal static class FreshClone
{
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var (with, without) = await bench.MakeSolutionsAsync(50, cancellationToken);
        var rounds = new List<Round>();
        var count = bench.Options.Rounds(11, 3);
        for (var i = 0; i < count; i++)
        {
            Bench.Say($"fresh clone, round {i + 1} of {count}");
            rounds.Add(new(
                await BuildCloneAsync(with),
                await BuildCloneAsync(without),
                await bench.TidyByHandAsync(with, cancellationToken)));
        }

        return
        [
            new("Fresh clone with a filled verdict store, 50 sidecars", $"`{Bench.TidyByHand}`, {count} rounds", rounds.Select(round => round.Added).Median(), 0.15),
        ];

        async Task<Measurement> BuildCloneAsync(Solution solution)
        {
            var clone = solution.MakeClone();
            try
            {
                return await bench.BuildAsync(clone, cancellationToken);
            }
            finally
            {
                Directory.Delete(clone.Folder, recursive: true);
            }
        }
    }
}
