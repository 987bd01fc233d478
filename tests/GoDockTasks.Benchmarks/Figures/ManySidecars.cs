using System.Globalization;
using System.Text.RegularExpressions;
using GoDockTasks.Benchmarks.Measuring;
using GoDockTasks.Benchmarks.Workload;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>
/// Ten times the sidecars: time of the tasks, and the most memory of the build, where nothing is known and where
/// everything is.
/// </summary>
internal static partial class ManySidecars
{
    private const int Few = 50;
    private const int Many = 500;
    private const double MaxTimes = 10.5;
    private const double MaxMegabytes = 50;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var few = await bench.MakeCompiledAsync(Few, cancellationToken);
        var many = await bench.MakeCompiledAsync(Many, cancellationToken);
        return
        [
            .. await CompareAsync(
                "first build with all packages compiled",
                bench.Options.Rounds(2, 1),
                bench.ForgetAll
            ),
            .. await CompareAsync("second build", bench.Options.Rounds(7, 3), _ => { }),
        ];

        async Task<Figure[]> CompareAsync(string name, int count, Action<Solution> before)
        {
            var (small, large) = (new List<Build>(), new List<Build>());
            for (var i = 0; i < count; i++)
            {
                Bench.Say($"{Many} sidecars, {name}, round {i + 1} of {count}");
                small.Add(await BuildAsync(few, before));
                large.Add(await BuildAsync(many, before));
            }

            var seconds = small.Select(build => build.Seconds).Median();
            var megabytes = small.Select(build => build.PeakMegabytes).Median();
            return
            [
                new(
                    $"{Many} sidecars, {name}: time of check, lint and build alone",
                    $"{Few} sidecars ({seconds:0.000} s), {count} rounds",
                    [.. large.Select(build => build.Seconds / seconds)],
                    MaxTimes
                ),
                new(
                    $"{Many} sidecars, {name}: growth of the build's peak memory",
                    $"{Few} sidecars ({megabytes:0} MB), {count} rounds",
                    [.. large.Select(build => build.PeakMegabytes - megabytes)],
                    MaxMegabytes,
                    " MB"
                ),
            ];
        }

        // By themselves: in a build they hide behind other work. One node, so that the process that is watched is the
        // one that works.
        async Task<Build> BuildAsync(Solution solution, Action<Solution> before)
        {
            before(solution);
            var log = Path.Combine(solution.Folder, "performance.log");
            var build = await bench.Commands.RunAsync(
                "dotnet",
                [
                    "build",
                    solution.Project,
                    "--no-restore",
                    "-t:GoModTidyCheck;LintDockerfile;BuildGoSidecar",
                    "--nologo",
                    "-nodeReuse:false",
                    "-m:1",
                    $"-flp:LogFile={log};Verbosity=quiet;PerformanceSummary",
                ],
                solution.Folder,
                cancellationToken,
                watchMemory: true
            );
            var times = TaskTime().Matches(await File.ReadAllTextAsync(log, cancellationToken));
            return times.Count == 3
                ? new(
                    times.Sum(time => double.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture)) / 1000,
                    build.PeakBytes / 1024.0 / 1024
                )
                : throw new CommandFailedException($"{log} doesn't say how long the three tasks took.");
        }
    }

    // "    123 ms  GoDockTasks.GoModTidyCheck   1 calls"
    [GeneratedRegex(@"(\d+) ms\s+GoDockTasks\.(?:GoModTidyCheck|LintDockerfile|BuildGoSidecar)\s+1 calls")]
    private static partial Regex TaskTime();

    private sealed record Build(double Seconds, double PeakMegabytes);
}
