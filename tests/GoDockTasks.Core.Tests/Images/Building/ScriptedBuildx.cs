using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Formats.Tar;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Images.Building;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tests.Dockerfiles.Generation;
using GoDockTasks.Core.Tests.Oci;

namespace GoDockTasks.Core.Tests.Images.Building;

/// <summary>
/// A project with a Go module and its Dockerfile, and a docker that says what real ones have said. Where it isn't told
/// to fail, it writes an image for each target.
/// </summary>
internal sealed class ScriptedBuildx : IProcessRunner, IDisposable
{
    private readonly Queue<string> inspected = new();

    public ScriptedBuildx(string dockerfile = "FROM scratch\n")
    {
        Folder.Module("sidecars/orders").Write("sidecars/orders/Dockerfile", dockerfile);
        Folder.Write("bin/" + ProgramSearch.FileName("docker"), "");
    }

    public GenerationFolder Folder { get; } = new();

    /// <summary>Every program that was started.</summary>
    public ConcurrentQueue<ProcessRequest> Started { get; } = new();

    /// <summary>What bake prints, and that it fails; null where it doesn't.</summary>
    public string? BakeFails { get; set; }

    public ProcessEnd BakeEnds { get; set; } = ProcessEnd.Exited;

    /// <summary>What inspect fails with.</summary>
    public string? InspectFails { get; set; }

    public string[] Metadata { get; set; } = [];

    /// <summary>The program that its images for an architecture start; without one they hold no file.</summary>
    public Func<string, byte[]>? Program { get; set; }

    /// <summary>What bake writes of a build for an architecture, where it is asked to; null for no file.</summary>
    public Func<string, string?> Written { get; set; } =
        architecture => $$$"""{"orders":{"buildx.build.ref":"farm/{{{architecture}}}/1"}}""";

    /// <summary>Knows what the program was built from.</summary>
    public FingerprintCollector? Inputs { get; set; }

    public string Images => Folder.Path("app/obj/godock/images");

    /// <summary>What inspect prints from now on, one after another; the last one stays.</summary>
    public ScriptedBuildx Inspect(params string[] printed)
    {
        foreach (var each in printed)
            inspected.Enqueue(each);
        return this;
    }

    public static string Node(string name, string endpoint, string status) =>
        $"Name:      {name}\nEndpoint:  {endpoint}\nStatus:    {status}\nPlatforms: linux/amd64*\nLabels:\n Name: x\n";

    public static string Builder(string name, string driver, params string[] nodes) =>
        $"Name:          {name}\nDriver:        {driver}\nLast Activity: 2026-01-01\n\nNodes:\n"
        + string.Join('\n', nodes);

    public Task<ImageBuildReport> BuildAsync(string? builder = null, string? platforms = null, bool isThere = true) =>
        new ImageBuilder(this).RunAsync(
            new()
            {
                Generation = Folder.Request("sidecars/orders", Metadata),
                Directory = Images,
                Environment = new Dictionary<string, string>
                {
                    ["PATH"] = isThere ? Folder.Path("bin") : Folder.Path("none"),
                    ["SOURCE_DATE_EPOCH"] = "1700000000",
                },
                Timeout = TimeSpan.FromMinutes(1),
                Builder = builder,
                Platforms = platforms,
                Inputs = Inputs,
            },
            CancellationToken.None
        );

    public Task<ProcessOutcome> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        Started.Enqueue(request);
        if (request.Arguments is ["buildx", "inspect", ..])
            return Task.FromResult(InspectFails is null ? Prints(Inspected()) : Fails(InspectFails));
        if (BakeFails is not null || BakeEnds != ProcessEnd.Exited)
            return Task.FromResult(Fails(BakeFails ?? "") with { End = BakeEnds });
        foreach (var output in request.Arguments.Where(each => each.Contains(".output=", StringComparison.Ordinal)))
            Write(output, request.Arguments);
        var metadata = request.Arguments.IndexOf("--metadata-file");
        if (metadata >= 0 && Written(ArchitecturesOf(request.Arguments)[0]) is { } written)
            File.WriteAllText(request.Arguments[metadata + 1], written);
        return Task.FromResult(Prints(""));
    }

    public void Dispose() => Folder.Dispose();

    private static ProcessOutcome Prints(string text) => new(ProcessEnd.Exited, 0, text, "", false, TimeSpan.Zero);

    private static ProcessOutcome Fails(string text) => new(ProcessEnd.Exited, 1, "", text, false, TimeSpan.Zero);

    private string Inspected() =>
        inspected.Count > 1 ? inspected.Dequeue()
        : inspected.Count == 1 ? inspected.Peek()
        : Builder("default", "docker", Node("default", "default", "running"));

    private static string[] ArchitecturesOf(ImmutableArray<string> arguments)
    {
        const string Platform = "*.platform=";
        var platforms = arguments.FirstOrDefault(each => each.StartsWith(Platform, StringComparison.Ordinal));
        return
        [
            .. (platforms is null ? "linux/amd64" : platforms[Platform.Length..])
                .Split(',')
                .Select(platform => platform.Split('/')[1]),
        ];
    }

    private void Write(string setting, ImmutableArray<string> arguments)
    {
        const string Labels = "orders.labels.";
        using var layout = new WrittenLayout();
        var images = ArchitecturesOf(arguments)
            .Select(architecture =>
                layout.Image(
                    architecture,
                    (_, config) =>
                    {
                        foreach (
                            var label in arguments.Where(each => each.StartsWith(Labels, StringComparison.Ordinal))
                        )
                            config["config"]!["Labels"]![label.Split('=')[0][Labels.Length..]] = label.Split('=')[1];
                    },
                    Program is null ? [] : [layout.Blob(WrittenLayout.Layer, Tar(Program(architecture)))]
                )
            )
            .ToArray();
        layout.Write(layout.IndexOf([.. images, .. images.Select(image => layout.Attestation(image))]));
        var target = setting.Split("dest=")[1].Split(',')[0];
        foreach (var file in Directory.GetFiles(layout.Root, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(layout.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static byte[] Tar(byte[] program)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
            tar.WriteEntry(
                new PaxTarEntry(TarEntryType.RegularFile, "app/orders") { DataStream = new MemoryStream(program) }
            );
        return bytes.ToArray();
    }
}
