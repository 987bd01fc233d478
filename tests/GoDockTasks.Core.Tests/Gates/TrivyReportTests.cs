using System.Text.Json.Nodes;

namespace GoDockTasks.Core.Tests.Gates;

/// <summary>Reports as Trivy writes them, schema version 2.</summary>
[TestClass]
public sealed class TrivyReportTests
{
    private const string Gate = "vulnerabilities";
    private const string High = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H";
    private const string Medium = "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N";

    [TestMethod]
    [DataRow("HIGH", null, null, "Failed GDT4010")]
    [DataRow("MEDIUM", null, null, "Warned GDT4011")]
    [DataRow("UNKNOWN", null, null, "Failed GDT4010")]
    [DataRow("MEDIUM", "nvd", High, "Failed GDT4010")]
    [DataRow("HIGH", "ghsa", Medium, "Warned GDT4011")]
    // The source that Trivy goes by goes before the others.
    [DataRow("MEDIUM", "redhat", High, "Warned GDT4011")]
    public async Task The_score_is_that_of_the_source_of_the_severity_else_the_severitys(
        string severity,
        string? vendor,
        string? vector,
        string expected
    )
    {
        var found = new JsonObject
        {
            ["VulnerabilityID"] = "CVE-2026-0001",
            ["PkgName"] = "example.com/render",
            ["InstalledVersion"] = "v1.2.0",
            ["FixedVersion"] = "1.2.1",
            ["Severity"] = severity,
            ["Title"] = "Templates can run commands",
        };
        if (vendor is not null)
            found["CVSS"] = new JsonObject { [vendor] = new JsonObject { ["V3Vector"] = vector } };
        using var folder = Folder(Report(found));

        Assert.AreEqual(expected, await folder.VerdictAsync(Gate));
    }

    [TestMethod]
    public async Task A_report_is_about_the_program_by_its_packages_and_young_by_its_time()
    {
        using var folder = Folder(Report());
        Assert.AreEqual("Passed", await folder.VerdictAsync(Gate));

        folder.Write("trivy.json", Report(change: report => report["CreatedAt"] = "2026-11-01T00:00:00Z"));
        Assert.AreEqual("NotChecked GDT4024", await folder.VerdictAsync(Gate));
        folder.Write("trivy.json", Report(change: report => report["Results"]![0]!.AsObject().Remove("Packages")));
        Assert.AreEqual("NotChecked GDT4023", await folder.VerdictAsync(Gate));
        folder.Write("trivy.json", Report(change: report => report["Results"]![0]!["Packages"]![1]!["Version"] = "v1"));
        Assert.AreEqual("NotChecked GDT4023", await folder.VerdictAsync(Gate));
    }

    [TestMethod]
    [DataRow("SchemaVersion", "1")]
    [DataRow("SchemaVersion", "\"2\"")]
    [DataRow("CreatedAt", "null")]
    [DataRow("Results", "[]")]
    [DataRow("Results", "null")]
    public async Task A_report_that_is_not_whole_is_not_checked(string name, string value)
    {
        using var folder = Folder(Report(change: report => report[name] = JsonNode.Parse(value)));

        Assert.AreEqual("NotChecked GDT4022", await folder.VerdictAsync(Gate));
    }

    [TestMethod]
    public async Task A_report_that_is_cut_at_any_byte_is_not_checked()
    {
        var report = Report();
        using var folder = Folder(report);
        for (var length = 0; length < report.Length; length += 3)
        {
            folder.Write("trivy.json", report[..length]);
            Assert.AreEqual("NotChecked GDT4022", await folder.VerdictAsync(Gate), $"{length}");
        }
    }

    private static string Report(JsonObject? found = null, Action<JsonObject>? change = null)
    {
        var report = new JsonObject
        {
            ["SchemaVersion"] = 2,
            ["CreatedAt"] = "2026-11-19T08:00:00.123456789Z",
            ["ArtifactName"] = "bin/orders",
            ["ArtifactType"] = "filesystem",
            ["Results"] = new JsonArray(
                new JsonObject
                {
                    ["Target"] = "orders",
                    ["Class"] = "lang-pkgs",
                    ["Type"] = "gobinary",
                    ["Packages"] = new JsonArray(
                        new JsonObject { ["Name"] = "example.com/orders" },
                        new JsonObject { ["Name"] = "example.com/render", ["Version"] = "v1.2.0" },
                        new JsonObject { ["Name"] = "stdlib", ["Version"] = "v1.27.3" }
                    ),
                    ["Vulnerabilities"] = found is null ? null : new JsonArray(found),
                }
            ),
        };
        change?.Invoke(report);
        return report.ToJsonString();
    }

    private static GatedFolder Folder(string report) =>
        new GatedFolder().With(Gate, ("Report", "trivy.json")).Write("trivy.json", report);
}
