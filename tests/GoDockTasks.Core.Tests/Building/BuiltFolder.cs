using GoDockTasks.Core.Building;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Tests.Building;

/// <summary>
/// A folder with Go modules to be built, a real Go, and a build cache that all tests share, so that the standard
/// library is compiled once.
/// </summary>
internal sealed class BuiltFolder : IProcessRunner, IDisposable
{
    private readonly ProcessRunner runner = new();
    private readonly List<ProcessRequest> started = [];

    public BuiltFolder(string goVersion = RealGo.Newest)
    {
        Go = RealGo.Get(goVersion);
        // Without collecting garbage the compiler takes a quarter less time.
        Environment = RealGo.Environment(Folder.Root, ("GOCACHE", Go.BuildCache), ("GOGC", "off"));
        Environment["PATH"] = Path.Combine(Go.Root, "bin") + Path.PathSeparator + Environment["PATH"];
        Folder.Write("tmp/here", "");
        Request = new()
        {
            Sidecars = [],
            ProjectFile = Folder.Path("src/app/app.csproj"),
            OutputDirectory = Folder.Path("src/app/obj/godock"),
            Environment = Environment,
            TemporaryDirectory = Folder.Path("tmp"),
            HostRuntimeIdentifier = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier,
        };
    }

    /// <summary>Prints a word.</summary>
    public static string Prints(string text) =>
        $"package main\n\nimport \"os\"\n\nfunc main() {{ os.Stdout.WriteString({text}) }}\n";

    public TemporaryFolder Folder { get; } = new("godock build");

    public RealGo Go { get; }

    public Dictionary<string, string> Environment { get; }

    /// <summary>What is asked of the builder, beside the sidecars.</summary>
    public SidecarBuildRequest Request { get; set; }

    /// <summary>The programs that the last build started.</summary>
    public IReadOnlyList<ProcessRequest> Started => started;

    /// <summary>Run before each program is started.</summary>
    public Action OnStart { get; set; } = () => { };

    /// <summary>What is started in place of a program.</summary>
    public Func<ProcessRequest, ProcessRequest> Through { get; set; } = request => request;

    /// <summary>Writes a file; the module's folder is the first part of the path.</summary>
    public BuiltFolder With(string path, string content)
    {
        Folder.Write(path, content);
        return this;
    }

    /// <summary>A module example.com/FOLDER of Go 1.19 with this main.go.</summary>
    public BuiltFolder WithModule(string folder, string main, string more = "") =>
        With(folder + "/go.mod", $"module example.com/{folder}\n\ngo 1.19\n{more}").With(folder + "/main.go", main);

    /// <summary>cgo has the C compiler that test.sh put into artifacts/tools.</summary>
    public BuiltFolder WithCCompiler()
    {
        Tool.UseCCompiler(Environment);
        return this;
    }

    public Sidecar Sidecar(string folder) =>
        new(
            Path.GetFileName(folder),
            Folder.Path(folder),
            null,
            new(folder, new Dictionary<string, string>(), "", null)
        );

    public Task<SidecarBuildReport> BuildAsync(params string[] folders) => BuildAsync([.. folders.Select(Sidecar)]);

    public async Task<SidecarBuildReport> BuildAsync(params Sidecar[] sidecars)
    {
        started.Clear();
        // As in the next build: what it knows is in a file.
        using var readings = new Core.Modules.Sources.SourceReadings(
            Folder.Path("src/app/obj/godock/sources"),
            TimeProvider.System
        );
        return await new SidecarBuilder(this).RunAsync(
            Request with
            {
                Sidecars = [.. sidecars],
                Readings = readings,
            },
            CancellationToken.None
        );
    }

    /// <summary>Builds one that can be built.</summary>
    /// <returns>What its program prints.</returns>
    public async Task<string> RunAsync(Sidecar sidecar)
    {
        var report = await BuildAsync(sidecar);
        Assert.IsEmpty(report.Diagnostics.Select(diagnostic => diagnostic.Message + "\n" + diagnostic.Detail));
        var run = await runner.RunAsync(
            new(report.Programs.Single().Path, [], Folder.Root, Environment, TimeSpan.FromMinutes(1)),
            CancellationToken.None
        );
        Assert.IsTrue(run.Succeeded, run.StandardError);
        return run.StandardOutput;
    }

    public Task<string> RunAsync(string folder) => RunAsync(Sidecar(folder));

    /// <summary>The report's diagnostics as lines "code file(line,column)", the file from this folder.</summary>
    public string[] Lines(SidecarBuildReport report) =>
        [
            .. report.Diagnostics.Select(diagnostic =>
                $"{diagnostic.Code} {Relative(diagnostic.Location.File)}({diagnostic.Location.Line},{diagnostic.Location.Column})"
            ),
        ];

    public Task<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        lock (started)
            started.Add(request);
        OnStart();
        return runner.RunAsync(Through(request), cancellationToken);
    }

    public void Dispose() => Folder.Dispose();

    private string Relative(string? file) =>
        file is null ? "-" : Path.GetRelativePath(Folder.Root, file).Replace('\\', '/');
}
