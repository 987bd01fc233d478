using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Tests.Building;

namespace GoDockTasks.Core.Tests.Gates;

/// <summary>Images, memory, start-up, and figures of one's own.</summary>
[TestClass]
public sealed class MeasuredGateTests
{
    private const string Base = "org.opencontainers.image.base.name";
    private const string Digest = "org.opencontainers.image.base.digest";

    [TestMethod]
    public async Task An_image_that_is_set_up_passes_and_its_size_is_measured()
    {
        using var folder = new GatedFolder().WithImage();

        var report = await folder.RunAsync();

        Assert.AreEqual("Passed", GatedFolder.Verdict(report.Lines.Single(line => line.Gate == "environment")));
        Assert.AreSequenceEqual(
            ["imageBytes 1024", "programBytes 16384"],
            report.Measured.Single().Release.Figures.Select(figure => $"{figure.Key} {figure.Value}")
        );
    }

    [TestMethod]
    [DataRow("", null, null, "GDT4020")]
    [DataRow("root:root", null, null, "GDT4020")]
    [DataRow("0:65532", null, null, "GDT4020")]
    [DataRow("nonroot", null, null, "")]
    [DataRow("1", "godocktasks.inputs-digest", "", "GDT4020")]
    [DataRow("1", Base, "gcr.io/distroless/static-debian12:nonroot", "GDT4020")]
    [DataRow("1", Base, "docker.io/library/debian", "GDT4020")]
    [DataRow("1", Base, "docker.io/library/debian:12.7", "")]
    public async Task An_image_that_is_not_set_up_fails(string user, string? label, string? value, string expected)
    {
        using var folder = new GatedFolder().WithImage(user, labels: label is null ? [] : [(label, value!)]);

        var line = await folder.LineAsync("environment");

        Assert.AreEqual(expected, string.Join(' ', GatedFolder.Codes(line.Diagnostics)));
        Assert.IsTrue(line.IsRequired);
    }

    [TestMethod]
    public async Task An_image_of_other_inputs_than_are_signed_fails()
    {
        using var folder = new GatedFolder().WithImage(labels: ("godocktasks.inputs-digest", "1111"));

        folder.InputsDigests = ["2222", "1111"];
        Assert.AreEqual("Passed", await folder.VerdictAsync("environment"));
        folder.InputsDigests = ["2222"];
        Assert.AreEqual("Failed GDT4020", await folder.VerdictAsync("environment"));
    }

    [TestMethod]
    public async Task A_pinned_base_may_have_any_tag_and_a_time_zone_is_needed()
    {
        using var folder = new GatedFolder().WithImage(labels: [(Base, "debian:stable"), (Digest, "sha256:0")]);
        Assert.AreEqual("Passed", await folder.VerdictAsync("environment"));

        using var without = new GatedFolder().WithImage(environment: ["TZ="]);
        Assert.AreEqual("Failed GDT4020", await without.VerdictAsync("environment"));
    }

    [TestMethod]
    public async Task A_damaged_image_is_not_checked()
    {
        using var folder = new GatedFolder().WithImage();
        File.WriteAllText(Path.Combine(folder.Layout!, "index.json"), "{");

        Assert.AreEqual("NotChecked GDT4101", await folder.VerdictAsync("environment"));
    }

    [TestMethod]
    [DataRow("20000000\n", "NoBaseline GDT4026")]
    [DataRow("max\n", "NotChecked GDT4022")]
    [DataRow("", "NotChecked GDT4022")]
    public async Task Memory_is_read_from_a_control_group(string peak, string expected)
    {
        using var folder = new GatedFolder().With("memory", ("Report", "memory.peak")).Write("memory.peak", peak);

        Assert.AreEqual(expected, await folder.VerdictAsync("memory"));
    }

    [TestMethod]
    public async Task Memory_is_held_to_what_releases_added()
    {
        using var folder = new GatedFolder()
            .With("memory", ("Report", "memory.peak"))
            .With("vulnerabilities", ("Enabled", "false"))
            .With("fingerprint", ("Enabled", "false"))
            .Write("memory.peak", "1000\n");
        foreach (var release in Enumerable.Range(0, 3))
        {
            folder.Build("go1.27.3", $"path\tm{release}\nbuild\tGOARCH=amd64\nbuild\tGOOS=linux\n");
            var report = await folder.RunAsync();
            Assert.IsTrue(report.AllowsPush);
            Assert.IsEmpty(Baselines.Add(folder.BaselineFile, report));
        }

        Assert.AreEqual("Passed", await folder.VerdictAsync("memory"));
        folder.Write("memory.peak", "1151\n");
        Assert.AreEqual("Warned GDT4013", await folder.VerdictAsync("memory"));
    }

