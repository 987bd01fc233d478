using CsCheck;
using GoDockTasks.Core.Building;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Tests.Modules.Sources;

/// <summary>What a snapshot spares reading is what reading gives, whatever was done to the files.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class SourceReadingsTests
{
    // As long after all edits as a build usually is, so that only names, sizes, times and inodes speak.
    private static readonly TimeProvider Later = new Shifted(TimeSpan.FromHours(1));

    [TestMethod]
    [DataRow(0, DisplayName = "at once after the edit")]
    [DataRow(3600, DisplayName = "an hour after the edit")]
    [DataRow(-3600, DisplayName = "with a clock that was set back")]
    public void What_is_known_is_what_reading_gives(int seconds) =>
        Gen.Int[0, SourceEdits.All.Length - 1]
            .Array[1, 5]
            .Sample(
                edits =>
                {
                    using var folder = SourceEdits.Create();
                    var time = new Shifted(TimeSpan.FromSeconds(seconds));
                    foreach (var edit in edits)
                    {
                        Ask(folder, time);
                        Ask(folder, time);
                        SourceEdits.Try(SourceEdits.All[edit].Do, folder);
                        Assert.AreEqual(Truth(folder), Ask(folder, time).Answer);
                    }
                },
                iter: 80,
                threads: 1,
                print: edits => string.Join(", then ", edits.Select(edit => SourceEdits.All[edit].Name))
            );

    [TestMethod]
    public void Where_nothing_changed_nothing_is_read_in_the_next_build()
    {
        using var folder = SourceEdits.Create();

        var first = Ask(folder, Later);
        folder.Write("m/README.md", "another text");
        folder.Write("m/.git/HEAD", "ref: refs/heads/other");
        File.SetLastWriteTimeUtc(folder.Path("m/README.md"), DateTime.UtcNow.AddDays(1));
        var second = Ask(folder, Later);

        Assert.AreEqual(2, first.Read);
        Assert.AreEqual(0, second.Read);
        Assert.AreEqual(first.Answer, second.Answer);
    }

    [TestMethod]
    public void What_was_edited_shortly_before_is_known_too_and_is_compared()
    {
        using var folder = SourceEdits.Create();
        Ask(folder, TimeProvider.System);

        Assert.AreEqual(0, Ask(folder, TimeProvider.System).Read);
    }

    // The clock of files ticks every few milliseconds on most systems: there such an edit has the time of what was read
    // before, and the same size.
    [TestMethod]
    public void An_edit_within_one_tick_of_the_clock_is_seen()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("m/main.go", SourceEdits.Go("const A = 0"));
        for (var i = 0; i < 100; i++)
        {
            Ask(folder, TimeProvider.System);
            File.WriteAllText(path, SourceEdits.Go($"const A = {(i + 1) % 9}"));
            Assert.AreEqual(Truth(folder), Ask(folder, TimeProvider.System).Answer);
        }
    }

    // What a coarse clock leads to, on a system with a fine one: the state of the file as it is now, beside what was
    // read before.
    [TestMethod]
    public void What_has_the_same_state_is_compared_where_it_was_young_when_it_was_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.go", SourceEdits.Go("const A = 0"));
        var before = Snapshot(path);
        File.WriteAllText(path, SourceEdits.Go("const A = 1"));
        var after = Snapshot(path);
        // The time, the count, the path, its kind and that it is there; then size, two times, inode and mode.
        var (start, length) = (8 + 4 + 1 + path.Length + 2, 36);
        byte[] mixed = [.. before[..start], .. after[start..(start + length)], .. before[(start + length)..]];

        Assert.IsTrue(TreeSnapshot.Read(new(new MemoryStream(after))).IsCurrent(DateTimeOffset.UtcNow, out _));
        Assert.IsFalse(TreeSnapshot.Read(new(new MemoryStream(mixed))).IsCurrent(DateTimeOffset.UtcNow, out _));

        static byte[] Snapshot(string path)
        {
            var (snapshot, stream) = (new TreeSnapshot(DateTimeOffset.UtcNow), new MemoryStream());
            snapshot.AddFile(path);
            snapshot.Write(new(stream));
            return stream.ToArray();
        }
    }

    [TestMethod]
    [DataRow("", DisplayName = "nothing")]
    [DataRow("godock sources 1", DisplayName = "cut off")]
    [DataRow("godock sources 0, and more", DisplayName = "another version")]
    [DataRow("\uFFFF\uFFFF\uFFFF\uFFFF\uFFFF", DisplayName = "something else")]
    public void What_is_damaged_is_read_anew(string content)
    {
        using var folder = SourceEdits.Create();
        Ask(folder, Later);
        File.WriteAllText(folder.Path("obj/sources"), content);

        Assert.AreEqual(2, Ask(folder, Later).Read);
        Assert.AreEqual(0, Ask(folder, Later).Read);
    }

    [TestMethod]
    public void A_file_that_is_cut_off_anywhere_is_read_anew()
    {
        using var folder = SourceEdits.Create();
        Ask(folder, Later);
        var whole = File.ReadAllBytes(folder.Path("obj/sources"));
        for (var length = 0; length < whole.Length; length += 97)
        {
            File.WriteAllBytes(folder.Path("obj/sources"), whole[..length]);

            Assert.AreEqual(Truth(folder), Ask(folder, Later).Answer);
        }
    }

    [TestMethod]
    [DataRow((byte)0x7F)]
    [DataRow((byte)0xFF)]
    public void What_is_damaged_anywhere_is_read_anew(byte highest)
    {
        using var folder = SourceEdits.Create();
        Ask(folder, Later);
        var whole = File.ReadAllBytes(folder.Path("obj/sources"));
        var (truth, damaged) = (Truth(folder), new byte[whole.Length]);
        for (var at = 0; at + 4 <= whole.Length; at += 3)
        {
            whole.CopyTo(damaged, 0);
            damaged.AsSpan(at, 3).Fill(0xFF);
            damaged[at + 3] = highest;
            File.WriteAllBytes(folder.Path("obj/sources"), damaged);

            Assert.AreEqual((truth, 2), Ask(folder, Later));
        }
    }

    [TestMethod]
    public async Task Another_branch_is_another_state()
    {
        using var folder = SourceEdits.Create();
        await GitAsync(folder, "init", "-q");
        await CommitAsync(folder);
        await GitAsync(folder, "checkout", "-q", "-b", "other");
        SourceEdits.EditUnseen(folder.Path("m/main.go"));
        folder.Write("m/internal/b/b.go", SourceEdits.Go(""));
        await CommitAsync(folder);
        Ask(folder, Later);

        await GitAsync(folder, "checkout", "-q", "-");

        Assert.AreEqual(Truth(folder), Ask(folder, Later).Answer);
    }

    [TestMethod]
    public void A_task_sees_one_state_and_the_next_task_the_new_one()
    {
        using var folder = SourceEdits.Create();
        using var readings = new SourceReadings(path: null, TimeProvider.System);
        var view = readings.View();
        var before = Answer(folder, view).Answer;

        SourceEdits.EditUnseen(folder.Path("m/main.go"));

        Assert.AreEqual(before, Answer(folder, view).Answer);
        Assert.AreNotEqual(before, Answer(folder, view.Anew()).Answer);
        Assert.AreEqual(Truth(folder), Answer(folder, readings.View()).Answer);
    }

    // A build of its own each time: nothing but the file is left of the one before.
    private static (string Answer, int Read) Ask(TemporaryFolder folder, TimeProvider time)
    {
        using var readings = new SourceReadings(folder.Path("obj/sources"), time);
        return Answer(folder, readings.View());
    }

    private static (string Answer, int Read) Answer(TemporaryFolder folder, SourceView view)
    {
        var read = 0;
        var inputs = view.Derive(folder.Path("m"), "inputs", "", beyond =>
        {
            read++;
            return SourceFolder.Digest(folder.Path("m"), beyond) is { } digest ? [digest] : null;
        });
        var heads = SourceHeads.Of(folder.Path("m"), view, imports: null, out var isRead);
        var module = GoModule.At(folder.Path("m"), view);
        return (Show(inputs?[0], heads, heads.Tree, module.GoModFile.Text, module.GoSumText), read + (isRead ? 1 : 0));
    }

    private static string Truth(TemporaryFolder folder) =>
        Show(
            SourceFolder.Digest(folder.Path("m")),
            SourceHeads.Read(ModuleSources.List(folder.Path("m")), imports: null),
            ModuleTree.Read(folder.Path("m")),
            Text(folder.Path("m/go.mod")),
            Text(folder.Path("m/go.sum"))
        );

    private static string? Text(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    private static string Show(string? inputs, SourceHeads heads, ModuleTree tree, string? goMod, string? goSum)
    {
        var sources = new List<string>();
        foreach (var file in tree.All.Where(file => file.Package.Length > 0))
            file.Write(sources);
        return string.Join(
            '\n',
            (string?[])
                [
                    inputs,
                    heads.Digest,
                    .. heads.WorldWritable.Order(StringComparer.Ordinal),
                    goMod,
                    goSum,
                    .. tree.Extensions,
                    .. sources,
                ]
        );
    }

    private static async Task CommitAsync(TemporaryFolder folder)
    {
        await GitAsync(folder, "add", "m");
        await GitAsync(folder, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "m");
    }

    private static async Task GitAsync(TemporaryFolder folder, params string[] arguments)
    {
        var outcome = await new Core.Processes.ProcessRunner().RunAsync(
            new(
                "git",
                [.. arguments],
                folder.Root,
                new Dictionary<string, string>
                {
                    ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
                    ["GIT_CONFIG_GLOBAL"] = "/dev/null",
                },
                TimeSpan.FromMinutes(1)
            ),
            CancellationToken.None
        );
        Assert.IsTrue(outcome.Succeeded, outcome.StandardError);
    }

    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
