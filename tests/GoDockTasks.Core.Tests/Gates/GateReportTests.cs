using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Gates;

namespace GoDockTasks.Core.Tests.Gates;

/// <summary>The table, for people and for programs.</summary>
[TestClass]
public sealed class GateReportTests
{
    private static readonly JsonSchema Schema = new(Path.Combine(Repository.Root, "docs", "gates.schema.json"));

    [TestMethod]
    public async Task The_json_is_as_the_schema_has_it_and_the_same_each_time()
    {
        using var folder = Folder();

        var json = GateReportText.ToUtf8(await folder.RunAsync());

        Assert.IsEmpty(Schema.Problems(json));
        Assert.AreSequenceEqual(json, GateReportText.ToUtf8(await folder.RunAsync()));
        var gates = JsonNode.Parse(json)!["gates"]!.AsArray();
        Assert.AreSequenceEqual(ReleaseGates.BuiltIn.Append("licenses"), gates.Select(gate => (string)gate!["gate"]!));
        Assert.AreEqual("failed", (string)gates[0]!["verdict"]!);
        Assert.AreEqual("GDT4010", (string)gates[0]!["diagnostics"]![0]!["code"]!);
        Assert.IsFalse((bool)JsonNode.Parse(json)!["allowsPush"]!);
    }

    [TestMethod]
    public void What_the_schema_does_not_know_is_found()
    {
        var other = Encoding.UTF8.GetBytes(
            """{"version":1,"allowsPush":true,"gates":[{}],"general":[],"accepted":[]}"""
        );

        Assert.AreSequenceEqual(["/gates/0: required"], Schema.Problems(other));
    }

    [TestMethod]
    public async Task The_table_has_a_line_a_gate_and_no_mark_up_of_others()
    {
        using var folder = Folder();

        var table = GateReportText.ToMarkdown(await folder.RunAsync());

        Assert.Contains("| orders | vulnerabilities | **failed** | ", table);
        Assert.Contains("| orders | size | noBaseline | 16 KiB |", table);
        var odd = new GateReport([new("a|b", "<b>", true, new(GateVerdict.Passed, "x\n| y"))]);
        Assert.Contains("| a\\|b | \\<b\\> | passed |  |  | x?\\| y |\n", GateReportText.ToMarkdown(odd));
    }

    [TestMethod]
    [DataRow(GateVerdict.Passed, true, true)]
    [DataRow(GateVerdict.Warned, true, true)]
    [DataRow(GateVerdict.NoBaseline, true, true)]
    [DataRow(GateVerdict.NotChecked, false, true)]
    [DataRow(GateVerdict.NotChecked, true, false)]
    [DataRow(GateVerdict.Failed, true, false)]
    [DataRow(GateVerdict.Failed, false, false)]
    public void A_push_is_allowed_where_nothing_failed_and_all_was_checked(
        GateVerdict verdict,
        bool isRequired,
        bool expected
    ) => Assert.AreEqual(expected, new GateReport([new("orders", "x", isRequired, new(verdict, ""))]).AllowsPush);

    [TestMethod]
    public void No_gate_allows_no_push() => Assert.IsFalse(new GateReport([]).AllowsPush);

    [TestMethod]
    public async Task The_exceptions_are_an_OpenVEX_document_that_stays_the_same()
    {
        using var folder = Folder().Accept("CVE-2026-0001", ("Reason", "own templates"), ("Until", "2026-12-31"));
        var time = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

        var report = await folder.RunAsync();
        var bytes = OpenVexDocument.ToUtf8(report, folder.Request().Programs, time, "https://ci.example.com/release")!;

        Assert.AreSequenceEqual(
            bytes,
            OpenVexDocument.ToUtf8(
                await folder.RunAsync(),
                folder.Request().Programs,
                time,
                "https://ci.example.com/release"
            )
        );
        var document = JsonNode.Parse(bytes)!;
        Assert.AreEqual("https://openvex.dev/ns/v0.2.0", (string)document["@context"]!);
        Assert.AreEqual("2023-11-14T22:13:20Z", (string)document["timestamp"]!);
        var statement = document["statements"]!.AsArray().Single()!;
        Assert.AreEqual("GO-2026-0001", (string)statement["vulnerability"]!["name"]!);
        Assert.AreEqual("affected", (string)statement["status"]!);
        Assert.AreEqual("Accepted until 2026-12-31: own templates", (string)statement["action_statement"]!);
        var product = statement["products"]!.AsArray().Single()!;
        Assert.AreEqual("pkg:golang/example.com/orders", (string)product["@id"]!);
        Assert.AreEqual(Core.Files.FileDigest.Sha256(folder.Program).Sha256, (string)product["hashes"]!["sha-256"]!);
    }

    [TestMethod]
    public async Task With_a_justification_a_program_is_not_affected()
    {
        using var folder = Folder()
            .Accept("GO-2026-0001", ("Reason", "r"), ("Justification", "inline_mitigations_already_exist"));

        var report = await folder.RunAsync();
        var statement = JsonNode.Parse(OpenVexDocument.ToUtf8(report, folder.Request().Programs, default, "me"))![
            "statements"
        ]![0]!;

        Assert.AreEqual("not_affected", (string)statement["status"]!);
        Assert.AreEqual("inline_mitigations_already_exist", (string)statement["justification"]!);
        Assert.AreEqual("r", (string)statement["impact_statement"]!);
    }

    [TestMethod]
    [DataRow("size", "Threshold", "many")]
    [DataRow("size", "Enabled", "perhaps")]
    [DataRow("size", "Thresholds", "1")]
    [DataRow("licences", "Threshold", "1")]
    [DataRow("a b", "Report", "x.json")]
    [DataRow("start-up", "Ready", "http://example.com/ready")]
    public async Task An_item_that_is_not_understood_holds_up_the_release(string name, string metadata, string value)
    {
        using var folder = Folder().With(name, (metadata, value));

        var report = await folder.RunAsync();

        Assert.AreSequenceEqual(["GDT0003"], GatedFolder.Codes(report.General));
        Assert.IsFalse(report.AllowsPush);
    }

    // A gate of one's own reads what it finds, and is told of in the same table.
    private static GatedFolder Folder()
    {
        var folder = new GatedFolder()
            .With("vulnerabilities", ("Report", "report.json"))
            .With("licenses", ("Report", "report.json"));
        folder.Folder.Write("src/app/report.json", ScanStream.Of(ScanStream.Whole("symbol")));
        return folder;
    }
}
