using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>
/// A folder with Go modules, a module proxy in a folder, a verdict store and a Go, to be checked. The proxy has
/// example.com/greet v1.0.0 and v1.1.0 and example.com/other v1.0.0, which requires greet v1.0.0.
/// </summary>
internal sealed class CheckedFolder : IProcessRunner, IDisposable
{
    public const string Empty = "package main\n\nfunc main() {}\n";

    /// <summary>Prints what example.com/greet has.</summary>
    public const string UsesGreet =
        "package main\n\nimport \"example.com/greet\"\n\nfunc main() { println(greet.Hello) }\n";

    private readonly ProcessRunner runner = new();
    private readonly List<ProcessRequest> started = [];

    public CheckedFolder(string goVersion = RealGo.Newest)
    {
        Go = RealGo.Get(goVersion);
        Proxy = new ModuleStore(Folder.Path("proxy"))
            .Add("example.com/greet", "v1.0.0", ("greet.go", "package greet\n\nconst Hello = \"hello\"\n"))
            .Add("example.com/greet", "v1.1.0", ("greet.go", "package greet\n\nconst Hello = \"hello!\"\n"))
            .Add(
                "example.com/other",
                "v1.0.0",
                ("go.mod", "module example.com/other\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n"),
                ("other.go", "package other\n\nimport \"example.com/greet\"\n\nconst Bye = greet.Hello\n")
            );
        Environment = RealGo.Environment(
            Folder.Root,
            ("GOPROXY", Proxy.Url),
            ("XDG_CACHE_HOME", Folder.Path("cache")),
            // Looking through the standard library again takes ten times as long as the rest of a check.
            ("GOCACHE", Go.BuildCache)
        );
        Environment["PATH"] = Path.Combine(Go.Root, "bin") + Path.PathSeparator + Environment["PATH"];
        Request = new()
        {
            Sidecars = [],
            ProjectFile = Folder.Path("src/app/app.csproj"),
            Environment = Environment,
            TemporaryDirectory = Path.GetTempPath(),
        };
    }

    public TemporaryFolder Folder { get; } = new();

    public RealGo Go { get; }

    public ModuleStore Proxy { get; }

    public Dictionary<string, string> Environment { get; }

    /// <summary>What is asked of the checker, beside the modules.</summary>
    public ModuleCheckRequest Request { get; set; }

    /// <summary>The programs that the last check started.</summary>
    public IReadOnlyList<ProcessRequest> Started => started;

    /// <summary>What is done between looking and starting a program.</summary>
    public Action? BeforeStart { get; set; }

    /// <summary>What go says besides on stderr; real go can't be brought to say everything.</summary>
    public string Remark { get; set; } = "";

    /// <summary>Writes a module's file; the module's folder is the first part of the path.</summary>
    public CheckedFolder With(string path, string content)
    {
        Folder.Write(path, content);
        return this;
    }

    /// <summary>Lets the real `go mod tidy` tidy a module.</summary>
    public async Task<CheckedFolder> TidyAsync(string module)
    {
        var outcome = await Go.RunAsync(Folder.Path(module), Environment, "mod", "tidy");
        Assert.IsTrue(outcome.Succeeded, outcome.StandardError);
        return this;
    }

    public async Task<ModuleCheckReport> CheckAsync(params string[] modules)
    {
        started.Clear();
        // As in the next build: what it knows is in a file.
        using var readings = new Core.Modules.Sources.SourceReadings(
            Folder.Path("src/app/obj/godock/sources"),
            TimeProvider.System
        );
        return await new ModuleChecker(this, TimeProvider.System).RunAsync(
            Request with
            {
                Environment = Environment,
                Readings = readings,
                Sidecars =
                [
                    .. modules.Select(module => new Sidecar(
                        module,
                        Folder.Path(module),
                        null,
                        new(module, new Dictionary<string, string>(), "", null)
                    )),
                ],
            },
            CancellationToken.None
        );
    }

    /// <summary>The report's diagnostics as lines "code file(line,column)", the file from this folder.</summary>
    public string[] Lines(ModuleCheckReport report) =>
        [
            .. report.Diagnostics.Select(diagnostic =>
                $"{diagnostic.Code} {Relative(diagnostic.Location.File)}({diagnostic.Location.Line},{diagnostic.Location.Column})"
            ),
        ];

    public async Task<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        lock (started)
            started.Add(request);
        BeforeStart?.Invoke();
        var outcome = await runner.RunAsync(request, cancellationToken);
        return outcome with { StandardError = outcome.StandardError + Remark };
    }

    public void Dispose() => Folder.Dispose();

    private string Relative(string? file) =>
        file is null ? "-" : Path.GetRelativePath(Folder.Root, file).Replace('\\', '/');
}
