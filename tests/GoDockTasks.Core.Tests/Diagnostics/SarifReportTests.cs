using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Diagnostics;

[TestClass]
public sealed class SarifReportTests
{
    private static readonly string Root = Path.GetFullPath("/repository", "/");

    private static readonly ImmutableArray<Diagnostic> Samples =
    [
        At(DiagnosticCatalogue.BaseWithoutDigest, "b/Dockerfile", 2, 6),
        At(DiagnosticCatalogue.DockerfileDoesNotParse, "b/Dockerfile", 2, 1),
        At(DiagnosticCatalogue.DockerfileDoesNotParse, "b/Dockerfile", 10, 0),
        At(DiagnosticCatalogue.GeneratedFileOutOfDate, "a/Dockerfile", 0, 0) with
        {
            Severity = DiagnosticSeverity.Error,
        },
        new(DiagnosticCatalogue.ImageLookup, SourceLocation.None, "no file"),
    ];

    [TestMethod]
    public void The_log_is_SARIF_2_1_0_with_one_run_of_a_named_tool()
    {
        var log = Report(Samples);

        Assert.AreEqual("2.1.0", log.GetProperty("version").GetString());
        Assert.IsTrue(Uri.IsWellFormedUriString(log.GetProperty("$schema").GetString(), UriKind.Absolute));
        var driver = Run(log).GetProperty("tool").GetProperty("driver");
        Assert.AreEqual("GoDockTasks", driver.GetProperty("name").GetString());
        Assert.AreEqual("1.2.3", driver.GetProperty("semanticVersion").GetString());
        Assert.AreEqual("utf16CodeUnits", Run(log).GetProperty("columnKind").GetString());
    }

    [TestMethod]
    public void Each_code_is_one_rule_with_its_title_default_level_and_help()
    {
        var rules = Rules(Report(Samples));

        Assert.AreSequenceEqual(
            ["GDT2001", "GDT2002", "GDT2012", "GDT4001"],
            rules.Select(rule => rule.GetProperty("id").GetString())
        );
        Assert.AreSequenceEqual(
            ["warning", "error", "note", "error"],
            rules.Select(rule => rule.GetProperty("defaultConfiguration").GetProperty("level").GetString())
        );
        Assert.AreEqual(
            DiagnosticCatalogue.GeneratedFileOutOfDate.Title,
            rules[0].GetProperty("shortDescription").GetProperty("text").GetString()
        );
        foreach (var rule in rules)
        {
            var page = $"docs/diagnostics/{rule.GetProperty("id").GetString()}.md";
            Assert.IsTrue(File.Exists(Path.Combine(Repository.Root, page)), page);
            Assert.Contains(page, rule.GetProperty("help").GetProperty("text").GetString()!);
            Assert.Contains($"]({page})", rule.GetProperty("help").GetProperty("markdown").GetString()!);
            // It would have to be absolute.
            Assert.IsFalse(rule.TryGetProperty("helpUri", out _));
        }
    }

    [TestMethod]
    public void Results_are_sorted_by_place_and_point_at_their_rule()
    {
        var log = Report(Samples);
        var rules = Rules(log);

        Assert.AreSequenceEqual(
            [
                "error GDT4001 ",
                "error GDT2001 a/Dockerfile",
                "error GDT2002 b/Dockerfile 2 1",
                "note GDT2012 b/Dockerfile 2 6",
                "error GDT2002 b/Dockerfile 10",
            ],
            Results(log).Select(Describe)
        );
        foreach (var result in Results(log))
            Assert.AreEqual(
                result.GetProperty("ruleId").GetString(),
                rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()
            );
    }

