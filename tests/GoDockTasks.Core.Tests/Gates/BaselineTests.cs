using System.Text.Json.Nodes;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Tests.Gates;

/// <summary>Figures of the last releases, and what a program is held to by them.</summary>
[TestClass]
public sealed class BaselineTests
{
    private const string ChildFile = "GODOCK_TESTS_BASELINES_FILE";
    private const string ChildName = "GODOCK_TESTS_BASELINES_NAME";
    private const int Additions = 100;

    private const string Damaged = "<<<<<<< HEAD\n{\"version\":1}\n";

    [TestMethod]
    [DataRow(116, "Warned GDT4013")]
    [DataRow(115, "Passed")]
    [DataRow(114, "Passed")]
    [DataRow(50, "Passed")]
    public async Task A_program_that_has_grown_by_more_than_15_percent_warns(int percent, string expected)
    {
        using var folder = new GatedFolder();
        var bytes = new FileInfo(folder.Program).Length;
        Assert.AreEqual(0x4000, bytes);
        // The mean of 3 releases, of which the program is so many percent.
        var releases = new long[] { bytes * 100 / percent - 1000, bytes * 100 / percent, bytes * 100 / percent + 1000 };
        foreach (var (release, size) in releases.Index())
            Assert.IsEmpty(
                Baselines.Add(folder.BaselineFile, Passing(GatedFolder.Measured($"{release:x64}", size + 1)))
            );

        Assert.AreEqual(expected, await folder.VerdictAsync("size"));
    }

    [TestMethod]
    public async Task Fewer_than_three_releases_of_the_same_key_are_no_baseline()
    {
        using var folder = new GatedFolder().Release(2, 100);
        Assert.AreEqual("NoBaseline GDT4026", await folder.VerdictAsync("size"));

        folder.Release(3, 100);
        Assert.AreEqual("Warned GDT4013", await folder.VerdictAsync("size"));
        // Another Go makes other programs.
        folder.Build("go1.27.4");
        Assert.AreEqual("NoBaseline GDT4026", await folder.VerdictAsync("size"));
    }

    [TestMethod]
    public void The_mean_is_that_of_the_last_ten_releases()
    {
        using var folder = new GatedFolder().Release(14, 100);

        var releases = JsonNode.Parse(File.ReadAllText(folder.BaselineFile))!["baselines"]![0]!["releases"]!.AsArray();

        Assert.AreSequenceEqual(
            Enumerable.Range(4, 10).Select(release => $"{release:x64}"),
            releases.Select(release => (string)release!["program"]!)
        );
    }

    [TestMethod]
    public void What_is_released_again_is_added_once_and_what_is_held_up_never()
    {
        using var folder = new GatedFolder().Release(1, 100);
        var before = File.ReadAllText(folder.BaselineFile);

        Assert.IsEmpty(Baselines.Add(folder.BaselineFile, Passing(GatedFolder.Measured($"{0:x64}", 100))));
        var failed = Passing(GatedFolder.Measured($"{1:x64}", 100)) with
        {
            Lines = [new("orders", "size", true, new(GateVerdict.Failed, ""))],
        };
        Assert.IsEmpty(Baselines.Add(folder.BaselineFile, failed));

        Assert.AreEqual(before, File.ReadAllText(folder.BaselineFile));
    }

    [TestMethod]
    [DataRow(Damaged)]
    [DataRow("{\"version\":2,\"baselines\":[]}")]
    [DataRow("{\"version\":1,\"baselines\":[{\"service\":\"orders\"}]}")]
    [DataRow("{\"version\":1,\"baselines\":[],\"last\":[{\"service\":\"orders\"}]}")]
    [DataRow("")]
    public async Task A_damaged_file_is_told_and_left_as_it_is(string content)
    {
        using var folder = new GatedFolder();
        folder.Folder.Write("src/app/godock.baselines.json", content);

        var report = await folder.RunAsync();
        Assert.AreSequenceEqual(["GDT4027"], GatedFolder.Codes(report.General));
        Assert.AreSequenceEqual(
            ["GDT4027"],
            GatedFolder.Codes(Baselines.Add(folder.BaselineFile, Passing(GatedFolder.Measured("0", 1))))
        );

        Assert.AreEqual(content, File.ReadAllText(folder.BaselineFile));
    }

