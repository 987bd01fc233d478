namespace GoDockTasks.Core.Tests.Recovery;

/// <summary>
/// A real go's module cache, damaged in one way each; go.mod and go.sum stay as they are, see
/// <see cref="RecoveredFolder.RecoverAsync"/>.
/// </summary>
[TestClass]
[OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
public sealed class ModuleRecoveryTests
{
    private const string Edited = "package m00\n\nconst Name = \"evil\"\n";

    public static IEnumerable<object[]> OldestAndNewest =>
        [
            ["1.19"],
            [RealGo.Newest],
        ];

    [TestMethod]
    [DynamicData(nameof(OldestAndNewest))]
    public async Task A_corrupt_archive_is_downloaded_again_and_a_second_run_does_nothing(string go)
    {
        await using var folder = await RecoveredFolder.CreateAsync(go);
        var bytes = File.ReadAllBytes(folder.Beside("zip"));
        bytes[^30] ^= 1;
        File.WriteAllBytes(folder.Beside("zip"), bytes);

        var report = await folder.RecoverAsync();

        CollectionAssert.AreEqual(
            new[] { "W GDT5012 module/go.sum(1)", "M GDT5010 module/go.sum(1)" },
            folder.Lines(report)
        );
        CollectionAssert.AreEqual(
            File.ReadAllBytes(folder.Store.Folder + "/example.com/m00/@v/v1.0.0.zip"),
            File.ReadAllBytes(folder.Beside("zip"))
        );
        await folder.MustAsync("mod", "verify");
        var asked = folder.Proxy.Requests.Count;

        var second = await folder.RecoverAsync();

        Assert.AreEqual(0, second.Diagnostics.Length);
        Assert.AreEqual(0, second.Recovered.Length);
        Assert.AreEqual(asked, folder.Proxy.Requests.Count);
        Assert.AreEqual(0, folder.Started.Length, string.Join('\n', folder.Started));
    }

    [TestMethod]
    [DynamicData(nameof(OldestAndNewest))]
    public async Task An_edited_tree_is_extracted_again_without_asking_a_proxy(string go)
    {
        await using var folder = await RecoveredFolder.CreateAsync(go);
        folder.Edit("m.go", Edited);
        folder.Edit("more.go", "package m00\n");
        File.Delete(folder.Tree + "/LICENSE");
        // That is why it is looked at: go builds it.
        await folder.MustAsync("build", "-o", folder.Path("evil"), ".");
        var asked = folder.Proxy.Requests.Count;

        var report = await folder.RecoverAsync();

        CollectionAssert.AreEqual(
            new[] { "W GDT5013 gopath/pkg/mod/example.com/m00@v1.0.0/LICENSE", "M GDT5010 module/go.sum(1)" },
            folder.Lines(report)
        );
        StringAssert.Contains(
            report.Diagnostics[0].Message,
            "'LICENSE' is missing, 'm.go' is changed, 'more.go' is added"
        );
        Assert.AreEqual(asked, folder.Proxy.Requests.Count);
        Assert.IsFalse(File.Exists(folder.Tree + "/more.go"));
        Assert.IsFalse(File.Exists(folder.Beside("partial")));
        await folder.MustAsync("mod", "verify");
    }

    [TestMethod]
    [DynamicData(nameof(OldestAndNewest))]
    public async Task What_was_changed_consistently_is_seen_though_go_mod_verify_passes_it(string go)
    {
        await using var folder = await RecoveredFolder.CreateAsync(go);
        ConsistentlyEdited(folder);
        // Without go.sum's say in it, go has nothing to complain of.
        await folder.MustAsync("mod", "verify");

        var report = await folder.RecoverAsync();

        CollectionAssert.AreEqual(
            new[]
            {
                "W GDT5012 module/go.sum(1)",
                "W GDT5013 gopath/pkg/mod/example.com/m00@v1.0.0",
                "M GDT5010 module/go.sum(1)",
            },
            folder.Lines(report)
        );
        StringAssert.Contains(File.ReadAllText(folder.Tree + "/m.go"), "\"m00\"");
        Assert.AreEqual(0, (await folder.RecoverAsync()).Diagnostics.Length);
    }

    [TestMethod]
    public async Task With_one_corrupt_module_of_60_the_other_59_are_not_downloaded_again()
    {
        await using var folder = await RecoveredFolder.CreateAsync(modules: 60);
        var before = folder.Proxy.Requests.Count;
        File.WriteAllText(folder.Beside("zip", "m41"), "");

        var report = await folder.RecoverAsync();

        CollectionAssert.AreEqual(new[] { "example.com/m41@v1.0.0" }, report.Recovered.ToArray());
        CollectionAssert.AreEqual(
            new[] { "/example.com/m41/@v/v1.0.0.info", "/example.com/m41/@v/v1.0.0.zip" },
            folder.Proxy.Requests.Skip(before).Select(request => request.Path).ToArray()
        );
    }

    private static void ConsistentlyEdited(RecoveredFolder folder)
    {
        folder.Edit("m.go", Edited);
        folder.Replace(
            ("go.mod", File.ReadAllText(folder.Tree + "/go.mod")),
            ("m.go", Edited),
            ("LICENSE", File.ReadAllText(folder.Tree + "/LICENSE"))
        );
        File.WriteAllText(folder.Beside("ziphash"), Core.Modules.DirHash.OfZip(folder.Beside("zip")).Hash);
    }
}
