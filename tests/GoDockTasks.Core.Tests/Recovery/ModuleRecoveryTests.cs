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

        Assert.AreSequenceEqual(
            new[] { "W GDT5012 module/go.sum(1)", "M GDT5010 module/go.sum(1)" },
            folder.Lines(report)
        );
        Assert.AreSequenceEqual(
            File.ReadAllBytes(folder.Store.Folder + "/example.com/m00/@v/v1.0.0.zip"),
            File.ReadAllBytes(folder.Beside("zip"))
        );
        await folder.MustAsync("mod", "verify");
        var asked = folder.Proxy.Requests.Count;

        folder.Scope = "modules;proxy";
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
        Assert.AreEqual("evil", await folder.ProgramAsync());
        folder.Environment["GOPROXY"] = "off";
        var asked = folder.Proxy.Requests.Count;

        var report = await folder.RecoverAsync();

        Assert.AreSequenceEqual(
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
        folder.ChangeConsistently();
        // Without go.sum's say in it, go has nothing to complain of.
        await folder.MustAsync("mod", "verify");

        var report = await folder.RecoverAsync();

        Assert.AreSequenceEqual(
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

        Assert.AreSequenceEqual(new[] { "example.com/m41@v1.0.0" }, report.Recovered.ToArray());
        Assert.AreEqual(
            "/example.com/m41/@v/v1.0.0.info\n/example.com/m41/@v/v1.0.0.zip",
            string.Join('\n', folder.Proxy.Requests.Skip(before).Select(request => request.Path))
        );
    }

    [TestMethod]
    [DynamicData(nameof(OldestAndNewest))]
    public async Task An_archives_hash_file_and_go_mod_are_held_against_go_sum(string go)
    {
        await using var folder = await RecoveredFolder.CreateAsync(go, modules: 2);
        File.WriteAllText(folder.Beside("ziphash"), "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        File.WriteAllText(folder.Beside("mod", "m01"), "module example.com/other\n");

        var report = await folder.RecoverAsync();

        Assert.AreSequenceEqual(
            new[]
            {
                "W GDT5012 module/go.sum(1)",
                "M GDT5010 module/go.sum(1)",
                "W GDT5012 module/go.sum(3)",
                "M GDT5010 module/go.sum(3)",
            },
            folder.Lines(report)
        );
        await folder.MustAsync("mod", "verify");
    }

    [TestMethod]
    public async Task A_module_that_is_not_there_is_downloaded_and_one_that_no_build_takes_is_not()
    {
        await using var folder = await RecoveredFolder.CreateAsync(modules: 2);
        await folder.MustAsync("clean", "-modcache");
        File.AppendAllText(
            folder.Path("module/go.sum"),
            "example.com/m01 v0.9.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
        );

        var report = await folder.RecoverAsync();

        Assert.AreSequenceEqual(
            new[] { "example.com/m00@v1.0.0", "example.com/m01@v1.0.0" },
            report.Recovered.ToArray()
        );
    }

    [TestMethod]
    public async Task A_go_that_holds_the_lock_of_one_module_blocks_that_one_only()
    {
        await using var folder = await RecoveredFolder.CreateAsync(modules: 2);
        folder.Edit("m.go", Edited);
        File.Delete(folder.Beside("zip"));
        File.WriteAllText(folder.Beside("zip", "m01"), "PK");
        var asked = new TaskCompletionSource();
        var stalls = await folder.ServeAsync(ModuleProxyFault.Stalls);
        stalls.Fails = path =>
        {
            if (!path.EndsWith(".zip", StringComparison.Ordinal))
                return false;
            asked.TrySetResult();
            return true;
        };
        using var end = new CancellationTokenSource();
        var environment = new Dictionary<string, string>(folder.Environment, StringComparer.Ordinal)
        {
            ["GOPROXY"] = stalls.Url.AbsoluteUri,
        };
        var stalled = new Core.Processes.ProcessRunner().RunAsync(
            new(
                folder.Go.Executable,
                ["mod", "download", "example.com/m00@v1.0.0"],
                folder.Module,
                environment,
                TimeSpan.FromMinutes(2)
            ),
            end.Token
        );
        await asked.Task;

        var report = await folder.RecoverAsync();

        Assert.AreSequenceEqual(
            [
                "W GDT5013 gopath/pkg/mod/example.com/m00@v1.0.0",
                "E GDT5011 gopath/pkg/mod/cache/download/example.com/m00/@v/v1.0.0.lock",
                "W GDT5012 module/go.sum(3)",
                "M GDT5010 module/go.sum(3)",
            ],
            folder.Lines(report)
        );
        await end.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => stalled);

        Assert.AreEqual("example.com/m00@v1.0.0", (await folder.RecoverAsync()).Recovered.Single());
    }

    [TestMethod]
    public async Task Nothing_is_cleared_through_a_link()
    {
        await using var folder = await RecoveredFolder.CreateAsync();
        Directory.Move(folder.Cache + "/example.com", folder.Path("elsewhere"));
        Directory.CreateSymbolicLink(folder.Cache + "/example.com", folder.Path("elsewhere"));
        folder.Edit("m.go", Edited);

        var report = await folder.RecoverAsync();

        Assert.AreSequenceEqual(
            new[] { "W GDT5013 gopath/pkg/mod/example.com/m00@v1.0.0/m.go", "E GDT5016 gopath/pkg/mod/example.com" },
            folder.Lines(report)
        );
        Assert.AreEqual(Edited, File.ReadAllText(folder.Path("elsewhere/m00@v1.0.0/m.go")));
        Assert.IsFalse(File.Exists(folder.Beside("partial")));
    }

    [TestMethod]
    public async Task A_link_in_a_tree_goes_and_what_it_leads_to_stays()
    {
        await using var folder = await RecoveredFolder.CreateAsync();
        var kept = folder.Write("kept/file", "kept");
        folder.MakeTreeWritable();
        Directory.CreateSymbolicLink(folder.Tree + "/link", folder.Path("kept"));

        var report = await folder.RecoverAsync();

        Assert.AreEqual("example.com/m00@v1.0.0", report.Recovered.Single());
        Assert.AreEqual("kept", File.ReadAllText(kept));
    }

    [TestMethod]
    public async Task Without_a_go_nothing_is_cleared()
    {
        await using var folder = await RecoveredFolder.CreateAsync();
        File.WriteAllText(folder.Beside("zip"), "PK");
        folder.Environment["PATH"] = folder.Path("nowhere");

        var report = await folder.RecoverAsync();

        Assert.AreSequenceEqual(
            ["W GDT5012 module/go.sum(1)", "E GDT0002 module/go.sum(1)"],
            folder.Lines(report).Take(2)
        );
        Assert.AreEqual("PK", File.ReadAllText(folder.Beside("zip")));
    }

    [TestMethod]
    [DataRow("modules;everything", null, "E GDT0003 src/app/app.csproj")]
    [DataRow(null, "https://proxy.example.com;nowhere", "E GDT1201 src/app/app.csproj")]
    [DataRow(null, "direct", "E GDT1201 src/app/app.csproj")]
    [DataRow(null, "https://me:secret@", "E GDT1201 src/app/app.csproj")]
    public async Task A_property_that_says_nothing_of_use_stops_it(string? scope, string? fallbacks, string line)
    {
        await using var folder = await RecoveredFolder.CreateAsync();
        (folder.Scope, folder.Fallbacks) = (scope, fallbacks);
        File.WriteAllText(folder.Beside("zip"), "PK");

        var report = await folder.RecoverAsync();

        Assert.AreSequenceEqual(new[] { line }, folder.Lines(report));
        Assert.AreEqual("PK", File.ReadAllText(folder.Beside("zip")));
        Assert.DoesNotContain("secret", report.Diagnostics[0].Message);
    }

    [TestMethod]
    public async Task The_scope_proxy_downloads_and_clears_nothing()
    {
        await using var folder = await RecoveredFolder.CreateAsync(modules: 2);
        File.WriteAllText(folder.Beside("zip"), "PK");
        File.Delete(folder.Beside("zip", "m01"));
        Directory.Delete(System.IO.Path.GetDirectoryName(folder.Tree) + "/m01@v1.0.0", recursive: true);
        folder.Scope = "proxy";

        var report = await folder.RecoverAsync();

        Assert.AreEqual("example.com/m01@v1.0.0", report.Recovered.Single());
        Assert.AreEqual("PK", File.ReadAllText(folder.Beside("zip")));
    }

    [TestMethod]
    [NeedsRoot("only root can mount a file system")]
    [DynamicData(nameof(OldestAndNewest))]
    public async Task A_full_disk_is_named_and_with_room_it_goes_on(string go)
    {
        await using var folder = await RecoveredFolder.CreateAsync(go);
        var noise = new byte[300 * 1024];
        new Random(1).NextBytes(noise);
        folder.Store.Add("example.com/big", "v1.0.0", ("b.go", "package big\n"), ("noise", Convert.ToHexString(noise)));
        folder.Write("module/go.mod", "module example.com/app\n\ngo 1.19\n\nrequire example.com/big v1.0.0\n");
        folder.Write("module/main.go", "package main\n\nimport _ \"example.com/big\"\n\nfunc main() {}\n");
        await folder.MustAsync("clean", "-modcache");
        Directory.CreateDirectory(folder.Cache);
        await folder.ProgramAsync("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.Cache);
        try
        {
            await folder.MustAsync("mod", "tidy");
            File.WriteAllText(folder.Beside("zip", "big"), "PK");
            using (var filler = File.Create(folder.Cache + "/filler"))
            {
                Assert.Throws<IOException>(() =>
                {
                    while (true)
                        filler.Write(noise.AsSpan(0, 4096));
                });
            }

            var full = await folder.RecoverAsync();

            Assert.AreSequenceEqual(
                new[] { "W GDT5012 module/go.sum(1)", "E GDT1145 module/go.sum(1)" },
                folder.Lines(full)
            );

            File.Delete(folder.Cache + "/filler");
            folder.Scope = "proxy";
            var room = await folder.RecoverAsync();

            Assert.IsFalse(room.Diagnostics.Any(one => one.Severity == Core.Diagnostics.DiagnosticSeverity.Error));
            await folder.MustAsync("mod", "verify");
        }
        finally
        {
            await folder.ProgramAsync("umount", folder.Cache);
        }
    }
}
