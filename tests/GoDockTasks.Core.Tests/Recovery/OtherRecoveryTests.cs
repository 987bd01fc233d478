namespace GoDockTasks.Core.Tests.Recovery;

/// <summary>Vendor folders and build caches.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
public sealed class OtherRecoveryTests
{
    private const string Edited = "package m00\n\nconst Name = \"evil\"\n";
    private const string Vendored = "module/vendor/example.com/m00/m.go";

    public static IEnumerable<object[]> OldestAndNewest =>
        [
            ["1.19"],
            [RealGo.Newest],
        ];

    [TestMethod]
    [DynamicData(nameof(OldestAndNewest))]
    public async Task An_edited_vendored_file_is_named_and_stays_as_it_is(string go)
    {
        await using var folder = await RecoveredFolder.CreateAsync(go);
        await folder.MustAsync("mod", "vendor");
        var sound = await folder.RecoverAsync();
        folder.Write(Vendored, Edited);
        folder.Write("module/vendor/example.com/m00/more.go", "package m00\n");
        Assert.AreEqual("evil", await folder.ProgramAsync());

        var report = await folder.RecoverAsync();

        Assert.AreEqual(0, sound.Diagnostics.Length, string.Join('\n', folder.Lines(sound)));
        Assert.AreSequenceEqual(["E GDT5014 " + Vendored], folder.Lines(report));
        StringAssert.Contains(report.Diagnostics[0].Message, "'m.go' is changed, 'more.go' is added");
        Assert.AreEqual(Edited, File.ReadAllText(folder.Path(Vendored)));
    }

    [TestMethod]
    [DynamicData(nameof(OldestAndNewest))]
    public async Task GoDockFix_has_go_write_the_vendor_folder_anew(string go)
    {
        await using var folder = await RecoveredFolder.CreateAsync(go);
        await folder.MustAsync("mod", "vendor");
        var sums = File.ReadAllText(folder.Path("module/go.sum"));
        folder.Write(Vendored, Edited);
        folder.Fix = true;

        var report = await folder.RecoverAsync();

        Assert.AreSequenceEqual(["W GDT5014 " + Vendored], folder.Lines(report));
        Assert.AreEqual("m00", await folder.ProgramAsync());
        Assert.AreEqual(sums, File.ReadAllText(folder.Path("module/go.sum")));
        Assert.AreEqual(0, (await folder.RecoverAsync()).Diagnostics.Length);
    }

    [TestMethod]
    public async Task An_edited_file_that_a_workspace_vendors_is_named_and_GoDockFix_has_go_write_it_anew()
    {
        const string File = "vendor/example.com/m00/m.go";
        await using var folder = await RecoveredFolder.CreateAsync();
        folder.Write("go.work", "go 1.22\n\nuse ./module\n");
        await folder.MustAsync("work", "vendor");
        var sound = await folder.RecoverAsync();
        folder.Write(File, Edited);

        var report = await folder.RecoverAsync();

        Assert.AreEqual(0, sound.Diagnostics.Length, string.Join('\n', folder.Lines(sound)));
        Assert.AreSequenceEqual(["E GDT5014 " + File], folder.Lines(report));
        folder.Fix = true;
        Assert.AreSequenceEqual(["W GDT5014 " + File], folder.Lines(await folder.RecoverAsync()));
        Assert.AreEqual("m00", await folder.ProgramAsync());
    }

    [TestMethod]
    public async Task What_only_the_sums_of_a_workspace_list_is_mended_as_well()
    {
        await using var folder = await RecoveredFolder.CreateAsync();
        folder.Write("go.work", "go 1.22\n\nuse ./module\n");
        var sums = File.ReadAllLines(folder.Path("module/go.sum"));
        folder.Write("go.work.sum", string.Concat(sums.Select(line => line + "\n")));
        folder.Write("module/go.sum", "");
        folder.Edit("m.go", Edited);

        var report = await folder.RecoverAsync();

        CollectionAssert.IsSubsetOf(
            new[] { "W GDT5013 gopath/pkg/mod/example.com/m00@v1.0.0/m.go", "M GDT5010 go.work.sum(1)" },
            folder.Lines(report)
        );
        Assert.AreEqual("m00", await folder.ProgramAsync());
    }

