using System.Runtime.Versioning;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

/// <summary>
/// The store may lie where others can write, or be brought along by CI: nothing outside of it is touched, and nothing
/// of others is believed.
/// </summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
[UnsupportedOSPlatform("windows")]
public sealed class VerdictStoreSafetyTests
{
    private const string Tail = "112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private const string Key = "00" + Tail;
    private static readonly DateTime Old = DateTime.UtcNow.AddDays(-60);

    [TestMethod]
    public void Only_regular_files_of_its_own_naming_are_trimmed_and_none_through_a_link()
    {
        using var folder = new TemporaryFolder();
        var store = new VerdictStore(folder.Path("store"), TimeProvider.System);
        Assert.IsTrue(store.Put(Key, []));
        string[] kept =
        [
            folder.Write("outside/zz/" + Tail, "the user's"),
            folder.Write("outside/aa" + Tail, "the user's"),
            folder.Write("outside/file", "the user's"),
            folder.Write("store/tidy-1/11/notes.txt", "x"),
            folder.Write("store/tidy-1/11/22" + Tail, "x"),
            folder.Write("store/tidy-1/11/11" + Tail + ".bak", "x"),
            folder.Write("store/tidy-1/111/11" + Tail, "x"),
            folder.Write("store/tidy-1/11" + Tail, "x"),
            folder.Write("store/notes.txt", "x"),
            SpecialFile.MakePipe(folder.Path("store/tidy-1/11/11" + Tail[..^1] + "0")),
        ];
        string[] gone =
        [
            folder.Write("store/tidy-1/11/11" + Tail, "x"),
            folder.Write($"store/tidy-1/11/11{Tail}.{Guid.NewGuid():N}.tmp", "x"),
        ];
        foreach (var path in kept.Concat(gone))
            File.SetLastWriteTimeUtc(path, Old);
        var link = folder.Link("store/tidy-1/11/11" + Tail[..^1] + "1", folder.Path("outside/file"));
        folder.Link("store/tidy-1/zz", folder.Path("outside/zz"));
        folder.Link("store/tidy-1/aa", folder.Path("outside"));
        foreach (var mark in new[] { "store/trimmed", "store/tidy-1/trimmed" })
        {
            File.Delete(folder.Path(mark));
            folder.Link(mark, folder.Path("outside/file"));
        }

        Assert.IsTrue(new VerdictStore(folder.Path("store"), TimeProvider.System).Put("22" + Tail, []));

        Assert.IsEmpty(kept.Where(path => !File.Exists(path)));
        Assert.IsEmpty(gone.Where(File.Exists));
        Assert.IsTrue(File.Exists(link));
        Assert.AreEqual("the user's", File.ReadAllText(folder.Path("outside/file")));
        Assert.IsNull(new FileInfo(folder.Path("store/tidy-1/trimmed")).LinkTarget);
        Assert.AreEqual(Old, File.GetLastWriteTimeUtc(folder.Path("outside/file")));
    }

    [TestMethod]
    public void Nothing_is_read_or_written_through_a_link()
    {
        using var folder = new TemporaryFolder();
        var verdict = folder.Write("outside/" + Key, "godock verdict 1: tidy\n");
        folder.Link("linked-folder/tidy-1/00", folder.Path("outside"));
        folder.Link("linked-file/tidy-1/00/" + Key, verdict);
        folder.Link("linked-kind/tidy-1", folder.Path("kind"));
        folder.Write("kind/00/" + Key, "godock verdict 1: tidy\n");

        foreach (var name in new[] { "linked-folder", "linked-file", "linked-kind" })
            Assert.IsNull(new VerdictStore(folder.Path(name), TimeProvider.System).Find(Key), name);
        Assert.IsFalse(
            new VerdictStore(folder.Path("linked-folder"), TimeProvider.System).Put("00" + Tail[..^1] + "1", [])
        );
        Assert.IsFalse(new VerdictStore(folder.Path("linked-kind"), TimeProvider.System).Put("22" + Tail, []));
        Assert.HasCount(1, Directory.GetFileSystemEntries(folder.Path("outside")));
        Assert.HasCount(1, Directory.GetFileSystemEntries(folder.Path("kind")));
        var distrust = new VerdictStore(folder.Path("linked-kind"), TimeProvider.System).CheckTrust();
        Assert.AreEqual("GDT0014", distrust?.Code);
        Assert.Contains($"link to '{folder.Path("kind")}'", distrust!.Message);

        // A user may move the whole folder to another disk.
        Assert.IsTrue(new VerdictStore(folder.Path("moved"), TimeProvider.System).Put(Key, []));
        Assert.IsNotNull(new VerdictStore(folder.Link("way", folder.Path("moved")), TimeProvider.System).Find(Key));
    }

    [TestMethod]
    [DataRow("", UnixFileMode.OtherWrite)]
    [DataRow("tidy-1", UnixFileMode.OtherWrite)]
    public void A_store_that_others_can_write_is_not_believed_and_that_is_said(string open, UnixFileMode more)
    {
        using var folder = new TemporaryFolder();
        Assert.IsTrue(new VerdictStore(folder.Root, TimeProvider.System).Put(Key, []));
        Assert.IsNull(new VerdictStore(folder.Root, TimeProvider.System).CheckTrust());
        var path = folder.Path(open);
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | more);

