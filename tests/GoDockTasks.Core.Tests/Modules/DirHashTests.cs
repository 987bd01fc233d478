using System.IO.Compression;
using System.Text.Json;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed class DirHashTests
{
    [TestMethod]
    [DataRow("example.com/plain", "v1.0.0", new[] { "p.go" })]
    [DataRow("example.com/UPPER/Case", "v1.2.3-Beta.1", new[] { "UPPER.go", "lower.go", "Mixed/A.go", "mixed2/a.go" })]
    [DataRow(
        "example.com/dots.and-dashes_",
        "v0.0.0-20240102030405-abcdefabcdef",
        new[] { ".hidden/.file", "a.b.c", "a/b", "a.b/c", "a-b", "a b", "...x" }
    )]
    [DataRow("example.com/words/v2", "v2.0.0+incompatible", new[] { "never used" }, true)]
    [DataRow("example.com/unicode", "v1.0.0", new[] { "é.txt", "z.txt", "日本/語.go", "ﬁ.txt", "𝒳.txt", "ü/𝒴/ﬂ" })]
    [DataRow("example.com/nothing", "v1.0.0", new string[0])]
    public async Task Hashes_of_zip_folder_and_go_mod_are_those_of_go_mod_download(
        string path,
        string version,
        string[] names,
        bool isIncompatible = false
    )
    {
        using var folder = new TemporaryFolder();
        path = isIncompatible ? path[..^3] : path;
        var store = new ModuleStore(folder.Path("store")).Add(
            path,
            version,
            [
                .. names.Select(name => (name, $"content of {name}\n")),
                ("empty", ""),
                .. isIncompatible ? new[] { ("go.mod", $"module {path}\n") } : [],
            ]
        );
        var go = RealGo.Get();

        var download = await go.RunAsync(
            folder.Root,
            RealGo.Environment(folder.Root, ("GOPROXY", store.Url)),
            "mod",
            "download",
            "-json",
            $"{path}@{version}"
        );

        using var json = JsonDocument.Parse(download.StandardOutput);
        string Value(string name) =>
            json.RootElement.TryGetProperty(name, out var value)
                ? value.GetString()!
                : throw new AssertFailedException(download.StandardOutput);
        Assert.AreEqual(Value("Sum"), DirHash.OfZip(Value("Zip")).Hash);
        Assert.AreEqual(Value("Sum"), DirHash.OfFolder(Value("Dir"), $"{path}@{version}").Hash);
        Assert.AreEqual(Value("GoModSum"), DirHash.OfGoMod(await File.ReadAllBytesAsync(Value("GoMod"))).Hash);
    }

    [TestMethod]
    public void A_line_break_in_a_name_is_refused()
    {
        Assert.IsNull(DirHash.OfFiles([new("a\nb", () => Stream.Null)]).Hash);
        Assert.IsNotNull(DirHash.OfFiles([new("a\nb", () => Stream.Null)]).Problem);
    }

    [TestMethod]
    public void A_name_that_is_not_UTF_8_is_refused()
    {
        using var folder = new TemporaryFolder();
        using (
            var zip = new ZipArchive(
                File.Create(folder.Path("m.zip")),
                ZipArchiveMode.Create,
                leaveOpen: false,
                System.Text.Encoding.Latin1
            )
        )
            zip.CreateEntry("m@v1.0.0/é");

        Assert.IsNull(DirHash.OfZip(folder.Path("m.zip")).Hash);
    }

    [TestMethod]
    public void What_is_no_zip_or_is_missing_is_a_problem_and_no_exception()
    {
        using var folder = new TemporaryFolder();
        folder.Write("m.zip", "<html>sign in</html>");

        Assert.IsNotNull(DirHash.OfZip(folder.Path("m.zip")).Problem);
        Assert.IsNotNull(DirHash.OfZip(folder.Path("none.zip")).Problem);
        Assert.IsNotNull(DirHash.OfFolder(folder.Path("none"), "m").Problem);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Links_count_as_what_they_point_to_and_links_to_folders_are_a_problem()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/x", "x");
        folder.Write("b/x", "x");
        folder.Write("b/y", "x");
        File.CreateSymbolicLink(folder.Path("a/y"), "x");

        Assert.AreEqual(DirHash.OfFolder(folder.Path("b"), "").Hash, DirHash.OfFolder(folder.Path("a"), "").Hash);

        Directory.CreateSymbolicLink(folder.Path("a/z"), "..");

        Assert.IsNotNull(DirHash.OfFolder(folder.Path("a"), "").Problem);
    }

    [TestMethod]
    public void Hex_is_the_same_hash_in_other_digits()
    {
        var hash = DirHash.OfGoMod("module m\n"u8);

        Assert.AreEqual(hash.Hash, "h1:" + Convert.ToBase64String(Convert.FromHexString(hash.Hex!)));
    }

    [TestMethod]
    public void What_is_no_zip_any_more_has_no_hash_and_a_reason()
    {
        using var folder = new TemporaryFolder();
        var whole = ModuleStore.Zip(
            "example.com/m",
            "v1.0.0",
            ("go.mod", "module example.com/m\n"),
            ("m.go", "package m\n")
        );
        var path = folder.Path("m.zip");
        var random = new Random(7);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.IsNotNull(Core.Modules.DirHash.OfZip(path).Problem, $"{length} bytes");

            var damaged = whole.ToArray();
            damaged[length] = (byte)random.Next(256);
            File.WriteAllBytes(path, damaged);
            var result = Core.Modules.DirHash.OfZip(path);
            Assert.IsTrue(result.Hash is null ^ result.Problem is null);
        }
    }
}