    [TestMethod]
    public async Task A_release_is_known_to_the_next_one()
    {
        using var folder = new GatedFolder().WithImage();
        var first = (await folder.RunAsync()).Programs.Single();
        Assert.IsNull(first.Last);
        Assert.IsEmpty(first.Past);
        Assert.AreEqual("0123456789012345678901234567890123456789", first.Commit);
        Assert.AreEqual("sha256:", first.ImageDigest![..7]);
        Assert.IsEmpty(Baselines.Add(folder.BaselineFile, Passing(first.Measured!)));

        // A pipeline that runs again.
        var again = (await folder.RunAsync()).Programs.Single();
        Assert.IsEmpty(again.Past);
        Assert.AreEqual(first.Measured!.Release.Sha256, again.Last!.Sha256);

        folder.Build("go1.27.4");
        var next = (await folder.RunAsync()).Programs.Single();
        Assert.AreEqual("go1.27.3", next.Last!.GoVersion);
        Assert.AreSequenceEqual(
            ["example.com/render v1.2.0"],
            next.Last.Modules!.Select(module => $"{module.Key} {module.Value}")
        );
        Assert.AreSequenceEqual(["go1.27.3"], next.Past.Select(past => past.GoVersion));
    }

    [TestMethod]
    public async Task Releases_come_in_the_order_of_go_versions_but_for_the_last_one()
    {
        using var folder = new GatedFolder();
        foreach (var version in new[] { "go1.27.10", "go1.27.2", "go1.27.3", "go1.27.9" })
        {
            var measured = GatedFolder.Measured($"{version}", 100);
            measured = measured with { Key = measured.Key with { GoVersion = version } };
            Assert.IsEmpty(Baselines.Add(folder.BaselineFile, Passing(measured)));
        }

        var program = (await folder.RunAsync()).Programs.Single();

        // As numbers, and not as words; then the program's own version.
        Assert.AreSequenceEqual(
            ["go1.27.2", "go1.27.10", "go1.27.3", "go1.27.9"],
            program.Past.Select(past => past.GoVersion)
        );
        Assert.AreEqual("go1.27.9", program.Last!.GoVersion);
    }

    [TestMethod]
    public void More_modules_than_are_kept_are_none()
    {
        using var folder = new GatedFolder();
        var modules = Enumerable.Range(0, 1001).Select(number => $"example.com/m{number} v1.0.0");
        var binary = Pages.ShopReport.BuildInfo("orders", string.Join(',', modules));
        Assert.IsNull(LastRelease.ModulesOf(binary));
        Assert.HasCount(1000, LastRelease.ModulesOf(binary with { Dependencies = binary.Dependencies.RemoveAt(0) })!);

        Assert.IsEmpty(Baselines.Add(folder.BaselineFile, Passing(GatedFolder.Measured("0", 1))));

        Assert.IsNull(JsonNode.Parse(File.ReadAllText(folder.BaselineFile))!["last"]![0]!["modules"]);
        Assert.IsNull(Baselines.Read(folder.BaselineFile).Last.Single().Value.Modules);
    }

    [TestMethod]
    public async Task Builds_that_add_at_once_lose_nothing()
    {
        using var folder = new GatedFolder();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 20),
            new ParallelOptions { MaxDegreeOfParallelism = 20 },
            (service, _) =>
            {
                var measured = GatedFolder.Measured($"{service:x64}", 100, $"service{service}");
                Assert.IsEmpty(Baselines.Add(folder.BaselineFile, Passing(measured)));
                return ValueTask.CompletedTask;
            }
        );

        Assert.HasCount(20, JsonNode.Parse(await File.ReadAllTextAsync(folder.BaselineFile))!["baselines"]!.AsArray());
    }

    [TestMethod]
    public async Task Two_processes_that_add_at_once_lose_nothing()
    {
        using var folder = new GatedFolder();

        var ended = await Task.WhenAll(
            ((string[])["one", "two"]).Select(name =>
                new ProcessRunner().RunAsync(
                    new(
                        Environment.ProcessPath!,
                        [],
                        folder.Folder.Root,
                        new Dictionary<string, string>(folder.Environment)
                        {
                            [ChildFile] = folder.BaselineFile,
                            [ChildName] = name,
                        },
                        TimeSpan.FromMinutes(2)
                    ),
                    CancellationToken.None
                )
            )
        );

        Assert.IsTrue(ended.All(outcome => outcome.Succeeded), string.Concat(ended.Select(end => end.StandardError)));
        Assert.HasCount(
            2 * Additions,
            JsonNode.Parse(await File.ReadAllTextAsync(folder.BaselineFile))!["baselines"]!.AsArray()
        );
    }

    /// <summary>This is one of those two processes.</summary>
    public static bool IsChild => Environment.GetEnvironmentVariable(ChildFile) is not null;

    /// <summary>What they do.</summary>
    public static bool AddAll() =>
        Enumerable
            .Range(0, Additions)
            .Select(number => $"{Environment.GetEnvironmentVariable(ChildName)}{number}")
            .Select(service => Passing(GatedFolder.Measured($"{0:x64}", 100, service)))
            .All(report => Baselines.Add(Environment.GetEnvironmentVariable(ChildFile)!, report).IsEmpty);

    private static GateReport Passing(params MeasuredProgram[] measured) =>
        new([new("orders", "size", true, new(GateVerdict.Passed, ""))]) { Measured = [.. measured] };
}
