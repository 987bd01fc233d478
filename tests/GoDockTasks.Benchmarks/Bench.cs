using System.Runtime.InteropServices;
using GoDockTasks.Benchmarks.Measuring;
using GoDockTasks.Benchmarks.Workload;

namespace GoDockTasks.Benchmarks;

/// <summary>
/// All that the figures have in common: the package, a Go, and a filled module cache, in a folder that goes away at the
/// end.
/// </summary>
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
        Rival = new(Commands, go, folder.Path("by-hand"));
    }

    public Options Options { get; }

    public GoTree Go { get; }

    public Commands Commands { get; }

    public ByHand Rival { get; }

    private string Store => CleanEnvironment.Store(folder);

    private string SavedBuildCache => BuildCache + "-saved";

    private string BuildCache => CleanEnvironment.BuildCache(folder);

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

    /// <summary>
    /// Two copies of the solution beside so many sidecars, one with the package and one without, both built, checked
    /// and warm.
    /// </summary>
    public async Task<SolutionPair> MakeSolutionsAsync(int sidecars, CancellationToken cancellationToken)
    {
        if (solutions.TryGetValue(sidecars, out var made))
            return made;

        // With one service, go compiles all that services share: where it starts from in a first build of more.
        if (sidecars > 1 && !Directory.Exists(SavedBuildCache))
        {
            await MakeSolutionsAsync(1, cancellationToken);
            Copy(BuildCache, SavedBuildCache);
        }

        var with = await WriteAsync(
            At($"with-{sidecars}", PackageVersion),
            sidecars,
            GoServices.ModulePath,
            cancellationToken
        );
        var without = await WriteAsync(
            At($"without-{sidecars}", null),
            sidecars,
            GoServices.ModulePath,
            cancellationToken
        );
        await Rival.TidyAndBuildAsync(without, cancellationToken);
        foreach (var solution in new[] { with, without })
            await BuildAsync(solution, cancellationToken);
        EnsureMade(with, sidecars);
        return solutions[sidecars] = new(with, without);
    }

    /// <summary>
    /// A copy of a solution with one sidecar, which also requires large modules; built, and with all of them in the
    /// module cache.
    /// </summary>
    public async Task<Solution> MakeLargeAsync(
        Solution small,
        LargeModules modules,
        CancellationToken cancellationToken
    )
    {
        Say($"making one whose requirements have {modules.Size}");
        modules.Write(new(folder.Path("proxy")));
        var large = small.MakeClone($"with-{modules.Count}-large");
        GoServices.Use(modules, large.Sidecar(0));
        await Commands.RunAsync(Go.Executable, ["mod", "tidy"], large.Sidecar(0), cancellationToken);
        await Commands.RunAsync(Go.Executable, ["mod", "download"], large.Sidecar(0), cancellationToken);
        await BuildAsync(large, cancellationToken);
        return large;
    }

    /// <summary>
    /// The solution without the package, whose project runs <see cref="ByHand.Loop"/> by an Exec task: the same work
    /// inside of a build, where MSBuild and its runtime wait as long. Built once.
    /// </summary>
    public async Task<Solution> MakeWithLoopAsync(int sidecars, CancellationToken cancellationToken)
    {
        var empty = At($"loop-{sidecars}", null) with { AfterBuild = Rival.LoopHere };
        var solution = await WriteAsync(empty, sidecars, GoServices.ModulePath, cancellationToken);
        Rival.Forget();
        await BuildAsync(solution, cancellationToken);
        return solution;
    }

    /// <summary>
    /// A solution with the package whose modules all have one path, and so one set of compiled packages: what is left
    /// for go is to tidy and to link each. Nothing is checked or built yet.
    /// </summary>
    public async Task<Solution> MakeCompiledAsync(int sidecars, CancellationToken cancellationToken)
    {
        var compiled = At($"compiled-{sidecars}", PackageVersion);
        var solution = await WriteAsync(compiled, sidecars, _ => GoServices.ModulePath("service"), cancellationToken);
        await Commands.RunAsync(
            "dotnet",
            [
                "build",
                solution.Project,
                "--nologo",
                "-nodeReuse:false",
                "-p:UseSharedCompilation=false",
                "-p:GoDockSkip=true",
            ],
            solution.Folder,
            cancellationToken
        );
        await Rival.BuildOneAsync(solution, 0, cancellationToken);
        return solution;
    }

    /// <summary>
    /// `dotnet build` as a user types it; without living nodes and compiler server, so that nothing stays behind.
    /// </summary>
    public Task<Measurement> BuildAsync(Solution solution, CancellationToken cancellationToken) =>
        Commands.RunAsync(
            "dotnet",
            ["build", solution.File, "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"],
            solution.Folder,
            cancellationToken
        );

    /// <summary>As on a machine that has never seen these solutions.</summary>
    public void ForgetAll(Solution solution)
    {
        Delete(Store);
        foreach (var made in solution.MadeFolders)
            Delete(made);
    }

    /// <summary>
    /// Go's build cache as it was before it saw more than one service: the standard library and the modules that
    /// services require are compiled.
    /// </summary>
    public void ForgetServices()
    {
        Delete(BuildCache);
        Copy(SavedBuildCache, BuildCache);
    }

    /// <summary>A build that checked and built nothing would be fast, too.</summary>
    public void EnsureMade(Solution solution, int sidecars)
    {
        var verdicts = Directory.Exists(Store)
            ? Directory
                .GetDirectories(Store, "tidy-*")
                .Sum(kind => Directory.GetFiles(kind, "*", SearchOption.AllDirectories).Length)
            : 0;
        if (verdicts < sidecars)
            throw new CommandFailedException(
                $"The store holds {verdicts} verdicts for {sidecars} sidecars: the build did not check them all."
            );
        var programs = Directory.GetFiles(solution.MadeFolders[^1], "service*", SearchOption.AllDirectories).Length;
        if (programs != sidecars)
            throw new CommandFailedException($"The output folder holds {programs} programs for {sidecars} sidecars.");
    }

    public async Task<string> DescribeMachineAsync(CancellationToken cancellationToken)
    {
        var sdk = await Commands.RunAsync("dotnet", ["--version"], folder.Root, cancellationToken);
        var version = await Commands.RunAsync(Go.Executable, ["env", "GOVERSION"], folder.Root, cancellationToken);
        return $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription} "
            + $"({RuntimeInformation.OSArchitecture}), .NET SDK {sdk.Output.Trim()}, {version.Output.Trim()}";
    }

    public ValueTask DisposeAsync()
    {
        if (Options.Keep)
            Say($"kept {folder.Root}");
        else
            folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private Solution At(string name, string? package) => new(folder.Path(name), package);

    private async Task<Solution> WriteAsync(
        Solution solution,
        int sidecars,
        Func<string, string> pathOf,
        CancellationToken cancellationToken
    )
    {
        Say($"making {Path.GetFileName(solution.Folder)}");
        solution.Write(folder.Path("feed"));
        await GoServices.WriteAsync(
            solution.SidecarsFolder,
            sidecars,
            pathOf,
            Go.Executable,
            Commands,
            cancellationToken
        );
        return solution;
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)), overwrite: true);
    }
}
