using GoDockTasks.Core.Tests.Processes;

namespace GoDockTasks.Core.Tests.Gates;

/// <summary>Commands of gates: whatever they do, they end in a line with a code.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class GateCommandTests
{
    private const string Gate = "vulnerabilities";
    private static readonly string Whole = ScanStream.Of(ScanStream.Config(), ScanStream.Bill());

    [TestMethod]
    [DataRow("exit 0", "NotChecked GDT4025")]
    [DataRow("exit 3", "NotChecked GDT4025")]
    [DataRow("echo all is well", "NotChecked GDT4022")]
    [DataRow("echo '{}'", "NotChecked GDT4022")]
    [DataRow("cat whole.json", "Passed")]
    [DataRow("cat whole.json; exit 1", "NotChecked GDT4025")]
    [DataRow("kill -9 $$", "NotChecked GDT4025")]
    public async Task No_exit_code_is_believed_and_a_stream_counts_where_its_writer_ended_well(
        string script,
        string expected
    )
    {
        using var folder = Folder(script);

        Assert.AreEqual(expected, await folder.VerdictAsync(Gate));
    }

    [TestMethod]
    public async Task A_command_that_hangs_is_ended_with_its_children()
    {
        using var folder = Folder("sleep 600 & echo $! > child; wait");
        folder.Timeout = TimeSpan.FromSeconds(2);

        var line = await folder.LineAsync(Gate);

        Assert.AreEqual("NotChecked GDT4025", GatedFolder.Verdict(line));
        Assert.Contains("did not end within 2 s", line.Outcome.Reason);
        ProcessRunnerTests.AssertDies(File.ReadAllText(folder.Folder.Path("orders/child")).Trim());
    }

    [TestMethod]
    public async Task A_command_that_prints_without_end_is_bounded()
    {
        using var folder = Folder("head -c 100000000 /dev/zero | tr '\\0' '{'");

        var line = await folder.LineAsync(Gate);

        Assert.AreEqual("NotChecked GDT4025", GatedFolder.Verdict(line));
        Assert.Contains("more than 32 MiB", line.Outcome.Reason);
    }

    [TestMethod]
    public async Task What_a_command_prints_beside_its_report_does_not_count_however_much_it_is()
    {
        using var folder = Folder("head -c 100000000 /dev/zero | tr '\\0' '{' >&2; cat whole.json");

        Assert.AreEqual("Passed", await folder.VerdictAsync(Gate));
    }

    [TestMethod]
    public async Task A_report_of_100_megabytes_is_not_read()
    {
        using var folder = Folder("head -c 100000000 /dev/zero > \"$1\"", ("Report", "report.json"));

        Assert.AreEqual("NotChecked GDT4022", await folder.VerdictAsync(Gate));
    }

    [TestMethod]
    public async Task A_report_of_an_earlier_run_does_not_count()
    {
        using var folder = Folder("exit 0", ("Report", "report.json"));
        folder.Folder.Write("src/app/report.json", ScanStream.Of(Whole, ScanStream.Gave));

        Assert.AreEqual("NotChecked GDT4025", await folder.VerdictAsync(Gate));
    }

    [TestMethod]
    public async Task A_command_may_write_its_report_and_print_anything()
    {
        using var folder = Folder("cat whole.json > \"$1\"; echo done", ("Report", "$SIDECAR.json"));

        var line = await folder.LineAsync(Gate);

        Assert.AreEqual("Passed", GatedFolder.Verdict(line));
        Assert.AreEqual("orders.json", line.Outcome.Source!.File);
    }

    [TestMethod]
    public async Task A_program_that_is_not_there_is_named()
    {
        using var folder = new GatedFolder().With(Gate, ("Command", "no-such-scanner;--json"));

        Assert.AreEqual("NotChecked GDT4025", await folder.VerdictAsync(Gate));
    }

    // The script runs in the module's folder, and $1 is the report's path.
    private static GatedFolder Folder(string script, params (string, string)[] metadata)
    {
        var folder = new GatedFolder();
        folder.Folder.Write("orders/whole.json", Whole);
        var path = folder.Folder.Write("scan.sh", script + "\n");
        return folder.With(Gate, [("Command", metadata.Length > 0 ? $"sh;{path};$REPORT" : $"sh;{path}"), .. metadata]);
    }
}
