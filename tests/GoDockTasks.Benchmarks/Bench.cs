using System.Runtime.InteropServices;
using GoDockTasks.Benchmarks.Measuring;
using GoDockTasks.Benchmarks.Workload;

namespace GoDockTasks.Benchmarks;

/// <summary>All that the figures have in common: the package, a Go, and a filled module cache, in a folder that goes away at the end.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly Dictionary<int, SolutionPair> solutions = [];

    private Bench(TemporaryFolder folder, Options options, GoTree go)
    {
        this.folder = folder;
        Options = options;
        Go = go;
        Commands = new(CleanEnvironment.Create(folder, go));
    }

    public Options Options { get; }

    public GoTree Go { get; }

    public Commands Commands { get; }

    /// <summary>Where builds keep verdicts.</summary>
    public string VerdictStore => CleanEnvironment.VerdictStore(folder);

    private string PackageVersion { get; set; } = "";

    public static async Task<Bench> PrepareAsync(Options options, CancellationToken cancellationToken)
    {
        var bench = new Bench(new("godock-bench"), options, GoTree.Find());
        try
        {
            Say("packing GoDockTasks");
            bench.PackageVersion = await PackedPackage.MakeAsync(bench.folder, cancellationToken);
            GoModules.Write(new(bench.folder.Path("proxy")));
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    /// <summary>Progress, apart from the figures on standard output.</summary>
    public static void Say(string text) => Console.Error.WriteLine($"bench: {text}");

    /// <summary>Two copies of the solution beside so many sidecars, one with the package and one without, both built, checked and warm.</summary>
    public async Task<SolutionPair> MakeSolutionsAsync(int sidecars, CancellationToken cancellationToken)
    {
        if (solutions.TryGetValue(sidecars, out var made))
            return made;

        Say($"making {sidecars} sidecars");
        var (with, without) = (new Solution(folder.Path($"with-{sidecars}"), PackageVersion), new Solution(folder.Path($"without-{sidecars}"), null));
        foreach (var solution in new[] { with, without })
        {
            solution.Write(folder.Path("feed"));
            await GoServices.WriteAsync(solution.SidecarsFolder, sidecars, Go.Executable, Commands, cancellationToken);
        }

        await TidyByHandAsync(with, cancellationToken);
        foreach (var solution in new[] { with, without })
            await BuildAsync(solution, cancellationToken);
        EnsureStored(sidecars);
        return solutions[sidecars] = new(with, without);
    }

    /// <summary>`dotnet build` as a user types it; without living nodes and compiler server, so that nothing stays behind.</summary>
    public Task<Measurement> BuildAsync(Solution solution, CancellationToken cancellationToken) => Commands.RunAsync(
        "dotnet", ["build", solution.File, "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"], solution.Folder, cancellationToken);

    /// <summary>The rival: what a user without the package runs by hand over all sidecars.</summary>
    public Task<Measurement> TidyByHandAsync(Solution solution, CancellationToken cancellationToken) =>
        Commands.RunAsync("sh", ["-c", TidyByHand], solution.SidecarsFolder, cancellationToken);

    public const string TidyByHand = "ls -d * | xargs -P$(nproc) -I{} sh -c 'cd {} && go mod tidy -diff'";

    public void EmptyVerdictStore()
    {
        if (Directory.Exists(VerdictStore))
            Directory.Delete(VerdictStore, recursive: true);
    }

    /// <summary>A build that checked nothing would be fast, too.</summary>
    public void EnsureStored(int sidecars)
    {
        var verdicts = Directory.Exists(VerdictStore) ? Directory.EnumerateFiles(VerdictStore, "*", SearchOption.AllDirectories).Count() : 0;
        if (verdicts < sidecars)
            throw new CommandFailedException($"The verdict store holds {verdicts} verdicts for {sidecars} sidecars: the build did not check them all.");
    }

    public async Task<string> DescribeMachineAsync(CancellationToken cancellationToken)
    {
        var sdk = await Commands.RunAsync("dotnet", ["--version"], folder.Root, cancellationToken);
        var version = await Commands.RunAsync(Go.Executable, ["env", "GOVERSION"], folder.Root, cancellationToken);
        return $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture}), .NET SDK {sdk.Output.Trim()}, {version.Output.Trim()}";
    }

    public ValueTask DisposeAsync()
    {
        if (Options.Keep)
            Say($"kept {folder.Root}");
        else
            folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
