using GoDockTasks.Benchmarks.Measuring;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>A build where nothing changed, with the package and without.</summary>
internal static class SecondBuild
{
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, CancellationToken cancellationToken) =>
        [await CompareAsync(bench, 50, 1.05, cancellationToken), await CompareAsync(bench, 1, 1.02, cancellationToken)];

    private static async Task<Figure> CompareAsync(
        Bench bench,
        int sidecars,
        double goal,
        CancellationToken cancellationToken
    )
    {
        var solutions = await bench.MakeSolutionsAsync(sidecars, cancellationToken);
        var pairs = bench.Options.Rounds(31, 5);
        var (ratios, without) = (new List<double>(), new List<double>());
        for (var i = 0; i < pairs; i++)
        {
            Bench.Say($"second build of {sidecars}, pair {i + 1} of {pairs}");
            var (first, second) =
                i % 2 == 0 ? (solutions.With, solutions.Without) : (solutions.Without, solutions.With);
            var (one, two) = (
                await bench.BuildAsync(first, cancellationToken),
                await bench.BuildAsync(second, cancellationToken)
            );
            var (with, bare) = i % 2 == 0 ? (one, two) : (two, one);
            ratios.Add(with.Elapsed / bare.Elapsed);
            without.Add(bare.Elapsed.TotalSeconds);
        }

        return new(
            $"Second build, nothing changed, {sidecars} {(sidecars == 1 ? "sidecar" : "sidecars")}: check, "
                + $"lint and build",
            $"the same solution without the package ({without.Median():0.00} s), {pairs} pairs",
            ratios,
            goal
        );
    }
}
