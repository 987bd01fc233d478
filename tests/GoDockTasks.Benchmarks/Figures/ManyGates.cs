using System.Globalization;
using GoDockTasks.Benchmarks.Measuring;
using GoDockTasks.Benchmarks.Workload;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>
/// What all gates of 20 programs take, in a build that has just started, against the slowest gate's own tool alone, by
/// hand: `go test` of as many programs, side by side as well.
/// </summary>
internal static class ManyGates
{
    private const int Programs = 20;
    private const string Builder = "urn:example:builder";

    private const string Loop =
        "ls -d service* | xargs -P$(nproc) -I{} sh -c 'cd {} && go test -json -count=1 ./contract > /dev/null'";

    private const string Test = """
        package contract

        import (
        	"net/http"
        	"net/http/httptest"
        	"testing"
        )

        func TestAnswers(t *testing.T) {
        	server := httptest.NewServer(http.NotFoundHandler())
        	defer server.Close()
        	answer, err := http.Get(server.URL)
        	if err != nil || answer.StatusCode != http.StatusNotFound {
        		t.Fatal(answer, err)
        	}
        }

        """;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var solution = (await bench.MakeSolutionsAsync(Programs, cancellationToken)).With;
        var folder = Path.Combine(solution.Folder, "src", "Shop.Gated");
        var scan =
            $"{Tool.Find("govulncheck", "bin/govulncheck")} -db {WriteDatabase(folder)} -format json -mode binary";
        var project = WriteProject(folder, solution.PackageVersion!, scan.Replace(' ', ';'));
        Bench.Say($"compiling {Programs} services");
        await DotnetAsync(bench, project, cancellationToken, "-restore", "-t:Build");
        foreach (var module in Directory.GetDirectories(solution.SidecarsFolder))
        {
            var tests = Directory.CreateDirectory(Path.Combine(module, "contract")).FullName;
            await File.WriteAllTextAsync(Path.Combine(tests, "contract_test.go"), Test, cancellationToken);
        }

        var loop = Loop.Replace("go test", bench.Go.Executable + " test", StringComparison.Ordinal);
        // Compiles what the tests import.
        await HandAsync();
        var (ours, rivals) = (new List<double>(), new List<double>());
        var count = bench.Options.Rounds(5, 2);
        for (var i = 0; i < count; i++)
        {
            Bench.Say($"gates of {Programs} programs, round {i + 1} of {count}");
            ours.Add(await GateAsync(bench, project, cancellationToken));
            rivals.Add(await HandAsync());
        }

        return
        [
            new(
                $"Gates of {Programs} programs (govulncheck, tests, size, fingerprint): time of the task",
                $"the tests alone, by `{Loop}` ({rivals.Median():0} ms), {count} rounds",
                [.. ours.Zip(rivals, (our, rival) => our / rival)],
                1.2
            ),
        ];

        async Task<double> HandAsync() =>
            (await bench.Commands.RunAsync("sh", ["-c", loop], solution.SidecarsFolder, cancellationToken))
                .Elapsed
                .TotalMilliseconds;
    }

    private static string WriteDatabase(string folder)
    {
        var database = Path.Combine(folder, "db");
        Directory.CreateDirectory(Path.Combine(database, "index"));
        var now = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        File.WriteAllText(Path.Combine(database, "index", "db.json"), $$"""{"modified":"{{now}}"}""");
        File.WriteAllText(Path.Combine(database, "index", "modules.json"), "[]");
        return new Uri(database).AbsoluteUri;
    }

    private static string WriteProject(string folder, string version, string scan)
    {
        SigningKey.Write(folder);
        var project = Path.Combine(folder, "Shop.Gated.csproj");
        File.WriteAllText(
            project,
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <GoDockSigningKey>k.pem</GoDockSigningKey>
                <GoDockBuilderId>{Builder}</GoDockBuilderId>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="GoDockTasks" Version="{version}" PrivateAssets="all" />
                <GoSidecar Include="../../sidecars/**/go.mod" />
                <GoDockTrustedKey Include="k.pub" BuilderId="{Builder}" AllowDirty="true" />
                <GoDockGate Include="vulnerabilities" Command="{scan};$PROGRAM" />
                <GoDockGate Include="contract" Package="./contract" />
              </ItemGroup>
            </Project>
            """
        );
        return project;
    }

    private static Task<Measurement> DotnetAsync(
        Bench bench,
        string project,
        CancellationToken cancellationToken,
        params string[] arguments
    ) =>
        bench.Commands.RunAsync(
            "dotnet",
            ["msbuild", project, "-nologo", "-nodeReuse:false", "-v:q", "-p:UseSharedCompilation=false", .. arguments],
            Path.GetDirectoryName(project)!,
            cancellationToken
        );

    private static async Task<double> GateAsync(Bench bench, string project, CancellationToken cancellationToken)
    {
        var log = Path.Combine(Path.GetDirectoryName(project)!, "performance.log");
        var report = Path.Combine(Path.GetDirectoryName(project)!, "gates.md");
        await DotnetAsync(
            bench,
            project,
            cancellationToken,
            "-t:CheckReleaseGates",
            "-p:GoDockReport=gates.json",
            TaskTime.LogTo(log)
        );
        if (!File.Exists(report))
            throw new CommandFailedException($"{report} isn't there: no gate was asked.");
        return await TaskTime.ReadAsync(log, "CheckReleaseGates", cancellationToken);
    }
}
