using System.Globalization;
using System.Text.RegularExpressions;
using GoDockTasks.Benchmarks.Measuring;
using GoDockTasks.Benchmarks.Workload;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>Ten times the sidecars: time of the check, and the most memory of the build, where everything is known and where nothing is.</summary>
internal static partial class ManySidecars
{
    private const int Few = 50;
    private const int Many = 500;
    private const double MaxTimes = 10.5;
    private const double MaxMegabytes = 50;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var few = (await bench.MakeSolutionsAsync(Few, cancellationToken)).With;
        var many = (await bench.MakeSolutionsAsync(Many, cancellationToken)).With;
        return
        [
            .. await CompareAsync("second build", bench.Options.Rounds(7, 3), () => { }),
            .. await CompareAsync("first check", bench.Options.Rounds(5, 1), bench.EmptyVerdictStore),
        ];

        async Task<Figure[]> CompareAsync(string name, int count, Action before)
        {
            var (small, large) = (new List<Check>(), new List<Check>());
            for (var i = 0; i < count; i++)
            {
                Bench.Say($"{Many} sidecars, {name}, round {i + 1} of {count}");
                before();
                small.Add(await CheckAsync(few));
                before();
                large.Add(await CheckAsync(many));
            }

            var seconds = small.Select(check => check.Seconds).Median();
            var megabytes = small.Select(check => check.PeakMegabytes).Median();
            return
            [
                new($"{Many} sidecars, {name}: time of the check alone", $"{Few} sidecars ({seconds:0.000} s), {count} rounds", large.Select(check => check.Seconds).Median() / seconds, MaxTimes),
                new($"{Many} sidecars, {name}: growth of the build's peak memory", $"{Few} sidecars ({megabytes:0} MB), {count} rounds", large.Select(check => check.PeakMegabytes).Median() - megabytes, MaxMegabytes, " MB"),
            ];
        }

        // By itself: in a build it hides behind other work. One node, so that the process that is watched is the one that checks.
        async Task<Check> CheckAsync(Solution solution)
        {
            var log = Path.Combine(solution.Folder, "performance.log");
            var build = await bench.Commands.RunAsync(
                "dotnet",
                [
                    "build", Path.Combine(solution.Folder, "src", "Shop.Web", "Shop.Web.csproj"), "--no-restore", "-t:GoModTidyCheck", "--nologo", "-nodeReuse:false", "-m:1",
                    $"-flp:LogFile={log};Verbosity=quiet;PerformanceSummary",
                ],
                solution.Folder,
                cancellationToken,
                watchMemory: true);
            return TaskTime().Match(await File.ReadAllTextAsync(log, cancellationToken)) is { Success: true } time
                ? new(double.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture) / 1000, build.PeakBytes / 1024.0 / 1024)
                : throw new CommandFailedException($"{log} doesn't say how long GoModTidyCheck took.");
        }
    }

    // "    123 ms  GoDockTasks.GoModTidyCheck   1 calls"
    [GeneratedRegex(@"(\d+) ms\s+\S*GoModTidyCheck\s+1 calls")]
    private static partial Regex TaskTime();

    private sealed record Check(double Seconds, double PeakMegabytes);
}
