using System.Collections;

namespace GoDockTasks.Benchmarks;

/// <summary>
/// The environment of everything that is measured: nothing of what the machine says about Go, MSBuild or NuGet.
/// </summary>
internal static class CleanEnvironment
{
    private static readonly string[] Ours =
    [
        "GO",
        "CGO_",
        "MSBUILD",
        "NUGET_",
        "DOTNET_CLI_USE_MSBUILD",
        "CI",
        "TF_BUILD",
        "GITHUB_",
    ];

    /// <summary>Where builds keep verdicts and programs.</summary>
    public static string Store(TemporaryFolder folder) => folder.Path("store");

    public static string BuildCache(TemporaryFolder folder) => folder.Path("gocache");

    public static Dictionary<string, string> Create(TemporaryFolder folder, GoTree go)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (
                !Array.Exists(Ours, prefix =>
                    ((string)variable.Key).StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                )
            )
                environment[(string)variable.Key] = (string)variable.Value!;
        }

        environment["PATH"] = go.BinFolder + Path.PathSeparator + environment.GetValueOrDefault("PATH", "");
        environment["GOENV"] = "off";
        environment["GOTOOLCHAIN"] = "local";
        environment["GOPATH"] = folder.Path("gopath");
        environment["GOCACHE"] = BuildCache(folder);
        environment["GOPROXY"] = new Uri(folder.Path("proxy")).AbsoluteUri;
        environment["GOPRIVATE"] = "example.com";
        environment["GONOPROXY"] = "none";
        // So that the folder can be removed.
        environment["GOFLAGS"] = "-modcacherw";
        environment["NUGET_PACKAGES"] = folder.Path("packages");
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_NOLOGO"] = "1";
        // MSBuild takes variables of the environment for properties.
        environment["GoDockCacheDir"] = Store(folder);
        return environment;
    }
}
