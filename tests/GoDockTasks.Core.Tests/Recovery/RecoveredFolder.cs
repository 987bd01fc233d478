using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Recovery;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tests.Building;

namespace GoDockTasks.Core.Tests.Recovery;

/// <summary>
/// A module that requires example.com/m00, m01 and so on, v1.0.0 each, with a module cache of its own that a real go
/// has filled from a module proxy on loopback; to be damaged and recovered.
/// </summary>
internal sealed class RecoveredFolder : IAsyncDisposable, IProcessRunner
{
    private const string ChildFolder = "GODOCK_TESTS_RECOVERY_FOLDER";
    private const string ChildStage = "GODOCK_TESTS_RECOVERY_STAGE";

    private readonly TemporaryFolder folder = new("godock recovery");
    private readonly ProcessRunner runner = new();
    private readonly List<ProcessRequest> started = [];
    private readonly List<ModuleProxy> proxies = [];

    private RecoveredFolder(string goVersion)
    {
        Go = RealGo.Get(goVersion);
        Store = new(Directory.CreateDirectory(folder.Path("store")).FullName);
        Environment = RealGo.Environment(Root, ("XDG_CACHE_HOME", folder.Path("cache")), ("GOFLAGS", ""));
        // Compiling the standard library again for each test would take longer than the tests.
        Environment["GOCACHE"] = System.IO.Path.Combine(Repository.Root, "artifacts", "test-cache", "go" + goVersion);
        Environment["PATH"] =
            System.IO.Path.Combine(Go.Root, "bin") + System.IO.Path.PathSeparator + Environment["PATH"];
    }

    public RealGo Go { get; }

    public string Root => folder.Root;

    public ModuleStore Store { get; }

    public Dictionary<string, string> Environment { get; }

    public ModuleProxy Proxy => proxies[0];

    public string Module => folder.Path("module");

    public string Cache => folder.Path("gopath/pkg/mod");

    /// <summary>Of example.com/m00 v1.0.0.</summary>
    public string Tree => System.IO.Path.Combine(Cache, "example.com", "m00@v1.0.0");

    public string? Fallbacks { get; set; }

    public string? Scope { get; set; }

    public bool Fix { get; set; }

    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    public Action<RecoveryStage, string>? Stage { get; set; }

    /// <summary>What changes a go that is about to be started.</summary>
    public Func<ProcessRequest, ProcessRequest> Starting { get; set; } = request => request;

    /// <summary>The arguments of each go that the last recovery started.</summary>
    public string[] Started => [.. started.Select(request => string.Join(' ', request.Arguments))];

    /// <param name="goVersion">The Go to do it with.</param>
    /// <param name="modules">How many are required.</param>
    public static async Task<RecoveredFolder> CreateAsync(string goVersion = RealGo.Newest, int modules = 1)
    {
        var made = new RecoveredFolder(goVersion);
        for (var number = 0; number < modules; number++)
            made.Store.Add(
                $"example.com/m{number:00}",
                "v1.0.0",
                ("m.go", $"package m{number:00}\n\nconst Name = \"m{number:00}\"\n"),
                ("LICENSE", "Do as you like.\n")
            );
        await made.ServeAsync();
        made.Environment["GOPROXY"] = made.Proxy.Url.AbsoluteUri;
        var names = Enumerable.Range(0, modules).Select(number => $"m{number:00}").ToArray();
        made.folder.Write(
            "module/go.mod",
            "module example.com/app\n\ngo 1.19\n\nrequire (\n"
                + string.Concat(names.Select(name => $"\texample.com/{name} v1.0.0\n"))
                + ")\n"
        );
        made.folder.Write(
            "module/main.go",
            "package main\n\nimport (\n"
                + string.Concat(names.Select(name => $"\t\"example.com/{name}\"\n"))
                + ")\n\nfunc main() {\n"
                + string.Concat(names.Select(name => $"\tprintln({name}.Name)\n"))
                + "}\n"
        );
        await made.MustAsync("mod", "tidy");
        return made;
    }

    /// <summary>Another proxy with the same modules.</summary>
    public async Task<ModuleProxy> ServeAsync(
        ModuleProxyFault fault = ModuleProxyFault.None,
        ModuleStore? store = null,
        bool https = false
    )
    {
        var proxy = await ModuleProxy.StartAsync(store ?? Store, fault, https);
        proxies.Add(proxy);
        return proxy;
    }

