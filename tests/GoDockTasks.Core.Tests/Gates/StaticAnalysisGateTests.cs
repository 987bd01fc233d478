using System.Text.Json.Nodes;

namespace GoDockTasks.Core.Tests.Gates;

/// <summary>SARIF of static analyzers.</summary>
[TestClass]
public sealed class StaticAnalysisGateTests
{
    private const string Gate = "static-analysis";

    // Section 3.27.10 of the standard.
    [TestMethod]
    [DataRow("SA5009", "", "", "Failed GDT4012")]
    [DataRow("SA4006", "", "", "Passed")]
    [DataRow("SA0000", "", "", "Passed")]
    [DataRow("SA4006", "level", "\"error\"", "Failed GDT4012")]
    [DataRow("SA5009", "level", "\"note\"", "Passed")]
    [DataRow("SA5009", "kind", "\"pass\"", "Passed")]
    [DataRow("SA5009", "kind", "\"fail\"", "Failed GDT4012")]
    [DataRow("SA5009/inner", "", "", "Failed GDT4012")]
    [DataRow("SA5009", "suppressions", "[{\"kind\":\"inSource\"}]", "Passed")]
    [DataRow("SA5009", "suppressions", "[{\"kind\":\"external\",\"status\":\"underReview\"}]", "Failed GDT4012")]
    [DataRow("SA5009", "suppressions", "[]", "Failed GDT4012")]
    [DataRow("SA5009", "baselineState", "\"absent\"", "Passed")]
    [DataRow(null, "ruleIndex", "0", "Failed GDT4012")]
    [DataRow(null, "ruleIndex", "1", "Passed")]
    [DataRow(null, "rule", "{\"id\":\"SA5009\"}", "Failed GDT4012")]
    [DataRow(null, "rule", "{\"index\":0,\"toolComponent\":{\"index\":0}}", "Passed")]
    [DataRow(null, "rule", "{\"id\":\"X2\",\"toolComponent\":{\"name\":\"more\"}}", "Failed GDT4012")]
    [DataRow("SA4006", "provenance", "{\"invocationIndex\":0}", "Failed GDT4012")]
    [DataRow("SA5009", "provenance", "{\"invocationIndex\":0}", "Failed GDT4012")]
    public async Task The_level_of_a_finding_is_that_of_the_standard(
        string? rule,
        string name,
        string json,
        string expected
    )
    {
        var result = SarifTexts.Result(rule);
        if (name.Length > 0)
            result[name] = JsonNode.Parse(json);
        using var folder = Folder(
            SarifTexts.Log(
                run =>
                {
                    run["tool"]!["extensions"] = new JsonArray(
                        new JsonObject
                        {
                            ["name"] = "more",
                            ["rules"] = new JsonArray(SarifTexts.Rule("X1", "note"), SarifTexts.Rule("X2", "error")),
                        }
                    );
                    run["invocations"]![0]!["ruleConfigurationOverrides"] = JsonNode.Parse(
                        """[{"descriptor":{"id":"SA4006"},"configuration":{"level":"error"}}]"""
                    );
                },
                result
            )
        );

        Assert.AreEqual(expected, await folder.VerdictAsync(Gate));
    }

    [TestMethod]
    public async Task What_is_in_the_baseline_is_not_new_50_lines_further_down()
    {
        var old = new[]
        {
            SarifTexts.Result("SA5009", "x redeclared, see main.go:12:5", line: 20),
            SarifTexts.Result("SA5009", "bad format", line: 30),
            SarifTexts.Result("SA5009", "bad format", line: 40),
        };
        var moved = old.Select((result, index) => Moved(result, 50)).ToArray();
        moved[0]["message"]!["text"] = "x redeclared, see main.go:62:5";
        using var folder = Folder(SarifTexts.Log(moved)).Write("old.sarif", SarifTexts.Log(old));
        Assert.AreEqual("Passed", await folder.VerdictAsync(Gate));

        // A third of the same text is one too many, and so is another file.
        folder.Folder.Write(
            "src/app/lint.sarif",
            SarifTexts.Log([.. moved.Select(Copy), SarifTexts.Result("SA5009", "bad format", line: 95)])
        );
        Assert.AreEqual("Failed GDT4012", await folder.VerdictAsync(Gate));
        folder.Folder.Write("src/app/lint.sarif", SarifTexts.Log(SarifTexts.Result("SA5009", "bad format", "b.go")));
        Assert.AreEqual("Failed GDT4012", await folder.VerdictAsync(Gate));
    }

    [TestMethod]
    [DataRow("a:1", "other text", "Passed")]
    [DataRow("b:1", "bad", "Failed GDT4012")]
    [DataRow(null, "bad", "Passed")]
    public async Task Fingerprints_go_before_texts(string? print, string message, string expected)
    {
        var now = SarifTexts.Result("SA5009", message);
        if (print is not null)
            now["partialFingerprints"] = new JsonObject { ["line/v1"] = print };
        using var folder = Folder(SarifTexts.Log(now))
            .Write(
                "old.sarif",
                SarifTexts.Log(SarifTexts.Result("SA5009", more: ("partialFingerprints", """{"line/v1":"a:1"}""")))
            );

        Assert.AreEqual(expected, await folder.VerdictAsync(Gate));
    }