    [TestMethod]
    [DataRow("{\"measured\": 24.5, \"unit\": \"ms\"}", "20", "Failed GDT4031")]
    [DataRow("{\"measured\": 20, \"unit\": \"ms\"}", "20", "Passed")]
    [DataRow("{\"measured\": \"20\"}", "20", "NotChecked GDT4022")]
    [DataRow("{\"measured\": 20}", "", "NotChecked GDT4021")]
    public async Task A_figure_of_ones_own_is_held_to_its_threshold(string report, string threshold, string expected)
    {
        using var folder = new GatedFolder()
            .With("latency", ("Report", "latency.json"), ("Threshold", threshold))
            .Write("latency.json", report);

        Assert.AreEqual(expected, await folder.VerdictAsync("latency"));
    }

    [TestMethod]
    public async Task A_report_of_another_kind_is_not_read()
    {
        using var folder = new GatedFolder()
            .With("vulnerabilities", ("Report", "r.json"), ("Threshold", "9"))
            .Write("r.json", "{\"measured\": 0}");
        Assert.AreEqual("NotChecked GDT4022", await folder.VerdictAsync("vulnerabilities"));

        folder.Write("r.json", GoTestEvents.Passing);
        Assert.AreEqual("NotChecked GDT4022", await folder.VerdictAsync("vulnerabilities"));
    }

    // Once by itself, and as often as the variable has it. What a program takes anyway is little beside its sleep.
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow(100, "Passed")]
    [DataRow(157, "Failed GDT4014")]
    public async Task Start_up_is_compared_beside_a_busy_loop(int milliseconds, string expected)
    {
        _ = int.TryParse(Environment.GetEnvironmentVariable("GODOCK_TESTS_START_UPS"), out var count);
        using var folder = new BuiltFolder();
        var port = LoopbackPort.Free();
        var last = await BuildAsync(folder, "last", 100, port);
        var now = await BuildAsync(folder, "now", milliseconds, port);
        using var gated = new GatedFolder().With(
            "start-up",
            ("BaselineProgram", last),
            ("Ready", $"http://127.0.0.1:{port}/ready")
        );
        gated.Run(now);
        using var busy = new CancellationTokenSource();
        var loop = Task.Run(() =>
        {
            while (!busy.IsCancellationRequested) { }
        });

        for (var run = 0; run < Math.Max(count, 1); run++)
            Assert.AreEqual(expected, await gated.VerdictAsync("start-up"), $"run {run}");

        await busy.CancelAsync();
        await loop;
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("/bin/true", "/bin/true", "Passed")]
    [DataRow("/bin/false", "/bin/true", "Failed GDT4014")]
    [DataRow("/bin/true", "/bin/false", "NotChecked GDT4025")]
    [DataRow("/bin/true", "/no/program", "NoBaseline GDT4026")]
    public async Task A_program_that_ends_is_ready_when_it_has_ended_well(string now, string last, string expected)
    {
        using var folder = new GatedFolder().With("start-up", ("BaselineProgram", last), ("Threshold", "50"));

        Assert.AreEqual(expected, await folder.Run(now).VerdictAsync("start-up"));
    }

    private static async Task<string> BuildAsync(BuiltFolder folder, string name, int milliseconds, int port)
    {
        folder.WithModule(
            name,
            "package main\n\nimport (\n\t\"net/http\"\n\t\"time\"\n)\n\nfunc main() {\n"
                + $"\ttime.Sleep({milliseconds} * time.Millisecond)\n"
                + "\tready := func(http.ResponseWriter, *http.Request) {}\n"
                + $"\thttp.ListenAndServe(\"127.0.0.1:{port}\", http.HandlerFunc(ready))\n}}\n"
        );
        var report = await folder.BuildAsync(name);
        Assert.IsEmpty(report.Diagnostics);
        return report.Programs.Single().Path;
    }
}
