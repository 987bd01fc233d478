using GoDockTasks.Benchmarks.Measuring;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>A build where nothing changed, with the package and without.</summary>
internal static class SecondBuild
{
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var solutions = await bench.MakeSolutionsAsync(50, cancellationToken);
        var pairs = bench.Options.Rounds(31, 7);
        var (ratios, without) = (new List<double>(), new List<double>());
        for (var i = 0; i < pairs; i++)
        {
            Bench.Say($"second build, pair {i + 1} of {pairs}");
            var (first, second) = i % 2 == 0 ? (solutions.With, solutions.Without) : (solutions.Without, solutions.With);
            var (one, two) = (await bench.BuildAsync(first, cancellationToken), await bench.BuildAsync(second, cancellationToken));
            var (with, bare) = i % 2 == 0 ? (one, two) : (two, one);
            ratios.Add(with.Elapsed / bare.Elapsed);
            without.Add(bare.Elapsed.TotalSeconds);
        }

        return
        [
            new("Second build, nothing changed, 50 sidecars", $"the same solution without the package ({without.Median():0.00} s), {pairs} pairs", ratios.Median(), 1.05),
        ];
    }
}
