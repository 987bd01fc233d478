using GoDockTasks.Benchmarks.Measuring;
using GoDockTasks.Benchmarks.Workload;
using static GoDockTasks.Benchmarks.Workload.LargeModules;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>
/// What DiagnoseGoModule takes for a module that nothing is wrong with, against the commands by hand.
/// </summary>
internal static class Diagnosing
{
    private const string ByHand = "go mod tidy -x && go mod verify";

    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var small = (await bench.MakeSolutionsAsync(1, cancellationToken)).With;
        var figures = new List<Figure>
        {
            await MeasureAsync(bench, small, "a module that nothing is wrong with", cancellationToken),
        };
        foreach (var (modules, like) in ((LargeModules, string)[])[(Some, ""), (OfFramework, ", as with gin or gRPC")])
        {
            var large = await bench.MakeLargeAsync(small, modules, cancellationToken);
            var module = $"one whose requirements have {modules.Size}{like}";
            figures.Add(await MeasureAsync(bench, large, module, cancellationToken));
        }

        return figures;
    }

    private static async Task<Figure> MeasureAsync(
        Bench bench,
        Solution solution,
        string module,
        CancellationToken cancellationToken
    )
    {
        var (ours, rivals) = (new List<double>(), new List<double>());
        var count = bench.Options.Rounds(15, 5);
        for (var i = 0; i < count; i++)
        {
            Bench.Say($"diagnosing, round {i + 1} of {count}");
            ours.Add(await DiagnoseAsync(bench, solution.Folder, cancellationToken));
            var rival = await bench.Commands.RunAsync("sh", ["-c", ByHand], solution.Sidecar(0), cancellationToken);
            rivals.Add(rival.Elapsed.TotalMilliseconds);
        }

        return new(
            $"Diagnosing {module}, without Docker: time of the task",
            $"`{ByHand}` ({rivals.Median():0} ms), {count} rounds",
            [.. ours.Zip(rivals, (our, rival) => our / rival)],
            1.2
        );
    }

    private static async Task<double> DiagnoseAsync(Bench bench, string solution, CancellationToken cancellationToken)
    {
        var (log, report) = (Path.Combine(solution, "performance.log"), Path.Combine(solution, "diagnosis.json"));
        File.Delete(report);
        await bench.Commands.RunAsync(
            "dotnet",
            [
                "build",
                Path.Combine(solution, "src", "Shop.Web", "Shop.Web.csproj"),
                "--no-restore",
                "-t:DiagnoseGoModule",
                "-p:NoWarn=GDT5002",
                $"-p:GoDockReport={report}",
                "--nologo",
                "-nodeReuse:false",
                "-v:q",
                TaskTime.LogTo(log),
            ],
            solution,
            cancellationToken
        );
        // A diagnosis that looked at nothing would be fast, too.
        if (!(await File.ReadAllTextAsync(report, cancellationToken)).Contains("\"Tidy\"", StringComparison.Ordinal))
            throw new CommandFailedException($"{report} doesn't say that the module is tidy.");
        return await TaskTime.ReadAsync(log, "DiagnoseGoModule", cancellationToken);
    }
}
