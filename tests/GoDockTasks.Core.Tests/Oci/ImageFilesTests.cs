using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Oci;

namespace GoDockTasks.Core.Tests.Oci;

[TestClass]
public sealed class ImageFilesTests
{
    [TestMethod]
    public void The_uppermost_layer_decides()
    {
        using var layout = new WrittenLayout();
        var files = Read(layout, [File("a", "1"), File("b", "1"), Folder("c")], [File("./a", "2"), File("c", "2")]);

        Assert.AreEqual("2", Text(layout, files, "/a"));
        Assert.AreEqual("1", Text(layout, files, "b"));
        Assert.AreEqual("2", Text(layout, files, "c"));
    }

    [TestMethod]
    public void Whiteouts_hide_what_is_below_and_nothing_of_their_own_layer()
    {
        using var layout = new WrittenLayout();
        var files = Read(
            layout,
            [File("gone", "1"), File("dir/gone", "1"), File("dir/sub/gone", "1"), File("kept/old", "1")],
            [
                File("dir/new", "2"),
                File("dir/.wh..wh..opq", ""),
                File("dir/later", "2"),
                File(".wh.gone", ""),
                File("kept/new", "2"),
                File(".wh.kept", ""),
                File(".wh.never", ""),
            ]
        );

        foreach (var path in (string[])["gone", "dir/gone", "dir/sub/gone", "kept/old", ".wh.gone", "dir/.wh..wh..opq"])
            Assert.IsFalse(files.Has(path), path);
        foreach (var path in (string[])["dir/new", "dir/later", "kept/new"])
            Assert.IsTrue(files.Has(path), path);
    }

    [TestMethod]
    public void Links_are_followed_within_the_image()
    {
        using var layout = new WrittenLayout();
        var files = Read(
            layout,
            [
                File("usr/bin/orders", "program"),
                Link("bin", "usr/bin"),
                Link("absolute", "/bin/orders"),
                Link("usr/relative", "../bin/./orders"),
                Link("outside", "../../../../usr/bin/orders"),
                Link("loop", "loop"),
                Link("a", "b"),
                Link("b", "a"),
                Link("folder", "/usr"),
                HardLink("hard", "usr/bin/orders"),
                HardLink("nowhere", "usr/bin/none"),
            ],
            [File("bin/added", "2"), File("usr/bin/orders", "newer")]
        );

        foreach (var path in (string[])["bin/orders", "absolute", "usr/relative", "outside", "folder/bin/orders"])
            Assert.AreEqual("newer", Text(layout, files, path), path);
        Assert.AreEqual("program", Text(layout, files, "hard"));
        Assert.AreEqual("2", Text(layout, files, "usr/bin/added"));
        foreach (var path in (string[])["loop", "a", "folder", "nowhere", "bin/orders/x", ""])
        {
            Assert.IsFalse(files.Has(path), path);
            Assert.AreEqual("GDT4108", files.Extract(path, layout.Beside("x"), 9, CancellationToken.None)?.Code, path);
        }
    }

    [TestMethod]
    public void The_program_is_found_as_a_container_finds_it()
    {
        Assert.AreEqual("/app/orders", Program("""{"Entrypoint":["/app/orders"],"Cmd":["-v"]}"""));
        Assert.AreEqual("/app/./orders", Program("""{"Entrypoint":["./orders"],"WorkingDir":"/app"}"""));
        Assert.AreEqual("/app/orders", Program("""{"Cmd":["orders"],"Env":["PATH=/none:/app"]}"""));
        Assert.AreEqual("/bin/sh", Program("""{"Cmd":["sh"]}""")?[^7..]);
        Assert.IsNull(Program("""{"Cmd":["orders"]}"""));
        Assert.IsNull(Program("""{"Entrypoint":[""]}"""));
        Assert.IsNull(Program("{}"));

        static string? Program(string config)
        {
            using var layout = new WrittenLayout();
            var layer = layout.Blob(WrittenLayout.Layer, Tar([File("app/orders", ""), File("bin/sh", "")]));
            layout.Write(layout.Image("amd64", (_, all) => all["config"] = JsonNode.Parse(config), layer));
            return Read(layout).Program;
        }
    }