    [TestMethod]
    [DataRow("{\"version\":\"2.0.0\",\"runs\":[]}")]
    [DataRow("{\"version\":\"2.1.0\",\"runs\":[]}")]
    [DataRow("{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"x\"}}}]}")]
    [DataRow("{\"version\":\"2.1.0\",\"runs\":[{\"results\":[]}]}")]
    [DataRow(
        "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"x\"}},\"results\":null,"
            + "\"invocations\":[{\"executionSuccessful\":true}]}]}"
    )]
    [DataRow(
        "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"x\"}},\"results\":[],"
            + "\"invocations\":[{\"executionSuccessful\":false}]}]}"
    )]
    [DataRow("{\"version\":\"2.1.0\",\"version\":\"2.1.0\",\"runs\":[]}")]
    [DataRow("")]
    [DataRow("[]")]
    public async Task A_log_that_is_not_whole_is_not_checked(string log)
    {
        using var folder = Folder(log);

        Assert.AreEqual("NotChecked GDT4022", await folder.VerdictAsync(Gate));
    }

    [TestMethod]
    public async Task A_log_that_is_cut_anywhere_is_not_checked_and_neither_is_one_without_its_baseline()
    {
        var log = SarifTexts.Log(SarifTexts.Result("SA4006"));
        using var folder = Folder(log);
        for (var length = 0; length < log.Length; length += 7)
        {
            folder.Folder.Write("src/app/lint.sarif", log[..length]);
            Assert.AreEqual("NotChecked GDT4022", await folder.VerdictAsync(Gate), $"{length}");
        }

        folder.Write("lint.sarif", log).Write("old.sarif", log[..^2]);
        Assert.AreEqual("NotChecked GDT4022", await folder.VerdictAsync(Gate));
    }

    [TestMethod]
    public async Task A_new_finding_is_told_at_its_line()
    {
        using var folder = Folder(SarifTexts.Log(SarifTexts.Result("SA5009", "bad", "main.go", 12)));
        var path = folder.Folder.Write("orders/main.go", "package main\n");

        var line = await folder.LineAsync(Gate);

        Assert.AreEqual((path, 12, 2), Place(line.Diagnostics.Single().Location));
    }

    // Scores of code scanning: 7.0 and more is "high".
    [TestMethod]
    [DataRow("\"8.1\"", "warning", "Failed GDT4010")]
    [DataRow("\"5.0\"", "error", "Warned GDT4011")]
    [DataRow("null", "error", "Failed GDT4010")]
    [DataRow("null", "warning", "Warned GDT4011")]
    [DataRow("null", "none", "Passed")]
    public async Task Vulnerabilities_in_SARIF_go_by_the_score_or_the_level(
        string severity,
        string level,
        string expected
    )
    {
        using var folder = new GatedFolder().With("vulnerabilities", ("Sarif", "scan.sarif"));
        folder.Folder.Write(
            "src/app/scan.sarif",
            SarifTexts.Log(
                run =>
                    run["tool"]!["driver"]!["rules"]![0]!["properties"] = new JsonObject
                    {
                        ["security-severity"] = JsonNode.Parse(severity),
                    },
                SarifTexts.Result("SA5009", more: ("level", $"\"{level}\""))
            )
        );

        Assert.AreEqual(expected, await folder.VerdictAsync("vulnerabilities"));
    }

    // Staticcheck has levels in its rules only.
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Real_staticcheck_finds_a_new_error_and_knows_an_old_one_further_down()
    {
        const string Bad = "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Printf(\"%d\", \"x\") }\n";
        using var folder = new GatedFolder().With(
            Gate,
            ("Command", Tool.Find("staticcheck", "bin/staticcheck") + ";-f;sarif;-checks;SA5009;."),
            ("Baseline", "old.sarif")
        );
        var go = RealGo.Get();
        foreach (var (name, value) in RealGo.Environment(folder.Folder.Root, ("GOCACHE", go.BuildCache)))
            folder.Environment[name] = value;
        folder.Environment["PATH"] = Path.Combine(go.Root, "bin") + ":" + Tool.SystemPath;
        folder.Environment["XDG_CACHE_HOME"] = Path.Combine(go.BuildCache, "staticcheck");
        folder.Folder.Write("orders/go.mod", "module example.com/orders\n\ngo 1.24\n");
        var main = folder.Folder.Write("orders/main.go", Bad);
        folder.Write("old.sarif", SarifTexts.Log());

        var line = await folder.LineAsync(Gate);
        Assert.AreEqual("Failed GDT4012", GatedFolder.Verdict(line), line.Outcome.Reason);
        Assert.AreEqual((main, 5, 26), Place(line.Diagnostics.Single().Location));

        // It leaves out results where it has none.
        folder.Folder.Write("orders/main.go", Bad.Replace("%d", "%s", StringComparison.Ordinal));
        Assert.AreEqual("Passed", await folder.VerdictAsync(Gate));

        folder.Write(
            "old.sarif",
            SarifTexts.Log(SarifTexts.Result("SA5009", "Printf format %d has arg #1 of wrong type string", line: 5))
        );
        folder.Folder.Write(
            "orders/main.go",
            Bad.Replace("func", string.Concat(Enumerable.Repeat("// a line\n", 50)) + "func", StringComparison.Ordinal)
        );
        Assert.AreEqual("Passed", await folder.VerdictAsync(Gate));
    }

    private static (string?, int, int) Place(Core.Diagnostics.SourceLocation at) => (at.File, at.Line, at.Column);

    private static JsonObject Copy(JsonObject result) => result.DeepClone().AsObject();

    private static JsonObject Moved(JsonObject result, int lines)
    {
        var moved = Copy(result);
        var region = moved["locations"]![0]!["physicalLocation"]!["region"]!;
        region["startLine"] = (int)region["startLine"]! + lines;
        return moved;
    }

    private static GatedFolder Folder(string log) =>
        new GatedFolder()
            .With(Gate, ("Sarif", "lint.sarif"), ("Baseline", "old.sarif"))
            .Write("lint.sarif", log)
            .Write("old.sarif", SarifTexts.Log());
}
