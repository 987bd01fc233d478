using GoDockTasks.Benchmarks.Measuring;
using GoDockTasks.Benchmarks.Workload;

namespace GoDockTasks.Benchmarks.Figures;

/// <summary>
/// What making and verifying the fingerprints of 50 programs takes, and listing what they are made of, in builds that
/// have just started.
/// </summary>
internal static class ManyFingerprints
{
    private const string Builder = "urn:example:builder";

    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var solution = (await bench.MakeSolutionsAsync(50, cancellationToken)).With;
        var project = WriteProject(Path.Combine(solution.Folder, "src", "Shop.Ship"), solution.PackageVersion!);
        Bench.Say("compiling 50 services");
        await bench.Commands.RunAsync(
            "dotnet",
            ["build", project, "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"],
            solution.Folder,
            cancellationToken
        );
        var programs = Path.Combine(Path.GetDirectoryName(project)!, "bin", "Debug", "net10.0", "sidecars");

        var (ours, rivals, lists) = (new List<double>(), new List<double>(), new List<double>());
        var count = bench.Options.Rounds(7, 2);
        for (var i = 0; i < count; i++)
        {
            Bench.Say($"fingerprints of 50 programs, round {i + 1} of {count}");
            var made = await TimeAsync(
                bench,
                project,
                "GenerateBuildFingerprint",
                cancellationToken,
                "-p:NoBuild=true",
                "-p:GoDockSigningKey=k.pem",
                $"-p:GoDockBuilderId={Builder}"
            );
            if (Directory.GetFiles(programs, "*.sigstore.json", SearchOption.AllDirectories).Length != 50)
                throw new CommandFailedException($"{programs} hasn't a fingerprint for each of 50 programs.");
            ours.Add(made + await TimeAsync(bench, project, "VerifyBuildFingerprint", cancellationToken));
            lists.Add(await TimeAsync(bench, project, "GenerateSbom", cancellationToken, "-p:NoBuild=true"));
            if (Directory.GetFiles(programs, "*.cdx.json", SearchOption.AllDirectories).Length != 50)
                throw new CommandFailedException($"{programs} hasn't an SBOM for each of 50 programs.");
            rivals.Add(
                (
                    await bench.Commands.RunAsync(
                        "sh",
                        ["-c", "find . -type f ! -name '*.json' -exec sha256sum {} +"],
                        programs,
                        cancellationToken
                    )
                )
                    .Elapsed
                    .TotalMilliseconds
            );
        }

        return
        [
            new(
                "Fingerprints of 50 programs, made and verified: time of the tasks",
                $"3 times `sha256sum` of the programs ({rivals.Median():0} ms) and 1 s, {count} rounds",
                [.. ours.Zip(rivals, (our, rival) => our / ((3 * rival) + 1000))],
                1
            ),
            new(
                "SBOMs of 50 programs, in CycloneDX and SPDX: time of the task",
                $"1 s, {count} rounds",
                [.. lists.Select(list => list / 1000)],
                1
            ),
        ];
    }

    private static string WriteProject(string folder, string version)
    {
        Directory.CreateDirectory(folder);
        SigningKey.Write(folder);
        var project = Path.Combine(folder, "Shop.Ship.csproj");
        File.WriteAllText(
            project,
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="GoDockTasks" Version="{version}" PrivateAssets="all" />
                <GoSidecar Include="../../sidecars/**/go.mod" />
                <GoDockTrustedKey Include="k.pub" BuilderId="{Builder}" AllowDirty="true" />
              </ItemGroup>
            </Project>
            """
        );
        return project;
    }

    private static async Task<double> TimeAsync(
        Bench bench,
        string project,
        string target,
        CancellationToken cancellationToken,
        params string[] more
    )
    {
        var log = Path.Combine(Path.GetDirectoryName(project)!, "performance.log");
        await bench.Commands.RunAsync(
            "dotnet",
            [
                "build",
                project,
                "--no-restore",
                "-t:" + target,
                "--nologo",
                "-nodeReuse:false",
                "-v:q",
                TaskTime.LogTo(log),
                .. more,
            ],
            Path.GetDirectoryName(project)!,
            cancellationToken
        );
        return await TaskTime.ReadAsync(log, target, cancellationToken);
    }
}