    [TestMethod]
    public void Paths_are_relative_URIs_of_a_base_that_is_declared()
    {
        var log = Report([
            At(DiagnosticCatalogue.BaseWithoutDigest, "с @ пробелом/50% #1?:x/Dockerfile", 1, 1),
            At(DiagnosticCatalogue.BaseWithoutDigest, "../beside/Dockerfile", 1, 1),
        ]);

        Assert.AreSequenceEqual(
            [
                "%D1%81%20%40%20%D0%BF%D1%80%D0%BE%D0%B1%D0%B5%D0%BB%D0%BE%D0%BC/50%25%20%231%3F%3Ax/Dockerfile",
                "../beside/Dockerfile",
            ],
            Results(log).Select(result => Artifact(result).GetProperty("uri").GetString())
        );
        foreach (var result in Results(log))
            Assert.IsTrue(
                Run(log)
                    .GetProperty("originalUriBaseIds")
                    .TryGetProperty(Artifact(result).GetProperty("uriBaseId").GetString()!, out _)
            );
    }

    [TestMethod]
    public void The_same_diagnostics_give_the_same_bytes_in_any_order_and_any_folder()
    {
        var bytes = SarifReport.ToUtf8(Samples, Root, "1.2.3");
        var elsewhere = Samples
            .Reverse()
            .Select(sample =>
                sample.Location.File is not { } file
                    ? sample
                    : sample with
                    {
                        Location = sample.Location with
                        {
                            File = Path.Combine(Path.GetTempPath(), Path.GetRelativePath(Root, file)),
                        },
                    }
            );

        Assert.AreSequenceEqual(bytes.ToArray(), SarifReport.ToUtf8(elsewhere, Path.GetTempPath(), "1.2.3").ToArray());
        var text = Encoding.UTF8.GetString(bytes.Span);
        Assert.EndsWith("}\n", text);
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain(Root, text);
    }

    [TestMethod]
    public void Nothing_found_is_a_run_without_results()
    {
        var log = Report([]);

        Assert.IsEmpty(Results(log));
        Assert.IsEmpty(Rules(log));
    }

    [TestMethod]
    public void Any_text_can_stand_in_a_message()
    {
        const string Odd = "\"quoted\" \\ <b>&amp;' \u0001 é 𝄞 {0} {{";

        var messages = Results(
                Report([
                    new(DiagnosticCatalogue.ImageLookup, SourceLocation.None, Odd),
                    new(DiagnosticCatalogue.ImageLookup, SourceLocation.None, "half \uD834 a pair"),
                ])
            )
            .Select(result => result.GetProperty("message").GetProperty("text").GetString());

        Assert.AreSequenceEqual([Odd, "half \uFFFD a pair"], messages);
    }

    private static Diagnostic At(DiagnosticDescriptor descriptor, string file, int line, int column) =>
        new(descriptor, new(Path.GetFullPath(file, Root), line, column), $"{descriptor.Code} here");

    private static JsonElement Report(ImmutableArray<Diagnostic> diagnostics) =>
        JsonElement.Parse(SarifReport.ToUtf8(diagnostics, Root, "1.2.3").Span);

    private static JsonElement Run(JsonElement log) => log.GetProperty("runs").EnumerateArray().Single();

    private static JsonElement[] Rules(JsonElement log) =>
        [.. Run(log).GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()];

    private static JsonElement[] Results(JsonElement log) => [.. Run(log).GetProperty("results").EnumerateArray()];

    private static JsonElement Artifact(JsonElement result) => Location(result).GetProperty("artifactLocation");

    private static JsonElement Location(JsonElement result) =>
        result.GetProperty("locations").EnumerateArray().Single().GetProperty("physicalLocation");

    private static string Describe(JsonElement result)
    {
        var text = $"{result.GetProperty("level").GetString()} {result.GetProperty("ruleId").GetString()} ";
        if (!result.TryGetProperty("locations", out _))
            return text;
        text += Artifact(result).GetProperty("uri").GetString();
        if (!Location(result).TryGetProperty("region", out var region))
            return text;
        return text
            + $" {region.GetProperty("startLine").GetInt32()}"
            + (region.TryGetProperty("startColumn", out var column) ? $" {column.GetInt32()}" : "");
    }
}