        var store = new VerdictStore(folder.Root, TimeProvider.System);
        Assert.IsNull(store.Find(Key));
        Assert.IsFalse(store.Put("22" + Tail, []));
        Assert.AreEqual("GDT0014", store.CheckTrust()?.Code);
        Assert.AreEqual(DiagnosticSeverity.Message, store.CheckTrust()?.Severity);
    }

    [TestMethod]
    [DataRow("tidy-1/00")]
    [DataRow("tidy-1/00/" + Key)]
    public void A_verdict_that_others_can_write_is_not_believed(string open)
    {
        using var folder = new TemporaryFolder();
        Assert.IsTrue(new VerdictStore(folder.Root, TimeProvider.System).Put(Key, []));
        var path = folder.Path(open);
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherWrite);

        Assert.IsNull(new VerdictStore(folder.Root, TimeProvider.System).Find(Key));
    }

    // Another user, or what a restored cache brought along, is not believed even by root; what root wrote is, by
    // everybody.
    [TestMethod]
    [DataRow(12345u, 0u, UnixFileMode.None, false)]
    [DataRow(12345u, 12345u, UnixFileMode.None, false)]
    [DataRow(0u, 12345u, UnixFileMode.GroupWrite, false)]
    [DataRow(0u, 0u, UnixFileMode.OtherWrite, false)]
    [DataRow(0u, 12345u, UnixFileMode.None, true)]
    [DataRow(0u, 0u, UnixFileMode.GroupWrite, true)]
    public void What_another_user_or_group_owns_is_believed_only_where_they_can_not_write(
        uint user,
        uint group,
        UnixFileMode more,
        bool isBelieved
    )
    {
        var status = new UnixStatus(user, group, UnixFileMode.UserRead | UnixFileMode.UserWrite | more);
        foreach (var reader in new[] { 0u, 1000u })
            Assert.AreEqual(isBelieved, StoreFolder.OwnerDistrust("/store", status, reader) is null, $"{reader}");

        // A user's own, with the group of that number.
        Assert.IsNull(StoreFolder.OwnerDistrust("/store", new(1000, 1000, UnixFileMode.GroupWrite), 1000));
        Assert.IsNotNull(StoreFolder.OwnerDistrust("/store", new(1000, 100, UnixFileMode.GroupWrite), 1000));
    }

    [TestMethod]
    [NeedsRoot("only root can give files away")]
    [DataRow(12345u, 0u, UnixFileMode.None, false)]
    [DataRow(0u, 12345u, UnixFileMode.GroupWrite, false)]
    [DataRow(0u, 12345u, UnixFileMode.None, true)]
    public void A_store_is_asked_whose_it_is_at_each_of_its_folders(
        uint user,
        uint group,
        UnixFileMode more,
        bool isBelieved
    )
    {
        foreach (var given in new[] { "", "tidy-1", "tidy-1/00", "tidy-1/00/" + Key })
        {
            using var folder = new TemporaryFolder();
            Assert.IsTrue(new VerdictStore(folder.Root, TimeProvider.System).Put(Key, []));
            var path = folder.Path(given);
            SpecialFile.Give(path, user, group);
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | more);

            Assert.AreEqual(
                isBelieved,
                new VerdictStore(folder.Root, TimeProvider.System).Find(Key) is not null,
                given
            );
        }
    }

    [TestMethod]
    [Timeout(10_000, CooperativeCancellation = false)]
    public void A_verdict_of_3_GB_or_a_pipe_is_none()
    {
        using var folder = new TemporaryFolder();
        Assert.IsTrue(new VerdictStore(folder.Root, TimeProvider.System).Put(Key, []));
        var path = SpecialFile.MakeLarge(folder.Path("tidy-1/00/" + Key), 3L << 30);
        Assert.IsNull(new VerdictStore(folder.Root, TimeProvider.System).Find(Key));

        SpecialFile.MakePipe(path);
        var store = new VerdictStore(folder.Root, TimeProvider.System);
        Assert.IsNull(store.Find(Key));
        Assert.IsTrue(store.Put(Key, ["a remark"]));
        Assert.AreSequenceEqual(["a remark"], store.Find(Key)!);
    }

    // It could say of anything that it is tidy, and be taken for the Go that it calls itself.
    [TestMethod]
    [DataRow("goroot/bin/go")]
    [DataRow("shims/go")]
    public async Task Nothing_is_stored_from_a_go_that_is_a_script(string path)
    {
        using var folder = new CheckedFolder()
            .With("svc/go.mod", "module example.com/svc\n\ngo 1.19\n")
            .With("svc/main.go", "package main\n\nfunc main() {}\n");
        var real = folder.Go.Executable;
        var script = folder.Folder.Write(path, $"#!/bin/sh\nexec '{real}' \"$@\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        folder.Folder.Write("goroot/VERSION", $"go{folder.Go.Version}.1\n");
        Directory.CreateDirectory(folder.Folder.Path("goroot/pkg/tool"));
        Directory.CreateDirectory(folder.Folder.Path("goroot/src/runtime"));

        folder.Request = folder.Request with { Go = folder.Request.Go with { Executable = script } };
        for (var time = 0; time < 2; time++)
        {
            Assert.AreEqual(ModuleVerdict.Tidy, (await folder.CheckAsync("svc")).Modules.Single().Verdict);
            Assert.AreSequenceEqual(["env", "mod"], folder.Started.Select(request => request.Arguments[0]));
        }

        folder.Request = folder.Request with { Go = folder.Request.Go with { Executable = real } };
        await folder.CheckAsync("svc");
        Assert.HasCount(1, folder.Started);
        await folder.CheckAsync("svc");
        Assert.IsEmpty(folder.Started);
    }
}