    [TestMethod]
    public void A_file_that_is_too_large_is_not_written()
    {
        using var layout = new WrittenLayout();
        var files = Read(layout, [File("a", "12345")]);

        Assert.AreEqual("GDT4108", files.Extract("a", layout.Beside("out"), 4, CancellationToken.None)?.Code);
        Assert.IsFalse(System.IO.File.Exists(layout.Beside("out")));
        Assert.IsNull(files.Extract("a", layout.Beside("out"), 5, CancellationToken.None));
    }

    [TestMethod]
    public void A_layer_may_be_compressed_with_gzip_and_not_with_zstd()
    {
        using var layout = new WrittenLayout();
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Tar([File("a", "1")]));
        layout.Write(layout.Image("amd64", null, layout.Blob(WrittenLayout.Layer + "+gzip", zipped.ToArray())));
        Assert.AreEqual("1", Text(layout, Read(layout), "a"));

        layout.Write(layout.Image("amd64", null, layout.Blob(WrittenLayout.Layer, zipped.ToArray()[..40])));
        Assert.AreEqual("GDT4101", Problem(layout));
        layout.Write(layout.Image("amd64", null, layout.Blob(WrittenLayout.Layer, [0x28, 0xB5, 0x2F, 0xFD, 0])));
        Assert.AreEqual("GDT4108", Problem(layout));
    }

    [TestMethod]
    public void A_layer_that_is_no_archive_or_another_one_is_damage()
    {
        using var layout = new WrittenLayout();
        var tar = Tar([File("a", "1"), File("b", "1")]);
        foreach (var damaged in (byte[][])[Encoding.ASCII.GetBytes(new string('x', 600)), tar[..700], tar[..100]])
        {
            layout.Write(layout.Image("amd64", null, layout.Blob(WrittenLayout.Layer, damaged)));
            Assert.AreEqual("GDT4101", Problem(layout));
        }

        var layer = layout.Blob(WrittenLayout.Layer, tar);
        layout.Write(layout.Image("amd64", null, layer));
        var files = Read(layout);
        // Behind the end of the archive, where nobody looks.
        tar[^1] ^= 1;
        System.IO.File.WriteAllBytes(layout.PathOf(layer["digest"]!.GetValue<string>()), tar);

        Assert.AreEqual("GDT4101", Problem(layout));
        Assert.AreEqual("GDT4101", files.Extract("a", layout.Beside("out"), 9, CancellationToken.None)?.Code);
        Assert.IsFalse(System.IO.File.Exists(layout.Beside("out")));
    }

    [TestMethod]
    public void A_layout_in_an_archive_is_read_like_a_folder()
    {
        using var layout = new WrittenLayout();
        var index = layout.WriteUsual();
        var archive = layout.Beside("image.tar");
        TarFile.CreateFromDirectory(layout.Root, archive, includeBaseDirectory: false);

        var (read, problem) = ImageArchive.Read(archive, Make(layout, "out"), CancellationToken.None);
        Assert.IsNull(problem, problem?.Message);
        Assert.AreEqual(index["digest"]!.GetValue<string>(), read!.Root.Digest);
        Assert.IsNull(read.Verify(CancellationToken.None));

        var half = System.IO.File.ReadAllBytes(archive)[..5000];
        System.IO.File.WriteAllBytes(archive, half);
        var cut = ImageArchive.Read(archive, Make(layout, "cut"), CancellationToken.None).Problem;
        Assert.AreEqual(("GDT4101", archive), (cut?.Code, cut?.Location.File));
        var none = ImageArchive.Read(layout.Beside("none"), Make(layout, "none"), CancellationToken.None).Problem;
        Assert.AreEqual("GDT4101", none?.Code);
    }

    [TestMethod]
    public void Dockers_own_archive_becomes_a_layout()
    {
        using var layout = new WrittenLayout();
        var config = """{"architecture":"amd64","os":"linux","rootfs":{"diff_ids":["a","a"]}}""";
        var tar = Encoding.Latin1.GetString(Tar([File("a", "1")]));
        var archive = Archive(
            layout,
            File("c.json", config),
            File("1/layer.tar", tar),
            File("manifest.json", """[{"Config":"c.json","Layers":["1/layer.tar","1/layer.tar"],"RepoTags":null}]""")
        );

        var (read, problem) = ImageArchive.Read(archive, Make(layout, "out"), CancellationToken.None);
        Assert.IsNull(problem, problem?.Message);
        Assert.IsNull(read!.Verify(CancellationToken.None));
        var (files, unreadable) = ImageFiles.Read(read, read.Images[0], CancellationToken.None);
        Assert.IsNull(unreadable, unreadable?.Message);
        Assert.AreEqual("1", Text(layout, files!, "a"));

        foreach (
            var manifest in (string[])
                ["[]", "{}", "", """[{"Config":"none","Layers":[]}]""", """[{"Config":1}]""", "[{"]
        )
        {
            var bad = Archive(layout, File("c.json", config), File("manifest.json", manifest));
            Assert.AreEqual("GDT4101", Code(bad), manifest);
        }

        string? Code(string bad) =>
            ImageArchive.Read(bad, Make(layout, Guid.NewGuid().ToString()), CancellationToken.None).Problem?.Code;
    }

    [TestMethod]
    [DataRow("../out")]
    [DataRow("/out")]
    [DataRow("blobs/../../out")]
    [DataRow("a/b/c/d")]
    public void An_archive_writes_nothing_outside_its_folder(string name)
    {
        using var layout = new WrittenLayout();
        var archive = Archive(layout, File(name, "x"), File("oci-layout", "{}"));

        Assert.AreEqual(
            "GDT4101",
            ImageArchive.Read(archive, Make(layout, "in"), CancellationToken.None).Problem?.Code
        );
        Assert.IsFalse(System.IO.File.Exists(layout.Beside("out")));
        Assert.IsEmpty(Directory.GetFiles(layout.Beside("in"), "*", SearchOption.AllDirectories));
    }

    [TestMethod]
    public void Links_of_an_archive_are_not_made()
    {
        using var layout = new WrittenLayout();
        layout.WriteUsual();
        var archive = Archive(layout, Link("blobs", "/"), Link("oci-layout", "/etc/hostname"), File("blobs/x", "x"));

        Assert.AreEqual(
            "GDT4101",
            ImageArchive.Read(archive, Make(layout, "in"), CancellationToken.None).Problem?.Code
        );
        Assert.IsNull(new DirectoryInfo(layout.Beside("in/blobs")).LinkTarget);
        Assert.IsFalse(System.IO.File.Exists(layout.Beside("in/oci-layout")));
    }

    private static string Make(WrittenLayout layout, string name) =>
        Directory.CreateDirectory(layout.Beside(name)).FullName;

    private static string Archive(WrittenLayout layout, params TarEntry[] entries)
    {
        var path = layout.Beside("archive.tar");
        System.IO.File.WriteAllBytes(path, Tar(entries));
        return path;
    }

    private static ImageFiles Read(WrittenLayout layout, params TarEntry[][] layers)
    {
        if (layers.Length > 0)
        {
            layout.Write(
                layout.Image("amd64", null, [.. layers.Select(layer => layout.Blob(WrittenLayout.Layer, Tar(layer)))])
            );
        }

        var image = ImageLayout.Read(layout.Root).Layout!;
        var (files, problem) = ImageFiles.Read(image, image.Images[0], CancellationToken.None);
        Assert.IsNull(problem, problem?.Message);
        return files!;
    }

    private static string? Problem(WrittenLayout layout)
    {
        var image = ImageLayout.Read(layout.Root).Layout!;
        return ImageFiles.Read(image, image.Images[0], CancellationToken.None).Problem?.Code;
    }

    private static string Text(WrittenLayout layout, ImageFiles files, string path)
    {
        var problem = files.Extract(path, layout.Beside("out.file"), 1000, CancellationToken.None);
        Assert.IsNull(problem, problem?.Message);
        return System.IO.File.ReadAllText(layout.Beside("out.file"));
    }

    private static byte[] Tar(TarEntry[] entries)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var entry in entries)
                tar.WriteEntry(entry);
        }

        return bytes.ToArray();
    }

    private static PaxTarEntry File(string name, string content) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.Latin1.GetBytes(content)) };

    private static PaxTarEntry Folder(string name) => new(TarEntryType.Directory, name);

    private static PaxTarEntry Link(string name, string target) =>
        new(TarEntryType.SymbolicLink, name) { LinkName = target };

    private static PaxTarEntry HardLink(string name, string target) =>
        new(TarEntryType.HardLink, name) { LinkName = target };
}
