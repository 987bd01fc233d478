using System.Collections;
using System.Collections.Immutable;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.TestSupport;

/// <summary>
/// A real Go that test.sh put into artifacts/tools. A test that needs a missing one fails with its name.
/// </summary>
public sealed class RealGo
{
    /// <summary>The Go versions that every behaviour is tried on.</summary>
    public static readonly ImmutableArray<string> Versions = ["1.19", "1.21", "1.23", "1.24", "1.27"];

    public const string Newest = "1.27";

    private RealGo(string version)
    {
        Version = version;
        Root = Path.Combine(Repository.Root, "artifacts", "tools", "go" + version);
        Executable = Path.Combine(Root, "bin", OperatingSystem.IsWindows() ? "go.exe" : "go");
        if (!File.Exists(Executable))
            Assert.Fail($"go{version} is missing: .ci/get-tools go{version}");
    }

    public string Version { get; }

    public string Root { get; }

    public string Executable { get; }

    /// <summary>
    /// For GOCACHE: one for the tests of all projects and runs, so that the standard library is compiled once. With
    /// -trimpath, as sidecars are built, it is another compilation.
    /// </summary>
    public string BuildCache => Path.Combine(Repository.Root, "artifacts", "go-build-cache", Version);

    public static RealGo Get(string version = Newest) => new(version);

    /// <summary>For DynamicData: one row a version.</summary>
    public static IEnumerable<object[]> EachVersion => Versions.Select(version => new object[] { version });

    /// <summary>
    /// This process's environment without any GO* variable of the machine's, with module and build caches of its own in
    /// <paramref name="folder"/>, no network (GOPROXY=off) and no toolchain download.
    /// </summary>
    public static Dictionary<string, string> Environment(string folder, params (string Name, string Value)[] more)
    {
        var environment = System
            .Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Where(entry => !((string)entry.Key).StartsWith("GO", StringComparison.Ordinal))
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
        environment["GOPATH"] = Path.Combine(folder, "gopath");
        environment["GOCACHE"] = Path.Combine(folder, "gocache");
        environment["GOENV"] = "off";
        environment["GOPROXY"] = "off";
        environment["GONOSUMDB"] = "example.com";
        environment["GOTOOLCHAIN"] = "local";
        environment["GOFLAGS"] = "-modcacherw";
        foreach (var (name, value) in more)
            environment[name] = value;
        return environment;
    }

    /// <summary>Runs go in a folder with <see cref="Environment"/> and a limit of two minutes.</summary>
    public Task<ProcessOutcome> RunAsync(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        params string[] arguments
    ) =>
        new ProcessRunner().RunAsync(
            new(Executable, [.. arguments], folder, environment, TimeSpan.FromMinutes(2)),
            CancellationToken.None
        );
}
