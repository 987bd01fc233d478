using System.Text;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Pages;

namespace GoDockTasks.Core.Tests.Pages;

/// <summary>The page of a release, as a file.</summary>
[TestClass]
public sealed partial class ReleasePageTests
{
    // Mark-up, the end of an attribute, and what turns round the order of letters or can't be seen.
    private const string Attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202e&\u200b\u0007";

    [TestMethod]
    public void The_same_report_gives_the_same_bytes() =>
        Assert.AreSequenceEqual(
            ReleasePage.ToUtf8(ShopReport.Create(), ShopReport.Title, null),
            ReleasePage.ToUtf8(ShopReport.Create(), ShopReport.Title, null)
        );

    [TestMethod]
    [DataRow("release.html", "release.html release.json release.md")]
    [DataRow("release.HTML", "release.HTML release.json release.md")]
    [DataRow("release.json", "release.json release.md")]
    [DataRow("release.md", "release.json release.md")]
    public void The_ending_of_the_path_says_whether_there_is_a_page(string name, string expected)
    {
        using var folder = new TemporaryFolder("page");

        Assert.IsEmpty(
            ReleasePage.Write(folder.Path(name), ShopReport.Create(), ShopReport.Title, ShopModules.Settings(folder))
        );

        var written = Directory.GetFiles(folder.Root).Select(path => Path.GetFileName(path)!);
        Assert.AreEqual(expected, string.Join(' ', written.Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public void What_others_wrote_becomes_no_mark_up()
    {
        var program = ShopReport.Program("orders");
        var build = ShopReport.BuildInfo("orders", ShopModules.Linked) with
        {
            GoVersion = Attack,
            Path = Attack,
            Main = new(Attack, Attack, "", null),
            Dependencies = [new(Attack, Attack, Attack, new(Attack, Attack, "", null))],
            Settings = [new("vcs.revision", Attack), new("vcs.modified", "true")],
        };
        var outcome = new GateOutcome(GateVerdict.Failed, Attack)
        {
            Measured = new(1, Attack),
            Threshold = new(1, Attack),
            Baseline = new(1, Attack),
            Diagnostics = [new(DiagnosticCatalogue.Grown, default, Attack)],
        };
        var report = new GateReport([
            new(Attack, Attack, true, outcome) { Platform = Attack },
            new(Attack, Attack, false, GateOutcome.NotChecked(Attack)) { Platform = Attack },
        ])
        {
            General = [new(DiagnosticCatalogue.BaselinesUnusable, default, Attack)],
            Used = [new(new(Attack, Attack, null), Attack, [Attack], Attack)],
            Programs =
            [
                program with
                {
                    Sidecar = program.Sidecar with { Name = Attack },
                    BuildInfo = build,
                    Measured = program.Measured! with
                    {
                        Key = new(Attack, Attack, Attack),
                        Modules = LastRelease.ModulesOf(build),
                    },
                    Commit = Attack,
                    Last = new(Attack, Attack, ShopModules.Last.Clear().Add(Attack + Attack, Attack)),
                    ImageDigest = Attack,
                    Past = [.. program.Past.Select(past => past with { GoVersion = Attack })],
                },
            ],
        };

        var page = Text(report, Attack);

        Assert.IsFalse(page.Contains("<script", StringComparison.Ordinal));
        Assert.IsFalse(page.Contains("<img", StringComparison.Ordinal));
        Assert.IsFalse(page.Any(c => c is '\u202e' or '\u200b' or '\u0007'));
        Assert.IsGreaterThan(20, page.Split("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;").Length);
        // Only what the page itself writes.
        Assert.IsEmpty(Tags().Matches(page).Select(tag => tag.Groups[1].Value).Distinct().Except(Known));
    }

    [TestMethod]
    public void Secrets_are_taken_out()
    {
        var report = new GateReport([
            new("orders", "size", true, new(GateVerdict.Failed, "https://user:hunter2@proxy.example.com/ says no")),
        ]);

        Assert.IsFalse(Text(report).Contains("hunter2", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_service_without_build_info_has_its_gates()
    {
        var report = new GateReport([new("orders", "size", true, GateOutcome.NotChecked("no build info"))])
        {
            Programs = [new(ShopReport.Program("orders").Sidecar, null, null)],
        };

        var page = Text(report);

        Assert.IsTrue(page.Contains("no build info", StringComparison.Ordinal));
        Assert.IsTrue(page.Contains("The program doesn't say how it was built.", StringComparison.Ordinal));
        Assert.IsFalse(page.Contains("<svg", StringComparison.Ordinal));
    }

    [TestMethod]
    public void What_nobody_asked_for_is_no_row_and_what_is_switched_off_is_one()
    {
        var report = new GateReport([
            new("orders", "vulnerabilities", false, GateOutcome.SwitchedOff),
            new("orders", "memory", false, GateOutcome.NotChecked("no item")),
            new("orders", "size", true, new(GateVerdict.Passed, "")),
        ]);

        var page = Text(report);

        Assert.IsTrue(page.Contains("Not asked for: memory.", StringComparison.Ordinal));
        Assert.IsTrue(page.Contains("switched off", StringComparison.Ordinal));
        // The head of both tables, the service, and two gates.
        Assert.HasCount(5, page.Split("<tr ")[1..]);
    }

    private static readonly string[] Known =
    [
        .. "html head meta title style body header main footer section h1 h2 h3 p ul li a b span small code table".Split(
            ' '
        ),
        .. "thead tbody tr th td dl dt dd div figure figcaption svg line polyline circle details summary".Split(' '),
    ];

    private static string Text(GateReport report, string title = ShopReport.Title) =>
        Encoding.UTF8.GetString(ReleasePage.ToUtf8(report, title, null));

    [GeneratedRegex("<([a-zA-Z][a-zA-Z0-9]*)")]
    private static partial Regex Tags();
}
