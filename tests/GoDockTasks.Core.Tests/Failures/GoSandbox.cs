using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Failures;

/// <summary>A folder with a Go module in it, in which a go command is to fail.</summary>
internal sealed class GoSandbox : IAsyncDisposable, IProcessRunner
{
    private readonly TemporaryFolder folder = new("godock failures");
    private readonly List<IAsyncDisposable> servers = [];
    private readonly Dictionary<string, string> environment;
    private readonly RealGo go;

    public GoSandbox(RealGo go)
    {
        this.go = go;
        environment = RealGo.Environment(folder.Root);
        environment["GOCACHE"] = go.BuildCache;
        var shared = System.IO.Path.Combine(Repository.Root, "artifacts", "test-cache");
        // Neither git's settings nor a .netrc of the machine's user; a folder that stays, because go 1.23 and later go
        // on writing telemetry there after they have ended.
        environment["HOME"] = shared;
        environment["XDG_CONFIG_HOME"] = shared;
        environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        environment["GIT_CONFIG_NOSYSTEM"] = "1";
        environment["NO_PROXY"] = "*";
        Store = new(folder.Path("store"));
        Directory.CreateDirectory(Module);
    }

    /// <summary>The module's folder, in which go runs.</summary>
    public string Module => folder.Path("module");

    public string Root => folder.Root;

    /// <summary>Something beside the module.</summary>
    public string Path(string name) => folder.Path(name);

    public string Version => go.Version;

    /// <summary>The environment of go.</summary>
    public IReadOnlyDictionary<string, string> Variables => environment;

    /// <summary>What proxies have; empty unless a case adds something.</summary>
    public ModuleStore Store { get; }

    /// <summary>
    /// The right to read and write what the modes of files don't allow, which a test that runs as root has, is taken
    /// from go.
    /// </summary>
    public bool Unprivileged { get; set; }

    /// <summary>What go may use of the machine, as options of prlimit.</summary>
    public ImmutableArray<string> Limits { get; set; } = [];

    public string this[string variable]
    {
        get => environment[variable];
        set => environment[variable] = value;
    }

    /// <summary>A file in the module.</summary>
    public string Write(string name, string content) => folder.Write("module/" + name, content);

    /// <summary>go.mod of example.com/m for Go 1.19, with more lines.</summary>
    public void GoMod(string more = "") => Write("go.mod", $"module example.com/m\n\ngo 1.19\n\n{more}\n");

    /// <summary>A package, not a program, that imports these.</summary>
    public void Import(params string[] packages) =>
        Write("m.go", "package m\n\n" + string.Concat(packages.Select(package => $"import _ \"{package}\"\n")));

    /// <summary>The module requires and imports example.com/x v1.0.0, which the store has.</summary>
    public void RequireX()
    {
        GoMod("require example.com/x v1.0.0");
        Import("example.com/x");
        Store.Add("example.com/x", "v1.0.0", ("x.go", "package x\n"));
        UseStore();
    }

    /// <summary>Modules come from <see cref="Store"/>, through the file system.</summary>
    public void UseStore() => this["GOPROXY"] = Store.Url;

    /// <summary>Modules come from <see cref="Store"/>, through a server that fails.</summary>
    public async Task<ModuleProxy> UseProxyAsync(ModuleProxyFault fault, bool https = false)
    {
        var proxy = await ServeAsync(fault, https);
        this["GOPROXY"] = proxy.Url.AbsoluteUri;
        return proxy;
    }

    public async Task<ModuleProxy> ServeAsync(ModuleProxyFault fault, bool https = false)
    {
        var proxy = await ModuleProxy.StartAsync(Store, fault, https);
        servers.Add(proxy);
        return proxy;
    }

    /// <summary>cgo has the C compiler that test.sh put into artifacts/tools.</summary>
    public void UseCCompiler()
    {
        this["CGO_ENABLED"] = "1";
        Tool.UseCCompiler(environment);
    }

    /// <summary>PATH holds nothing.</summary>
    public void NoPrograms() => this["PATH"] = Directory.CreateDirectory(folder.Path("empty")).FullName;

    /// <summary>Takes away rights, the module's folder being ".".</summary>
    [SuppressMessage(
        "Interoperability",
        "CA1416",
        Justification = "The cases that take rights away are left out on Windows."
    )]
    public void Deny(string name, UnixFileMode left)
    {
        File.SetUnixFileMode(System.IO.Path.Combine(Module, name), left);
        Unprivileged = true;
    }

    /// <summary>A file with the authority behind the certificates of servers.</summary>
    public string Authority() => folder.Write("authority.pem", ModuleProxy.AuthorityPem);

    /// <summary>What was set with <c>go env -w</c>; the environment doesn't say anything of it.</summary>
    public void Saved(string variable, string value)
    {
        this["GOENV"] = folder.Write("env", $"{variable}={value}\n");
        environment.Remove(variable);
    }

    /// <summary>Runs this go, or another program of the machine.</summary>
    public Task<ProcessOutcome> RunAsync(string[] command, string where) =>
        command[0] == "go" ? GoAsync(command[1..], where) : RunAsync("/usr/bin/env", where, command);

    /// <summary>Runs git, which must succeed, in a folder that is made if needed.</summary>
    public async Task GitAsync(string folderName, params string[] arguments)
    {
        var where = Directory.CreateDirectory(folder.Path(folderName)).FullName;
        var outcome = await RunAsync(
            "/usr/bin/env",
            where,
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", .. arguments]
        );
        Assert.IsTrue(outcome.Succeeded, outcome.StandardError);
    }

    /// <summary>
    /// What go fetches from github.com comes from another place instead; git's settings of the machine stay as they
    /// are.
    /// </summary>
    public void GitHubIs(string url)
    {
        this["GOPROXY"] = "direct";
        this["GONOSUMDB"] = "*";
        this["GIT_CONFIG_COUNT"] = "1";
        this["GIT_CONFIG_KEY_0"] = $"url.{url}.insteadOf";
        this["GIT_CONFIG_VALUE_0"] = "https://github.com/";
    }

    public Task<ProcessOutcome> GoAsync(string[] arguments) => GoAsync(arguments, Module);

    /// <summary>What Go's settings are here.</summary>
    public GoSettings Settings() => GoSettingsReader.Read(environment, "", GoProperties.None, null);

    /// <summary>
    /// Runs what a check or a build asks for; go without the rights that were taken from it, and within its limits.
    /// </summary>
    public Task<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellationToken) =>
        new ProcessRunner().RunAsync(
            Unprivileged && Environment.IsPrivilegedProcess && request.Program == go.Executable
                    ? request with
                    {
                        Program = "/usr/bin/setpriv",
                        Arguments =
                        [
                            "--bounding-set=-dac_override,-dac_read_search",
                            request.Program,
                            .. request.Arguments,
                        ],
                    }
                : Limits.Length > 0 && request.Program == go.Executable
                    ? request with
                    {
                        Program = "/usr/bin/prlimit",
                        Arguments = [.. Limits, request.Program, .. request.Arguments],
                    }
                : request,
            cancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
            await server.DisposeAsync();
        folder.Dispose();
    }

    private Task<ProcessOutcome> GoAsync(string[] arguments, string where) => RunAsync(go.Executable, where, arguments);

    private Task<ProcessOutcome> RunAsync(string program, string where, string[] arguments) =>
        RunAsync(new(program, [.. arguments], where, environment, TimeSpan.FromMinutes(2)), CancellationToken.None);
}
