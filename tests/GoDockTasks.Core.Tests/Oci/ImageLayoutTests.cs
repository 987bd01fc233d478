using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Oci;

namespace GoDockTasks.Core.Tests.Oci;

[TestClass]
public sealed class ImageLayoutTests
{
    [TestMethod]
    public void What_buildx_writes_is_an_index_of_images_and_statements()
    {
        using var layout = new WrittenLayout();
        var index = layout.WriteUsual();

        var read = Read(layout);

        Assert.AreEqual(Text(index, "digest"), read.Root.Digest);
        Assert.AreSequenceEqual(["linux/amd64", "linux/arm64"], read.Images.Select(image => $"{image.Platform}"));
        var config = read.Images[0].Config;
        Assert.AreEqual(("65532:65532", "/app"), (config.User, config.WorkingDirectory));
        Assert.AreEqual(("Etc/UTC", null), (config.Variable("TZ"), config.Variable("T")));
        Assert.AreSequenceEqual(["/app/orders"], config.EntryPoint);
        Assert.IsEmpty(config.Command);
        Assert.AreEqual("abc", config.Labels["org.opencontainers.image.revision"]);
        Assert.AreEqual(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), config.Created);
        var attestation = Assert.ContainsSingle(read.Attestations);
        Assert.AreEqual(read.Images[0].Manifest.Digest, attestation.Subject);
        Assert.AreEqual(
            "https://slsa.dev/provenance/v1",
            ImageAttestation.PredicateType(Assert.ContainsSingle(attestation.Statements))
        );
        // Two configurations of images and one of the attestation, one layer that both share, and one statement.
        Assert.HasCount(5, read.Contents);
        Assert.HasCount(4, read.Manifests);
        Assert.AreEqual(read.Root, read.Manifests[^1]);
        Assert.IsNull(read.Verify(CancellationToken.None));
    }

    [TestMethod]
    public void One_manifest_needs_no_index_and_may_have_two_names_or_lie_in_indexes()
    {
        using var layout = new WrittenLayout();
        var image = layout.Image("arm", (_, config) => config["variant"] = "v7");
        image.Remove("platform");

        layout.Write(image, image);
        Assert.AreEqual("linux/arm/v7", $"{Assert.ContainsSingle(Read(layout).Images).Platform}");

        var outer = layout.IndexOf(layout.IndexOf(image));
        layout.Write(outer);
        Assert.AreEqual(Text(outer, "digest"), Read(layout).Root.Digest);
        Assert.AreEqual(Text(image, "digest"), Assert.ContainsSingle(Read(layout).Images).Manifest.Digest);

        layout.Write(layout.IndexOf(layout.IndexOf(outer)));
        Assert.AreEqual(layout.PathOf(Text(image, "digest")), Damage(layout).Location.File);
    }

    [TestMethod]
    public void Dockers_own_media_types_are_read_as_well()
    {
        using var layout = new WrittenLayout();
        var image = layout.Image(
            "amd64",
            (manifest, config) =>
            {
                manifest["mediaType"] = MediaTypes.DockerManifest;
                manifest["config"] = layout.Blob(MediaTypes.DockerConfig, config);
            },
            layout.Blob(MediaTypes.DockerLayer, [1])
        );
        image["mediaType"] = MediaTypes.DockerManifest;
        layout.Write(image);

        Assert.AreEqual("linux/amd64", $"{Assert.ContainsSingle(Read(layout).Images).Platform}");
    }

    [TestMethod]
    public void A_content_with_another_hash_or_length_is_damage()
    {
        using var layout = new WrittenLayout();
        layout.WriteUsual();
        var read = Read(layout);
        var layer = Assert.ContainsSingle(read.Images[0].Layers);
        var config = read.Contents.First(content => content.MediaType == MediaTypes.Config);

        foreach (var descriptor in (Descriptor[])[read.Root, read.Images[1].Manifest, config])
        {
            var path = read.PathOf(descriptor);
            var content = File.ReadAllBytes(path);
            content[^2] ^= 1;
            Restoring(path, content, () => Assert.AreEqual(path, Damage(layout).Location.File));
            Restoring(path, content[..^1], () => Assert.AreEqual(path, Damage(layout).Location.File));
            Restoring(path, [.. content, 0], () => Assert.AreEqual(path, Damage(layout).Location.File));
        }

        // What isn't JSON is looked at when it is asked for.
        var (file, bytes) = (read.PathOf(layer), new byte[layer.Size]);
        bytes[0] = 1;
        Restoring(file, bytes, () => Assert.AreEqual(file, Read(layout).Verify(CancellationToken.None)?.Location.File));
        Restoring(file, [0], () => Assert.AreEqual(file, Read(layout).Verify(CancellationToken.None)?.Location.File));
        Assert.IsNull(Read(layout).Verify(CancellationToken.None));
    }

    [TestMethod]
    public void Files_that_are_missing_or_none_are_damage_without_waiting()
    {
        using var layout = new WrittenLayout();
        var index = layout.WriteUsual();

        foreach (var path in (string[])["oci-layout", "index.json", "blobs/" + WrittenLayout.PathIn(index)])
        {
            var file = Path.Combine(layout.Root, path);
            var content = File.ReadAllBytes(file);
            File.Delete(file);
            Assert.AreEqual(file, Damage(layout).Location.File);
            Directory.CreateDirectory(file);
            Assert.AreEqual(file, Damage(layout).Location.File);
            Directory.Delete(file);
            if (!OperatingSystem.IsWindows())
            {
                SpecialFile.MakePipe(file);
                Assert.AreEqual(file, Damage(layout).Location.File);
                File.Delete(file);
            }

            File.WriteAllBytes(file, []);
            Assert.AreEqual(file, Damage(layout).Location.File);
            File.WriteAllBytes(file, content);
        }

        Assert.IsNotNull(Read(layout));
        Assert.AreEqual("GDT4101", ImageLayout.Read(layout.Beside("none")).Problem?.Code);
    }

    [TestMethod]
    [DataRow("""[]""")]
    [DataRow("""{"manifests":[]}""")]
    [DataRow("""{"schemaVersion":1,"manifests":[]}""")]
    [DataRow("""{"schemaVersion":2}""")]
    [DataRow("""{"schemaVersion":2,"manifests":[]}""")]
    [DataRow("""{"schemaVersion":2,"manifests":[{}]}""")]
    [DataRow("""{"schemaVersion":2,"manifests":[{"mediaType":"a/b","digest":"sha256:../../x","size":1}]}""")]
    [DataRow("""{"schemaVersion":2,"manifests":[{"mediaType":"M","digest":"D","size":-1}]}""")]
    [DataRow("""{"schemaVersion":2,"manifests":[{"mediaType":"M","digest":"D","size":1e99}]}""")]
    [DataRow("""{"schemaVersion":2,"manifests":[{"mediaType":"M","digest":"D","size":2,"annotations":{"a":1}}]}""")]
    [DataRow("""{"schemaVersion":2,"schemaVersion":2,"manifests":[]}""")]
    [DataRow("""{"schemaVersion":2,"manifests":""")]
    public void An_index_that_is_none_is_damage(string index)
    {
        using var layout = new WrittenLayout();
        layout.WriteIndex(
            index.Replace("\"M\"", $"\"{WrittenLayout.Manifest}\"").Replace("\"D\"", $"\"{Digest('1')}\"")
        );

        Assert.AreEqual(Path.Combine(layout.Root, "index.json"), Damage(layout).Location.File);
    }

    [TestMethod]
    public void Two_images_in_one_layout_are_one_too_many()
    {
        using var layout = new WrittenLayout();
        layout.Write(layout.Image("amd64"), layout.Image("arm64"));

        Assert.AreEqual(Path.Combine(layout.Root, "index.json"), Damage(layout).Location.File);
    }

    [TestMethod]
    public void What_can_be_taken_for_an_index_or_a_manifest_is_damage()
    {
        using var layout = new WrittenLayout();
        var damaged = new Action<JsonObject, JsonObject>[]
        {
            (manifest, _) => manifest["manifests"] = new JsonArray(),
            (manifest, _) => manifest["mediaType"] = WrittenLayout.Index,
            (manifest, _) => manifest["schemaVersion"] = 3,
            (manifest, _) => manifest["layers"] = null,
            (manifest, _) => manifest["config"] = layout.Blob("application/vnd.example.chart+json", new JsonObject()),
            (_, config) => config["rootfs"]!["diff_ids"] = new JsonArray(),
        };

        foreach (var change in damaged)
        {
            var image = layout.Image("amd64", change);
            layout.Write(image);
            Assert.AreEqual(layout.PathOf(Text(image, "digest")), Damage(layout).Location.File);
        }

        var index = layout.Blob(
            WrittenLayout.Index,
            new JsonObject
            {
                ["schemaVersion"] = 2,
                ["manifests"] = new JsonArray(layout.Image("amd64")),
                ["config"] = new JsonObject(),
            }
        );
        layout.Write(index);
        Assert.AreEqual(layout.PathOf(Text(index, "digest")), Damage(layout).Location.File);
        layout.Write(layout.Blob("application/vnd.example+json", new JsonObject()));
        Assert.AreEqual("GDT4101", Damage(layout).Code);
    }

    [TestMethod]
    public void A_configuration_that_is_none_is_damage_at_its_file()
    {
        using var layout = new WrittenLayout();
        var damaged = new Action<JsonObject>[]
        {
            config => config.Remove("rootfs"),
            config => config.Remove("os"),
            config => config["config"]!["Entrypoint"] = "/app/orders",
            config => config["config"]!["Env"] = new JsonArray(1),
            config => config["config"]!["User"] = 0,
            config => config["config"]!["Labels"] = new JsonArray(),
        };

        foreach (var change in damaged)
        {
            JsonObject? written = null;
            layout.Write(layout.Image("amd64", (manifest, config) =>
                {
                    change(config);
                    manifest["config"] = written = layout.Blob(WrittenLayout.Config, config);
                }));
            Assert.AreEqual(layout.PathOf(Text(written!, "digest")), Damage(layout).Location.File);
        }
    }

    [TestMethod]
    public void Json_of_more_than_four_mebibytes_is_not_read()
    {
        using var layout = new WrittenLayout();
        var large = layout.Blob(WrittenLayout.Manifest, [.. new byte[BlobFolder.MaxJsonBytes], 0]);
        layout.Write(large);

        Assert.AreEqual(layout.PathOf(Text(large, "digest")), Damage(layout).Location.File);
    }

    private static ImageLayout Read(WrittenLayout layout)
    {
        var (read, problem) = ImageLayout.Read(layout.Root);
        Assert.IsNull(problem, problem?.Message);
        return read!;
    }

    private static Diagnostic Damage(WrittenLayout layout)
    {
        var (read, problem) = ImageLayout.Read(layout.Root);
        Assert.IsNull(read);
        Assert.AreEqual("GDT4101", problem?.Code);
        return problem!;
    }

    private static void Restoring(string path, byte[] content, Action act)
    {
        var before = File.ReadAllBytes(path);
        File.WriteAllBytes(path, content);
        act();
        File.WriteAllBytes(path, before);
    }

    private static string Text(JsonObject json, string name) => json[name]!.GetValue<string>();

    private static string Digest(char digit) => "sha256:" + new string(digit, 64);
}
