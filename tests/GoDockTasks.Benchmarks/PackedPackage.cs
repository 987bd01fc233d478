using System.Collections;
using System.Globalization;
using GoDockTasks.Benchmarks.Measuring;

namespace GoDockTasks.Benchmarks;

/// <summary>The package as this working copy makes it, in a feed of its own.</summary>
internal static class PackedPackage
{
    /// <summary>Packs into the folder's "feed", with build output of its own.</summary>
    /// <returns>A version that no package folder has seen yet.</returns>
    public static async Task<string> MakeAsync(TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var version = "0.0.1-bench." + DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
        var environment = Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
        var project = Path.Combine(Repository.Root, "src", "GoDockTasks", "GoDockTasks.csproj");
        await new Commands(environment).RunAsync(
            "dotnet",
            [
                "pack",
                project,
                "-c",
                "Release",
                "--nologo",
                "-nodeReuse:false",
                "-p:UseSharedCompilation=false",
                $"-p:Version={version}",
                $"-p:ArtifactsPath={folder.Path("pack")}",
                $"-p:PackageOutputPath={folder.Path("feed")}",
            ],
            Repository.Root,
            cancellationToken
        );
        return version;
    }
}
