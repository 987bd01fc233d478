using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Tests.Processes;

[TestClass]
public sealed class ProcessRunnerTests
{
    private static readonly string Shell = "/bin/sh";

    [TestMethod]
    public async Task Arguments_reach_the_program_as_they_are()
    {
        var outcome = await RunAsync("printf '%s|' \"$@\"", ["a b", "c\"d", "e'f", "$HOME", "@x", "中", "", "*"]);

        Assert.AreEqual("a b|c\"d|e'f|$HOME|@x|中||*|", outcome.StandardOutput);
        Assert.IsTrue(outcome.Succeeded);
    }

    [TestMethod]
    public async Task Only_the_given_environment_is_there()
    {
        var outcome = await RunAsync("/usr/bin/env", environment: new() { ["ONLY"] = "this" });

        Assert.Contains("ONLY=this", outcome.StandardOutput);
        Assert.DoesNotContain("HOME=", outcome.StandardOutput);
    }

    [TestMethod]
    public async Task It_runs_in_the_given_folder_and_is_told_of_before()
    {
        using var folder = new TemporaryFolder();
        var told = new List<string>();
        var runner = new ProcessRunner(request => told.Add(request.WorkingDirectory));

        var outcome = await runner.RunAsync(
            new("/bin/pwd", [], folder.Root, new Dictionary<string, string>(), TimeSpan.FromMinutes(1)),
            CancellationToken.None
        );

        Assert.AreEqual(folder.Root + "\n", outcome.StandardOutput);
        Assert.AreSequenceEqual([folder.Root], told);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(" >&2")]
    public async Task Output_beyond_the_bound_is_read_and_dropped(string where)
    {
        var outcome = await RunAsync($"{{ yes 2>/dev/null | head -c 100000000; }}{where}", maxOutputCharacters: 1000);

        Assert.AreEqual(
            (1000, 0),
            where.Length == 0
                ? (outcome.StandardOutput.Length, outcome.StandardError.Length)
                : (outcome.StandardError.Length, outcome.StandardOutput.Length)
        );
        Assert.IsTrue(outcome.Truncated);
        Assert.IsTrue(outcome.Succeeded);
    }

    [TestMethod]
    public async Task A_program_that_hangs_is_ended_with_its_children()
    {
        using var folder = new TemporaryFolder();

        var outcome = await RunAsync(
            $"(echo $PPID > '{folder.Root}/pid'; sleep 600) & echo $! > '{folder.Root}/child'; wait",
            timeout: TimeSpan.FromSeconds(1)
        );

        Assert.AreEqual(ProcessEnd.TimedOut, outcome.End);
        AssertDies(File.ReadAllText(folder.Path("child")).Trim());
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = false)]
    public async Task Cancelling_ends_the_program_with_its_children()
    {
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        using var watcher = new FileSystemWatcher(folder.Root) { EnableRaisingEvents = true };
        watcher.Renamed += (_, _) => cancel.Cancel();

        var run = RunAsync(
            $"sleep 600 & echo $! > '{folder.Root}/part'; mv '{folder.Root}/part' '{folder.Root}/child'; wait",
            timeout: TimeSpan.FromMinutes(10),
            cancel: cancel.Token
        );

        await Assert.ThrowsAsync<OperationCanceledException>(() => run);
        AssertDies(File.ReadAllText(folder.Path("child")).Trim());
    }

    [TestMethod]
    public async Task A_file_that_is_no_program_is_not_started()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("go", "not a program");

        var outcome = await new ProcessRunner().RunAsync(
            new(file, [], folder.Root, new Dictionary<string, string>(), TimeSpan.FromSeconds(10)),
            CancellationToken.None
        );

        Assert.AreEqual(ProcessEnd.NotStarted, outcome.End);
        Assert.AreNotEqual("", outcome.StandardError);
    }

    private static Task<ProcessOutcome> RunAsync(
        string script,
        string[]? arguments = null,
        Dictionary<string, string>? environment = null,
        TimeSpan? timeout = null,
        int maxOutputCharacters = 10_000,
        CancellationToken cancel = default
    ) =>
        new ProcessRunner().RunAsync(
            new(
                Shell,
                ["-c", script, "sh", .. arguments ?? []],
                "/",
                environment ?? new() { ["PATH"] = "/usr/bin:/bin" },
                timeout ?? TimeSpan.FromMinutes(1)
            )
            {
                MaxOutputCharacters = maxOutputCharacters,
            },
            cancel
        );

    // The signal is sent when the runner returns; the system may take a moment to carry it out. A dead child that
    // nobody waited for yet is a zombie: Z.
    internal static void AssertDies(string processId)
    {
        Assert.IsTrue(
            SpinWait.SpinUntil(() => !IsAlive(processId), TimeSpan.FromSeconds(10)),
            $"{processId} still lives"
        );
    }

    private static bool IsAlive(string processId)
    {
        try
        {
            return !File.ReadAllText($"/proc/{processId}/stat").Split(") ")[1].StartsWith('Z');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
