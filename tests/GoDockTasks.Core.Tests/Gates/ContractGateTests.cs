namespace GoDockTasks.Core.Tests.Gates;

/// <summary>Tests that say what others rely on: counted by their events.</summary>
[TestClass]
public sealed class ContractGateTests
{
    private const string Gate = "contract";
    private const string Head = "package contract\n\nimport \"testing\"\n\n";

    public static IEnumerable<object[]> Streams =>
        [
            [GoTestEvents.Passing, "Passed"],
            [GoTestEvents.Failing, "Failed GDT4015"],
            [GoTestEvents.NotBuilt, "Failed GDT4016"],
            [GoTestEvents.Panicking, "Failed GDT4017"],
            [GoTestEvents.TimedOut, "Failed GDT4018"],
            [GoTestEvents.Cached, "Failed GDT4019"],
            [GoTestEvents.Of(GoTestEvents.Event("start"), GoTestEvents.Event("pass")), "Failed GDT4019"],
            [
                GoTestEvents.Of(
                    GoTestEvents.Event("run", "TestTotal"),
                    GoTestEvents.Event("skip", "TestTotal"),
                    GoTestEvents.Event("pass")
                ),
                "Failed GDT4019",
            ],
            // A package may fail without any of its tests: in TestMain, or by os.Exit.
            [GoTestEvents.Of(GoTestEvents.Event("start"), GoTestEvents.Event("fail")), "Failed GDT4015"],
            [GoTestEvents.Of(GoTestEvents.Event("start"), "{\"Action\":1}"), "NotChecked GDT4022"],
        ];

    [TestMethod]
    [DynamicData(nameof(Streams))]
    public async Task Events_say_what_became_of_the_tests(string events, string expected)
    {
        using var folder = new GatedFolder().With(Gate, ("Report", "tests.json")).Write("tests.json", events);

        Assert.AreEqual(expected, await folder.VerdictAsync(Gate));
    }

    [TestMethod]
    public async Task A_report_that_is_cut_after_any_event_is_not_checked()
    {
        using var folder = new GatedFolder().With(Gate, ("Report", "tests.json"));
        var lines = GoTestEvents.Passing.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var count = 0; count < lines.Length; count++)
        {
            folder.Write("tests.json", string.Join('\n', lines[..count]));
            Assert.AreEqual("NotChecked GDT4022", await folder.VerdictAsync(Gate), $"after {count}");
        }
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow("1.27")]
    public async Task Real_go_tells_them_apart(string version)
    {
        using var folder = new GatedFolder().With(Gate, ("Package", "./contract"));
        var go = RealGo.Get(version);
        foreach (var (name, value) in RealGo.Environment(folder.Folder.Root, ("GOCACHE", go.BuildCache)))
            folder.Environment[name] = value;
        folder.Environment["PATH"] = Path.Combine(go.Root, "bin") + ":" + Tool.SystemPath;
        folder.Folder.Write("orders/go.mod", "module example.com/orders\n\ngo 1.19\n");

        var verdicts = new List<string>();
        foreach (
            var test in new[]
            {
                "func TestA(t *testing.T) {}\n",
                "func TestA(t *testing.T) { t.Run(\"inner\", func(t *testing.T) { t.Error(\"no\") }) }\n",
                "func TestA(t *testing.T) { nothing() }\n",
                "func TestA(t *testing.T) { panic(\"no\") }\n",
                "func TestA(t *testing.T) { t.Skip() }\n",
            }
        )
        {
            folder.Folder.Write("orders/contract/a_test.go", Head + test);
            verdicts.Add(await folder.VerdictAsync(Gate));
        }

        folder.Timeout = TimeSpan.FromSeconds(3);
        folder.Folder.Write("orders/contract/a_test.go", Head + "func TestA(t *testing.T) { select {} }\n");
        verdicts.Add(await folder.VerdictAsync(Gate));
        Assert.AreSequenceEqual(
            [
                "Passed",
                "Failed GDT4015",
                "Failed GDT4016",
                "Failed GDT4017",
                "Failed GDT4019",
                // Go sees that nothing can wake it, where nothing else runs.
                "Failed GDT4018",
            ],
            verdicts
        );
    }
}
