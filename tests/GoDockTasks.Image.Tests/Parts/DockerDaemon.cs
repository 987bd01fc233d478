using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Image.Tests.Parts;

/// <summary>
/// A Docker daemon with its BuildKit, empty at its start, that knows of no registry but the given one. It is gone, with
/// all containers and images, when disposed. Tests share one through <see cref="TestSession"/>; who removes caches, or
/// counts what is cached, starts another.
/// </summary>
internal sealed class DockerDaemon : IAsyncDisposable
{
    private readonly BackgroundProgram program;
    private Passage? toRegistry;

    private DockerDaemon(BackgroundProgram program, Registry registry, Dictionary<string, string> environment)
    {
        this.program = program;
        Registry = registry;
        Environment = environment;
    }

    /// <summary>Its own folder, which is in the command line of everything that it starts.</summary>
    public string Folder => Path.GetDirectoryName(program.Log)!;

    public Registry Registry { get; }

    /// <summary>
    /// The whole environment of a program that talks to this daemon (DOCKER_HOST, DOCKER_CONFIG) or to the registry.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <param name="hasContainerdStore">
    /// It keeps images with several platforms and the digests of their indexes; false for the classic store.
    /// </param>
    /// <param name="hasBridge">
    /// Builds and containers have its bridge by themselves, as in most daemons. It has a network of its own then, where
    /// nothing of this machine is reached but what <see cref="ReachAsync"/> was told of.
    /// </param>
    public static async Task<DockerDaemon> StartAsync(
        Registry registry,
        bool hasContainerdStore = true,
        bool hasBridge = false
    )
    {
        // A layered file system can't lie on another, which a container's /tmp may well be; and the path of a socket
        // has to be short.
        var images = Path.Combine(Repository.Root, "artifacts", "docker-daemons", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(images);
        var folder = Directory.CreateTempSubdirectory("gd-").FullName;
        var environment = ClientEnvironment(folder, registry);
        var daemonEnvironment = new Dictionary<string, string>
        {
            ["PATH"] = $"{Tool.Find("docker", "bin")}:{Tool.SystemPath}",
            ["HOME"] = folder,
        };
        var program = await BackgroundProgram.StartAsync(
            [
                .. hasBridge ? InNetworkOfItsOwn : [],
                .. Command(images, folder, registry, hasContainerdStore),
                .. hasBridge ? (string[])[] : ["--bridge=none"],
            ],
            daemonEnvironment,
            [folder, images],
            WriteHosts(folder, registry)
        );
        var daemon = new DockerDaemon(program, registry, environment);
        await program.WaitForAsync(async () =>
            (await daemon.RunAsync("/", "version")) is { Succeeded: true } answer ? answer : null
        );
        if (hasBridge)
            daemon.toRegistry = await daemon.ReachAsync($"{registry.Address}:80");
        return daemon;
    }

    /// <summary>Any docker command, with a limit of five minutes.</summary>
    public Task<ProcessOutcome> RunAsync(string folder, params ImmutableArray<string> arguments) =>
        Tool.RunAsync(Tool.Docker, folder, Environment, arguments);

    /// <summary>
    /// <c>docker build</c> of a folder with this machine's network, so that a download reaches a proxy on 127.0.0.1;
    /// plain progress goes to standard error.
    /// </summary>
    public Task<ProcessOutcome> BuildAsync(string context, params ImmutableArray<string> arguments) =>
        BuildxAsync(context, ["build", "--network=host", "--progress=plain", .. arguments, "."]);

    /// <summary><c>docker build --check</c>: no warning is exit code 0.</summary>
    public Task<ProcessOutcome> CheckAsync(string context, params ImmutableArray<string> arguments) =>
        BuildxAsync(context, ["build", "--check", .. arguments, "."]);

    /// <summary>
    /// What <c>docker build</c> and <c>docker buildx</c> hand their arguments to, without starting docker and the
    /// plugin thrice.
    /// </summary>
    public Task<ProcessOutcome> BuildxAsync(string folder, params ImmutableArray<string> arguments) =>
        Tool.RunAsync(Tool.Find("docker", "cli-plugins/docker-buildx"), folder, Environment, arguments);

    /// <summary>
    /// <c>docker buildx bake</c> of a file in a folder, with this machine's network for every target that it names.
    /// </summary>
    public async Task<ProcessOutcome> BakeAsync(string folder, string file, params ImmutableArray<string> arguments)
    {
        // --set takes no network, but a second file does.
        var printed = await BuildxAsync(folder, ["bake", "-f", file, "--print", .. arguments]);
        if (!printed.Succeeded)
            return printed;
        using var own = new TemporaryFolder("gd-bake");
        var targets = JsonElement
            .Parse(printed.StandardOutput)
            .GetProperty("target")
            .EnumerateObject()
            .Select(target => $"\"{target.Name}\":{{\"network\":\"host\"}}");
        var network = own.Write("network.json", $"{{\"target\":{{{string.Join(',', targets)}}}}}");
        return await BuildxAsync(
            folder,
            [
                "bake",
                "-f",
                file,
                "-f",
                network,
                "--allow=network.host",
                $"--allow=fs.read={own.Root}",
                "--progress=plain",
                .. arguments,
            ]
        );
    }

    /// <returns>The images and containers that there are, sorted, a line each.</returns>
    public async Task<string> ListAsync()
    {
        var images = await RunAsync("/", "image", "ls", "--all", "--format", "{{.Repository}}:{{.Tag}} {{.ID}}")
            .ShouldSucceedAsync();
        var containers = await RunAsync("/", "ps", "--all", "--format", "{{.Names}}").ShouldSucceedAsync();
        // Docker sorts by the second that an image was made in.
        return string.Join(
            '\n',
            (images.StandardOutput + containers.StandardOutput).Split('\n').Order(StringComparer.Ordinal)
        );
    }

    /// <summary>
    /// Something that listens on this machine's loopback is reached at the same address in the network that the daemon
    /// has for itself, and so by builds with the network of its host, until disposed.
    /// </summary>
    /// <param name="address">Such as <c>127.0.0.1:40000</c>.</param>
    public Task<Passage> ReachAsync(string address) => Passage.OpenAsync(Folder, IPEndPoint.Parse(address));

    public async ValueTask DisposeAsync()
    {
        if (toRegistry is not null)
            await toRegistry.DisposeAsync();
        await program.DisposeAsync();
    }

    // It has all that the daemon makes in it, and is gone with its last process.
    private static ImmutableArray<string> InNetworkOfItsOwn =>
        [
            "/usr/bin/unshare",
            "--net",
            "/bin/sh",
            "-c",
            "\"$0\" ip link set lo up && exec \"$@\"",
            Tool.Find("busybox-static", "bin/busybox"),
        ];

    // Without iptables and a bridge nothing of the system's network is changed; what is left is the network of the
    // host, and none.
    private static ImmutableArray<string> Command(
        string images,
        string folder,
        Registry registry,
        bool hasContainerdStore
    ) =>
        [
            Tool.Find("docker", "bin/dockerd"),
            "--data-root",
            images,
            "--exec-root",
            Path.Combine(folder, "exec"),
            "--pidfile",
            Path.Combine(folder, "pid"),
            "--host",
            Socket(folder),
            "--group",
            "",
            "--iptables=false",
            "--ip6tables=false",
            "--shutdown-timeout=1",
            "--feature",
            hasContainerdStore ? "containerd-snapshotter=true" : "containerd-snapshotter=false",
            "--registry-mirror",
            $"http://{registry.Address}",
            "--insecure-registry",
            "gcr.io",
        ];

    // Docker Hub itself is asked where the mirror doesn't know an image; here nobody answers for it.
    private static string WriteHosts(string folder, Registry registry)
    {
        var hosts = Path.Combine(folder, "hosts");
        File.WriteAllText(
            hosts,
            $"127.0.0.1 localhost\n{registry.Address} gcr.io registry-1.docker.io auth.docker.io\n"
        );
        return hosts;
    }

    private static Dictionary<string, string> ClientEnvironment(string folder, Registry registry)
    {
        File.WriteAllText(
            Path.Combine(folder, "config.json"),
            $$"""{"cliPluginsExtraDirs":["{{Tool.Find("docker", "cli-plugins")}}"]}"""
        );
        // skopeo's, in the home folder.
        var containers = Directory.CreateDirectory(Path.Combine(folder, ".config", "containers")).FullName;
        File.WriteAllText(
            Path.Combine(containers, "registries.conf"),
            $"[[registry]]\nlocation = \"{registry.Host}\"\ninsecure = true\n"
        );
        return new(StringComparer.Ordinal)
        {
            ["PATH"] = $"{Tool.Find("docker", "bin")}:{Tool.SystemPath}",
            ["HOME"] = folder,
            ["DOCKER_HOST"] = Socket(folder),
            ["DOCKER_CONFIG"] = folder,
        };
    }

    private static string Socket(string folder) => $"unix://{Path.Combine(folder, "docker.sock")}";
}
