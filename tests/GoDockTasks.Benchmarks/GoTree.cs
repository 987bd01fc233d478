using GoDockTasks.Benchmarks.Measuring;

namespace GoDockTasks.Benchmarks;

/// <summary>The Go that both the build and its rival use.</summary>
/// <param name="BinFolder">What comes first on PATH.</param>
internal sealed record GoTree(string BinFolder)
{
    private static readonly string Program = OperatingSystem.IsWindows() ? "go.exe" : "go";

    public string Executable => Path.Combine(BinFolder, Program);

    /// <summary>The newest in artifacts/tools, where test.sh puts them, or else the one on PATH.</summary>
    public static GoTree Find()
    {
        var tools = Path.Combine(Repository.Root, "artifacts", "tools");
        var fetched = Directory.Exists(tools) ? Directory.GetDirectories(tools, "go1.*") : [];
        var newest = fetched
            .OrderByDescending(folder => Version.Parse(Path.GetFileName(folder)[2..]))
            .Select(folder => Path.Combine(folder, "bin"));
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        return newest.Concat(onPath).FirstOrDefault(bin => File.Exists(Path.Combine(bin, Program))) is { } found
            ? new(found)
            : throw new CommandFailedException("There is no Go: run .ci/get-tools go1.27, or install it.");
    }
}
