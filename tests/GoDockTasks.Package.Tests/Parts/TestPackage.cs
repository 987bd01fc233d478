using System.Globalization;
using System.Reflection;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>
/// The package as a user gets it: packed from this repository under a version that no other run has, in a feed of its
/// own.
/// </summary>
/// <param name="Version">
/// Unique, so that neither NuGet nor a living build node has an older one in memory or on disk.
/// </param>
/// <param name="Feed">A folder that is a package source.</param>
/// <param name="PackagesFolder">NUGET_PACKAGES for the builds of this run.</param>
internal sealed record TestPackage(string Version, string Feed, string PackagesFolder)
{
    public string Path => System.IO.Path.Combine(Feed, $"GoDockTasks.{Version}.nupkg");

    /// <summary>Where the package lies once a project was restored.</summary>
    public string Installed => System.IO.Path.Combine(PackagesFolder, "godocktasks", Version);

    /// <summary>Only a release has the tasks compiled ahead.</summary>
    public static bool IsRelease => Configuration == "Release";

    private static string Configuration { get; } =
        typeof(TestPackage)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "Configuration")
            .Value!;

    /// <summary>
    /// Packs into <paramref name="folder"/>/feed, with intermediate files apart from those of the build that this test
    /// may be part of.
    /// </summary>
    public static async Task<TestPackage> PackAsync(string folder, CancellationToken cancellationToken)
    {
        var package = new TestPackage(
            "0.1.0-test." + DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture),
            System.IO.Path.Combine(folder, "feed"),
            System.IO.Path.Combine(folder, "packages")
        );
        var environment = Sdk.Environment();
        TestSession.Compiler.Serve(environment);
        var packed = await Sdk.RunAsync(
            Repository.Root,
            environment,
            [
                Sdk.Executable,
                "pack",
                System.IO.Path.Combine(Repository.Root, "src", "GoDockTasks", "GoDockTasks.csproj"),
                "-c",
                Configuration,
                "-o",
                package.Feed,
                "-v:q",
                "-nologo",
                "-p:PackageVersion=" + package.Version,
                "-p:ArtifactsPath="
                    + System.IO.Path.Combine(Repository.Root, "artifacts", "package-tests", Configuration),
                // The build that this run belongs to has analyzed the same sources.
                "-p:RunAnalyzers=false",
            ],
            cancellationToken
        );
        if (!packed.Succeeded || !File.Exists(package.Path))
            Assert.Fail($"dotnet pack failed:\n{packed.StandardOutput}{packed.StandardError}");
        return package;
    }
}