    [TestMethod]
    public async Task A_vendor_folder_that_was_checked_out_with_other_line_ends_is_the_same()
    {
        await using var folder = await RecoveredFolder.CreateAsync();
        await folder.MustAsync("mod", "vendor");
        var text = File.ReadAllText(folder.Path(Vendored));
        folder.Write(Vendored, text.Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.AreEqual(0, (await folder.RecoverAsync()).Diagnostics.Length);

        folder.Write(Vendored, text.Replace("\n", "\n\r", StringComparison.Ordinal));

        Assert.AreSequenceEqual(["E GDT5014 " + Vendored], folder.Lines(await folder.RecoverAsync()));
    }

    [TestMethod]
    public async Task Vendored_files_are_not_held_against_an_archive_that_is_not_what_go_sum_says()
    {
        await using var folder = await RecoveredFolder.CreateAsync();
        await folder.MustAsync("mod", "vendor");
        folder.Replace(("go.mod", "module example.com/m00\n"), ("m.go", Edited));
        folder.Environment["GOPROXY"] = "off";

        var report = await folder.RecoverAsync();

        Assert.IsFalse(report.Diagnostics.Any(one => one.Code == "GDT5014"));
    }

    [TestMethod]
    [DataRow("1.19", "!<arch>")]
    [DataRow("1.19", "go index")]
    [DataRow("1.27", "!<arch>")]
    [DataRow("1.27", "go index")]
    public async Task A_damaged_build_cache_is_seen_by_its_names_and_only_what_is_damaged_goes(string go, string start)
    {
        await using var folder = await RecoveredFolder.CreateAsync(go);
        var bytes = System.Text.Encoding.ASCII.GetBytes(start);
        await folder.DamageBuildCacheAsync(content => content.AsSpan().StartsWith(bytes));
        var sound = Entries(folder).Where(entry => File.ReadAllBytes(entry).Any(one => one != 0)).ToArray();
        Assert.IsNull(await folder.ProgramAsync());

        var report = await folder.RecoverAsync();

        Assert.AreEqual("W GDT5015 gocache", folder.Lines(report)[0]);
        Assert.AreEqual("m00", await folder.ProgramAsync());
        Assert.IsTrue(sound.All(File.Exists));
        Assert.AreEqual(0, (await folder.RecoverAsync()).Diagnostics.Length);
    }

    [TestMethod]
    public async Task A_module_that_does_not_build_for_its_own_sake_leaves_the_build_cache_alone()
    {
        await using var folder = await RecoveredFolder.CreateAsync();
        await folder.DamageBuildCacheAsync(_ => false);
        folder.Write("module/other.go", "package main\n\nvar x int = \"text\"\n");
        var before = Entries(folder);

        var report = await folder.RecoverAsync();

        Assert.IsFalse(report.Diagnostics.Any(one => one.Code == "GDT5015"));
        Assert.IsTrue(before.All(File.Exists));
    }

    [TestMethod]
    public async Task The_scope_buildcache_empties_it_and_touches_no_module()
    {
        await using var folder = await RecoveredFolder.CreateAsync();
        await folder.DamageBuildCacheAsync(_ => false);
        File.WriteAllText(folder.Beside("zip"), "PK");
        folder.Scope = "buildcache";

        var report = await folder.RecoverAsync();

        Assert.AreEqual(0, report.Diagnostics.Length);
        // What the check at the end had go list is there again.
        Assert.IsFalse(Entries(folder).Any(entry => File.ReadAllBytes(entry).AsSpan().StartsWith("!<arch>"u8)));
        Assert.AreEqual("PK", File.ReadAllText(folder.Beside("zip")));
    }

    private static string[] Entries(RecoveredFolder folder) =>
        Directory.GetFiles(folder.Path("gocache"), "*-d", SearchOption.AllDirectories);
}
