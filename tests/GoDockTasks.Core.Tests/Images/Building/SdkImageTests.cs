using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Images.Building;
using GoDockTasks.Core.Oci;

namespace GoDockTasks.Core.Tests.Images.Building;

/// <summary>`GoDockImageBuilder=sdk` with the real SDK, a real Go and a real registry.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
public sealed class SdkImageTests
{
    private const string NeedsRoot = "a registry that ends with the tests needs root";

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task An_image_is_what_the_Dockerfile_says_and_the_same_twice()
    {
        await using var folder = await SdkImageFolder.NewAsync();
        var @base = await folder.PushBaseAsync("1", config =>
        {
            config["StopSignal"] = "SIGUSR1";
            config["Healthcheck"] = new JsonObject { ["Test"] = new JsonArray("CMD", "/bin/up") };
        });
        folder.Folder.Write("sidecars/orders/b.txt", "b");
        folder.Folder.Write("sidecars/orders/pages/deep/a.txt", "a");
        var script = folder.Folder.Write("sidecars/orders/pages/go.sh", "#!/bin/sh\n");
        File.SetUnixFileMode(script, File.GetUnixFileMode(script) | UnixFileMode.UserExecute);
        string[] metadata =
        [
            $"RuntimeImage={folder.Base("1")}@{@base.Root.Digest}",
            "Platforms=linux/amd64;linux/arm64",
            "Ports=8080;53/udp",
            "TimeZone=Europe/Berlin",
            "Version=1.4.0",
            "User=1234:1234",
            "Environment=GREETING=a%b $(c) @(d)",
            "RuntimeFiles=pages;b.txt",
        ];

        var report = await folder.BuildAsync(metadata);

        Assert.AreSequenceEqual(["GDT4116"], report.Diagnostics.Select(each => each.Code), report.Output);
        // There is a folder, and its base has a user.
        Assert.Contains("/app", report.Diagnostics[0].Message);
        var image = Assert.ContainsSingle(report.Images);
        Assert.AreEqual(Path.Combine(folder.Images, "orders"), image.Folder);
        Assert.AreSequenceEqual(["linux/amd64", "linux/arm64"], image.Platforms);
        Assert.IsEmpty(image.Nodes);
        var layout = ImageLayout.Read(image.Folder).Layout!;
        Assert.AreEqual((MediaTypes.Index, image.Digest), (layout.Root.MediaType, layout.Root.Digest));
        Assert.IsNull(layout.Verify(CancellationToken.None));
        foreach (var (built, from) in layout.Images.Zip(@base.Images))
        {
            var config = built.Config;
            Assert.AreEqual(from.Layers[0].Digest, built.Layers[0].Digest);
            Assert.AreEqual(("1234:1234", "/app"), (config.User, config.WorkingDirectory));
            Assert.AreSequenceEqual(["/app/orders"], config.EntryPoint);
            Assert.AreEqual("Europe/Berlin", config.Variable("TZ"));
            Assert.AreEqual("a%b $(c) @(d)", config.Variable("GREETING"));
            Assert.AreEqual(new DateTimeOffset(2023, 11, 14, 22, 13, 20, TimeSpan.Zero), config.Created);
            foreach (
                var label in (string[])
                    [
                        "org.opencontainers.image.title=orders",
                        $"org.opencontainers.image.base.name={folder.Base("1")}",
                        $"org.opencontainers.image.base.digest={@base.Root.Digest}",
                        "org.opencontainers.image.created=2023-11-14T22:13:20Z",
                        "org.opencontainers.image.version=1.4.0",
                        "godocktasks.time-zone=Europe/Berlin",
                    ]
            )
                Assert.AreEqual(label[(label.IndexOf('=') + 1)..], config.Labels[label.Split('=')[0]]);
            Assert.HasCount(6, config.Labels);
            var json = Configuration(layout, built);
            Assert.AreEqual("SIGTERM", (string)json["config"]!["StopSignal"]!);
            Assert.AreEqual("/bin/up", (string)json["config"]!["Healthcheck"]!["Test"]![1]!);
            Assert.AreSequenceEqual(
                ["53/udp", "8080/tcp"],
                json["config"]!["ExposedPorts"]!.AsObject().Select(each => each.Key).Order(StringComparer.Ordinal)
            );
            Assert.AreSequenceEqual(
                [
                    "app/ 755",
                    "app/b.txt 644",
                    "app/orders 755",
                    "app/pages/ 755",
                    "app/pages/deep/ 755",
                    "app/pages/deep/a.txt 644",
                    "app/pages/go.sh 755",
                ],
                Entries(layout, built)
            );
        }

        Assert.AreEqual("orders\n", await RunAsync(folder, layout));
        Assert.AreSequenceEqual(
            ["image-programs", "images"],
            Directory.GetDirectories(folder.Folder.Path("app/obj/godock")).Select(Path.GetFileName).Order()
        );

        // Files of another time, in another order; other users may do other things with them.
        File.Delete(folder.Folder.Path("sidecars/orders/b.txt"));
        var again = folder.Folder.Write("sidecars/orders/b.txt", "b");
        File.SetUnixFileMode(again, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.AreEqual(image.Digest, (await folder.BuildAsync(metadata)).Images.Single().Digest);
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task Without_a_time_of_the_sources_an_image_has_that_of_its_build_which_is_said()
    {
        await using var folder = await SdkImageFolder.NewAsync();
        await folder.PushBaseAsync("1");

        var report = await folder.BuildAsync([$"RuntimeImage={folder.Base("1")}"], hasTime: false);

        Assert.AreSequenceEqual(["GDT4115", "GDT4116"], report.Diagnostics.Select(each => each.Code), report.Output);
        Assert.DoesNotContain("/app", report.Diagnostics[1].Message);
        var image = Assert.ContainsSingle(ImageLayout.Read(report.Images.Single().Folder).Layout!.Images).Config;
        Assert.IsGreaterThan(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), image.Created!.Value);
        // The base's: there are no files that the program reads.
        Assert.AreEqual("/home/nonroot", image.WorkingDirectory);
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task What_the_SDK_fails_with_is_told_in_its_words_and_leaves_nothing()
    {
        await using var folder = await SdkImageFolder.NewAsync();
        var layer = (await folder.PushBaseAsync("1")).Images[0].Layers[0].Digest;
        folder.Registry.Fault = (_, path) => path.EndsWith("blobs/" + layer, StringComparison.Ordinal) ? 403 : null;
        folder.Folder.Write("app/obj/godock/images/orders/index.json", "of yesterday");

        var report = await folder.BuildAsync([$"RuntimeImage={folder.Base("1")}"]);

        var error = Assert.ContainsSingle(report.Diagnostics);
        Assert.AreEqual(("GDT4112", folder.Folder.ProjectFile), (error.Code, error.Location.File), report.Output);
        Assert.StartsWith("CONTAINER1", error.Detail!);
        Assert.DoesNotContain("   at ", error.Detail!);
        Assert.DoesNotContain('\n', error.Message);
        Assert.IsEmpty(report.Images);
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Images));
        Assert.HasCount(2, Directory.GetFileSystemEntries(folder.Folder.Path("app/obj/godock")));
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task Another_image_than_the_one_of_the_digest_is_built_on_by_nobody()
    {
        await using var folder = await SdkImageFolder.NewAsync();
        var named = (await folder.PushBaseAsync("1")).Images[0].Manifest.Digest;
        var other = (await folder.PushBaseAsync("2", content: "other")).Images[0].Manifest.Digest;
        var asked = 0;
        // The SDK asks after we did.
        folder.Registry.Instead = (_, path) =>
            path.EndsWith(named, StringComparison.Ordinal) && Interlocked.Increment(ref asked) > 1
                ? path.Replace(named, other, StringComparison.Ordinal)
                : path;

        var report = await folder.BuildAsync([$"RuntimeImage={folder.Base("1")}"]);

        Assert.AreSequenceEqual(["GDT4117"], report.Diagnostics.Select(each => each.Code), report.Output);
        Assert.IsGreaterThan(1, asked);
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Images));
    }

    [TestMethod]
    [NeedsRoot(NeedsRoot)]
    public async Task A_base_that_is_not_there_or_for_something_else_is_told()
    {
        await using var folder = await SdkImageFolder.NewAsync();
        await folder.PushBaseAsync("1");
        await folder.PushBaseAsync("steps", config => config["OnBuild"] = new JsonArray("RUN x"));

        Assert.AreEqual("GDT4114", await CodeAsync(folder, $"RuntimeImage={folder.Base("none")}"));
        Assert.AreEqual(
            "GDT4114",
            await CodeAsync(folder, $"RuntimeImage={folder.Base("1")}", "Platforms=linux/amd64;linux/s390x")
        );
        Assert.AreEqual("GDT4113", await CodeAsync(folder, $"RuntimeImage={folder.Base("steps")}"));
        SpecialFile.MakePipe(folder.Folder.Path("sidecars/orders/pipe"));
        Assert.AreEqual("GDT1012", await CodeAsync(folder, $"RuntimeImage={folder.Base("1")}", "RuntimeFiles=pipe"));
        folder.Registry.Fault = (_, _) => 403;
        Assert.AreEqual("GDT4041", await CodeAsync(folder, $"RuntimeImage={folder.Base("1")}"));
    }

    [TestMethod]
    [DataRow("RuntimeImage=scratch")]
    [DataRow("CgoEnabled=true")]
    [DataRow("Template=Dockerfile.template")]
    [DataRow("Platforms=windows/amd64")]
    [DataRow("Platforms=linux/amd64/v3")]
    [DataRow("RuntimeFiles=link")]
    [DataRow("RuntimeFiles=pages")]
    [DataRow("Dockerfile=../sidecars/orders/own.Dockerfile")]
    public async Task What_the_SDK_cannot_build_is_told_before_anything_is_built(string metadata)
    {
        await using var folder = SdkImageFolder.New();
        folder.Folder.Write("app/Dockerfile.template", "FROM {{ runtime.image }}\n");
        folder.Folder.Write("sidecars/orders/own.Dockerfile", "FROM scratch\n");
        Directory.CreateDirectory(folder.Folder.Path("sidecars/orders/pages/deep"));
        foreach (var link in (string[])["link", "pages/deep/link"])
            File.CreateSymbolicLink(folder.Folder.Path("sidecars/orders/" + link), "main.go");

        var report = await folder.BuildAsync([metadata]);

        Assert.AreSequenceEqual(["GDT4113"], report.Diagnostics.Select(each => each.Code));
        Assert.IsFalse(Directory.Exists(folder.Folder.Path("app/obj")));
    }

    [TestMethod]
    public async Task A_bake_file_of_ones_own_is_not_passed_over_and_a_builder_has_a_name()
    {
        await using var folder = SdkImageFolder.New();
        folder.Folder.Write("sidecars/orders/docker-bake.json", "{}");

        Assert.AreEqual("GDT4113", await CodeAsync(folder));
        Assert.AreEqual(
            "GDT4110",
            (await SdkImageFolder.BuildAsync(folder.Request([]) with { ImageBuilder = "podman" }))
                .Diagnostics.Single()
                .Code
        );
    }

    [TestMethod]
    public void Words_of_the_SDK_are_kept_and_not_where_in_its_sources_they_were_said()
    {
        var failure = SdkFailure.Of(SdkImageFolder.Thrown, new("/shop/shop.csproj"));

        Assert.AreEqual("GDT4112", failure.Code);
        Assert.Contains("Connection refused (127.0.0.1:5000)", failure.Message);
        Assert.AreSequenceEqual(
            [
                "MSB4018: The \"CreateNewImage\" task failed unexpectedly.",
                "MSB4018: System.Net.Http.HttpRequestException: Connection refused (127.0.0.1:5000)",
                "BaseImageNotFoundException: there is none",
            ],
            failure.Detail!.Split('\n')
        );
    }

    private static async Task<string> CodeAsync(SdkImageFolder folder, params string[] metadata)
    {
        var report = await folder.BuildAsync(metadata);
        Assert.IsEmpty(report.Images);
        return Assert.ContainsSingle(report.Diagnostics).Code;
    }

    private static JsonNode Configuration(ImageLayout layout, PlatformImage image) =>
        JsonNode.Parse(
            layout.ReadJson(
                Descriptor.Read(
                    System.Text.Json.JsonElement.Parse(layout.ReadJson(image.Manifest)).GetProperty("config"),
                    "config"
                )
            )
        )!;

    private static IEnumerable<string> Entries(ImageLayout layout, PlatformImage image)
    {
        using var gzip = new GZipStream(layout.Open(image.Layers[^1]), CompressionMode.Decompress);
        using var reader = new TarReader(gzip);
        while (reader.GetNextEntry() is { } entry)
        {
            Assert.AreEqual((0, 0), (entry.Uid, entry.Gid));
            Assert.AreEqual(1_700_000_000, entry.ModificationTime.ToUnixTimeSeconds());
            var slash = entry.EntryType == TarEntryType.Directory ? "/" : "";
            yield return $"{entry.Name.TrimEnd('/')}{slash} {Convert.ToString((int)entry.Mode, 8)}";
        }
    }

    // This machine's.
    private static async Task<string> RunAsync(SdkImageFolder folder, ImageLayout layout)
    {
        var program = folder.Folder.Path("taken");
        var files = ImageFiles.Read(layout, layout.Images[0], CancellationToken.None).Files!;
        Assert.AreEqual("/app/orders", files.Program);
        Assert.IsNull(files.Extract("/app/orders", program, 1 << 26, CancellationToken.None));
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return (
            await Tool.RunAsync(program, folder.Folder.Root, new Dictionary<string, string>()).ShouldSucceedAsync()
        ).StandardError;
    }
}
