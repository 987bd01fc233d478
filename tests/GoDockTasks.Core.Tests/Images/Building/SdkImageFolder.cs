using System.Formats.Tar;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Images.Building;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Registries;
using GoDockTasks.Core.Tests.Dockerfiles.Generation;
using GoDockTasks.Core.Tests.Oci;
using GoDockTasks.Core.Tests.Registries;

namespace GoDockTasks.Core.Tests.Images.Building;

/// <summary>A project with a Go program, and a base image of our own in a real registry.</summary>
internal sealed class SdkImageFolder : IAsyncDisposable
{
    /// <summary>What the SDK prints where its task throws, shortened.</summary>
    public const string Thrown = """
          Building image 'image' with tags 'latest' on top of base image 'base'.
        /x/images.proj(9,5): error MSB4018: The "CreateNewImage" task failed unexpectedly.
        /x/images.proj(9,5): error MSB4018: System.Net.Http.HttpRequestException: Connection refused (127.0.0.1:5000)
        /x/images.proj(9,5): error MSB4018:    at System.Net.Sockets.Socket.ThrowException(SocketError error)
        /x/images.proj(9,5): error MSB4018:    --- End of inner exception stack trace ---
        /x/images.proj(9,5): error : BaseImageNotFoundException: there is none
        /x/images.proj(9,5): error : 
        /x/images.proj(9,5): error :    at Microsoft.NET.Build.Containers.Registry.Read()
        """;

    private readonly TemporaryFolder home = new("godock home");
    private readonly RegistryClients clients = new();

    private readonly FaultyRegistry? registry;

    private SdkImageFolder(FaultyRegistry? registry) => this.registry = registry;

    public FaultyRegistry Registry => registry!;

    public GenerationFolder Folder { get; } = new();

    public string Images => Folder.Path("app/obj/godock/images");

    public static async Task<SdkImageFolder> NewAsync() => New(await FaultyRegistry.StartAsync());

    /// <param name="registry">None where no image is asked for.</param>
    public static SdkImageFolder New(FaultyRegistry? registry = null)
    {
        var folder = new SdkImageFolder(registry);
        folder.Folder.Module("sidecars/orders");
        folder.Folder.Write("sidecars/orders/main.go", "package main\n\nfunc main() { println(\"orders\") }\n");
        return folder;
    }

    /// <summary>Name of an image of the registry.</summary>
    public string Base(string tag) => $"{Registry.Host}/base:{tag}";

    /// <summary>Pushes a base for two platforms.</summary>
    /// <param name="change">Of the configurations.</param>
    /// <param name="content">Of its only file.</param>
    public async Task<ImageLayout> PushBaseAsync(
        string tag,
        Action<JsonObject>? change = null,
        string content = "nonroot:x:65532:65532::/home/nonroot:/sbin/nologin\n"
    )
    {
        using var layout = new WrittenLayout();
        using var layer = new MemoryStream();
        await using (var writer = new TarWriter(layer, leaveOpen: true))
            await writer.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.RegularFile, "etc/passwd")
                {
                    DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)),
                }
            );
        layout.Write(layout.IndexOf([.. ((string[])["amd64", "arm64"]).Select(Image)]));
        var image = ImageLayout.Read(layout.Root).Layout!;
        var repository = clients.Repository($"{Registry.Behind}/base");
        await new ImagePush(repository).RunAsync(image, CancellationToken.None);
        await repository.PutManifestAsync(
            tag,
            image.Root.MediaType,
            image.ReadJson(image.Root),
            CancellationToken.None
        );
        return image;

        JsonObject Image(string architecture) =>
            layout.Image(
                architecture,
                (_, config) =>
                {
                    config["config"]!["Labels"] = null;
                    config["config"]!["WorkingDir"] = "/home/nonroot";
                    change?.Invoke(config["config"]!.AsObject());
                },
                layout.Blob(WrittenLayout.Layer, layer.ToArray())
            );
    }

    public Task<ImageBuildReport> BuildAsync(string[] metadata, bool hasTime = true) =>
        BuildAsync(Request(metadata, hasTime));

    public static Task<ImageBuildReport> BuildAsync(ImageBuildRequest request) =>
        new ImageBuilder(new ProcessRunner()).RunAsync(request, CancellationToken.None);

    public ImageBuildRequest Request(string[] metadata, bool hasTime = true)
    {
        var environment = RealGo.Environment(home.Root, ("GOCACHE", RealGo.Get().BuildCache), ("HOME", home.Root));
        environment.Remove("SOURCE_DATE_EPOCH");
        if (hasTime)
            environment["SOURCE_DATE_EPOCH"] = "1700000000";
        return new()
        {
            Generation = Folder.Request("sidecars/orders", metadata) with
            {
                Go = new() { Executable = RealGo.Get().Executable },
            },
            Directory = Images,
            Environment = environment,
            Timeout = TimeSpan.FromMinutes(2),
            ImageBuilder = "sdk",
        };
    }

    public async ValueTask DisposeAsync()
    {
        clients.Dispose();
        Folder.Dispose();
        home.Dispose();
        if (registry is not null)
            await registry.DisposeAsync();
    }
}
