using GoDockTasks.Benchmarks.Measuring;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>What ShowGoBuildInfo takes for a hundred binaries, in a build that has just started, against Go.</summary>
internal static class ManyBinaries
{
    private const int Copies = 20;
    private static readonly string[] Platforms =
    [
        "linux/amd64",
        "linux/arm64",
        "windows/amd64",
        "darwin/arm64",
        "freebsd/amd64",
    ];

    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var solution = (await bench.MakeSolutionsAsync(1, cancellationToken)).With;
        var folder = await BuildAsync(
            bench,
            Path.Combine(solution.SidecarsFolder, "service000"),
            Path.Combine(solution.Folder, "dist"),
            cancellationToken
        );
        var files = Directory.GetFiles(folder);
        var report = Path.Combine(solution.Folder, "buildinfo.txt");
        var (ours, rivals) = (new List<double>(), new List<double>());
        var count = bench.Options.Rounds(11, 3);
        for (var i = 0; i < count; i++)
        {
            Bench.Say($"build info of {files.Length} binaries, round {i + 1} of {count}");
            ours.Add(await ShowAsync(bench, solution.Folder, folder, report, cancellationToken));
            var rival = await bench.Commands.RunAsync(
                bench.Go.Executable,
                ["version", "-m", folder],
                folder,
                cancellationToken
            );
            rivals.Add(rival.Elapsed.TotalMilliseconds);
            if (rival.Output != await File.ReadAllTextAsync(report, cancellationToken))
                throw new CommandFailedException($"{report} isn't what `go version -m` printed.");
        }

        return
        [
            new(
                $"Build info of {files.Length} binaries: time of the task",
                $"`go version -m` of all at once ({rivals.Median():0} ms), {count} rounds",
                [.. ours.Zip(rivals, (our, rival) => our / rival)],
                1
            ),
        ];
    }

    private static async Task<string> BuildAsync(
        Bench bench,
        string service,
        string folder,
        CancellationToken cancellationToken
    )
    {
        Directory.CreateDirectory(folder);
        foreach (var platform in Platforms)
        {
            Bench.Say($"compiling a service for {platform}");
            var parts = platform.Split('/');
            var first = Path.Combine(folder, $"{parts[0]}-{parts[1]}-00");
            await bench.Commands.RunAsync(
                "env",
                [
                    "CGO_ENABLED=0",
                    $"GOOS={parts[0]}",
                    $"GOARCH={parts[1]}",
                    bench.Go.Executable,
                    "build",
                    "-o",
                    first,
                    "./cmd/service",
                ],
                service,
                cancellationToken
            );
            for (var i = 1; i < Copies; i++)
                File.Copy(first, $"{first[..^2]}{i:00}", overwrite: true);
        }

        return folder;
    }

    private static async Task<double> ShowAsync(
        Bench bench,
        string solution,
        string folder,
        string report,
        CancellationToken cancellationToken
    )
    {
        var log = Path.Combine(solution, "performance.log");
        await bench.Commands.RunAsync(
            "dotnet",
            [
                "build",
                Path.Combine(solution, "src", "Shop.Web", "Shop.Web.csproj"),
                "--no-restore",
                "-t:ShowGoBuildInfo",
                $"-p:GoDockFiles={folder}",
                $"-p:GoDockReport={report}",
                "--nologo",
                "-nodeReuse:false",
                "-v:q",
                TaskTime.LogTo(log),
            ],
            solution,
            cancellationToken
        );
        return await TaskTime.ReadAsync(log, "ShowGoBuildInfo", cancellationToken);
    }
}