    /// <summary>
    /// Of a module, beside its archive: <c>zip</c>, <c>ziphash</c>, <c>mod</c>, <c>lock</c>, <c>partial</c>.
    /// </summary>
    public string Beside(string extension, string name = "m00") =>
        System.IO.Path.Combine(Cache, "cache", "download", "example.com", name, "@v", "v1.0.0." + extension);

    public string Path(string name) => folder.Path(name);

    public string Write(string name, string content) => folder.Write(name, content);

    /// <summary>Writes into the extracted module, as somebody does who doesn't mind what is read-only.</summary>
    public void Edit(string name, string content)
    {
        var path = System.IO.Path.Combine(Tree, name);
        var parent = System.IO.Path.GetDirectoryName(path)!;
        if (!OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(parent);
            File.SetUnixFileMode(parent, mode | UnixFileMode.UserWrite);
            File.Delete(path);
            File.WriteAllText(path, content);
            File.SetUnixFileMode(parent, mode);
        }
    }

    /// <summary>Go leaves the extracted module's folders read-only.</summary>
    public void MakeTreeWritable()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Tree, File.GetUnixFileMode(Tree) | UnixFileMode.UserWrite);
    }

    /// <summary>Archive, hash file and tree say the same, and not what go.sum says.</summary>
    public void ChangeConsistently()
    {
        const string Evil = "package m00\n\nconst Name = \"evil\"\n";
        Edit("m.go", Evil);
        Replace(
            ("go.mod", File.ReadAllText(Tree + "/go.mod")),
            ("m.go", Evil),
            ("LICENSE", File.ReadAllText(Tree + "/LICENSE"))
        );
        File.WriteAllText(Beside("ziphash"), Core.Modules.DirHash.OfZip(Beside("zip")).Hash);
    }

    /// <summary>What the program prints that go builds without any proxy; null where it doesn't build.</summary>
    public async Task<string?> ProgramAsync()
    {
        var program = folder.Path("program");
        var build = await Go.RunAsync(
            Module,
            new Dictionary<string, string>(Environment, StringComparer.Ordinal) { ["GOPROXY"] = "off" },
            "build",
            "-o",
            program,
            "."
        );
        if (!build.Succeeded)
            return null;
        var run = await runner.RunAsync(
            new(program, [], Root, Environment, TimeSpan.FromMinutes(1)),
            CancellationToken.None
        );
        return run.StandardError.Trim();
    }

    /// <summary>
    /// Builds the program with a build cache of its own, and turns the content of entries to zeros, as a file system
    /// does that has lost them; go finds them when the program is built with a change.
    /// </summary>
    public async Task DamageBuildCacheAsync(Func<byte[], bool> chosen)
    {
        Environment["GOCACHE"] = folder.Path("gocache");
        await CompiledLibrary.CopyToAsync(Go, Environment["GOCACHE"]);
        Assert.IsNotNull(await ProgramAsync());
        foreach (var entry in Directory.GetFiles(folder.Path("gocache"), "*-d", SearchOption.AllDirectories))
        {
            var content = await File.ReadAllBytesAsync(entry);
            if (!chosen(content))
                continue;
            await File.WriteAllBytesAsync(entry, new byte[content.Length]);
            File.SetLastWriteTimeUtc(entry, DateTime.UtcNow.AddHours(-2));
        }

        await File.AppendAllTextAsync(System.IO.Path.Combine(Module, "main.go"), "\n// Changed.\n");
    }

    /// <summary>Another program of the machine, which must succeed.</summary>
    public async Task ProgramAsync(params string[] command)
    {
        var run = await runner.RunAsync(
            new("/usr/bin/env", [.. command], Root, Environment, TimeSpan.FromMinutes(1)),
            CancellationToken.None
        );
        Assert.IsTrue(run.Succeeded, run.StandardError);
    }

    /// <summary>Puts another archive of the module into the cache, without its hash file.</summary>
    public void Replace(params (string Name, string Content)[] files) =>
        File.WriteAllBytes(Beside("zip"), ModuleStore.Zip("example.com/m00", "v1.0.0", files));

    public async Task<RecoveryReport> RecoverAsync()
    {
        var before = Files();
        started.Clear();
        var report = await new ModuleRecovery(this, new ImpatientTime(), Stage).RunAsync(
            Request(Root, Environment) with
            {
                FallbackProxies = Fallbacks,
                Scope = Scope,
                Check = Request(Root, Environment).Check with { Timeout = Timeout, Fix = Fix },
            },
            CancellationToken.None
        );
        if (!Fix)
            Assert.AreSequenceEqual(before, Files(), "go.mod or go.sum was written");
        return report;
    }

    /// <summary>A recovery in a process of its own, which is ended with SIGKILL when it comes to a stage.</summary>
    public async Task KilledAtAsync(RecoveryStage stage)
    {
        var before = Files();
        var environment = new Dictionary<string, string>(Environment, StringComparer.Ordinal)
        {
            [ChildFolder] = Root,
            [ChildStage] = stage.ToString(),
        };
        var outcome = await runner.RunAsync(
            new(System.Environment.ProcessPath!, [], Root, environment, TimeSpan.FromMinutes(2)),
            CancellationToken.None
        );
        Assert.AreEqual(128 + 9, outcome.ExitCode, outcome.StandardOutput + outcome.StandardError);
        Assert.AreSequenceEqual(before, Files());
    }

    /// <summary>This is the other process of <see cref="KilledAtAsync"/>.</summary>
    public static bool IsChild => System.Environment.GetEnvironmentVariable(ChildFolder) is not null;

    /// <summary>What that one does.</summary>
    public static async Task RunChildAsync()
    {
        var root = System.Environment.GetEnvironmentVariable(ChildFolder)!;
        var last = Enum.Parse<RecoveryStage>(System.Environment.GetEnvironmentVariable(ChildStage)!);
        var environment = System
            .Environment.GetEnvironmentVariables()
            .Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
        await new ModuleRecovery(new ProcessRunner(), new ImpatientTime(), (stage, _) =>
        {
            if (stage != last)
                return;
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            process.Kill();
            Thread.Sleep(System.Threading.Timeout.Infinite);
        }).RunAsync(Request(root, environment), CancellationToken.None);
    }

    /// <summary>
    /// What a report tells, a line each: severity's first letter, code, and the file from this folder.
    /// </summary>
    public string[] Lines(RecoveryReport report) =>
        [
            .. report.Diagnostics.Select(one =>
                $"{one.Severity.ToString()[0]} {one.Code} "
                + (one.Location.File is { } file ? System.IO.Path.GetRelativePath(Root, file) : "-")
                + (one.Location.Line > 0 ? $"({one.Location.Line})" : "")
            ),
        ];

    /// <summary>A go command in the module, which must succeed; its output.</summary>
    public async Task<string> MustAsync(params string[] arguments)
    {
        var outcome = await GoAsync(arguments);
        Assert.IsTrue(outcome.Succeeded, outcome.StandardError);
        return outcome.StandardOutput + outcome.StandardError;
    }

    public Task<ProcessOutcome> GoAsync(params string[] arguments) => Go.RunAsync(Module, Environment, arguments);

    public async Task<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        lock (started)
            started.Add(request);
        return await runner.RunAsync(Starting(request), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in proxies)
            await proxy.DisposeAsync();
        folder.Dispose();
    }

    private static RecoveryRequest Request(string root, IReadOnlyDictionary<string, string> environment) =>
        new()
        {
            Check = new()
            {
                Sidecars =
                [
                    new(
                        "app",
                        System.IO.Path.Combine(root, "module"),
                        null,
                        new("app", new Dictionary<string, string>(), "", null)
                    ),
                ],
                ProjectFile = System.IO.Path.Combine(root, "src/app/app.csproj"),
                Environment = environment,
                TemporaryDirectory = System.IO.Path.GetTempPath(),
            },
        };

    private string[] Files() =>
        [
            .. ((string[])["go.mod", "go.sum"]).Select(name =>
                Convert.ToHexString(File.ReadAllBytes(System.IO.Path.Combine(Module, name)))
            ),
        ];
}

/// <summary>Whose pauses take no time.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime < TimeSpan.Zero ? dueTime : TimeSpan.Zero, period);
}
