using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Proxies;

/// <summary>GDT1210.</summary>
[TestClass]
public sealed class ProxyProbeVerdictTests
{
    private static readonly SourceLocation Place = new("/user/env", 3, 9);

    [TestMethod]
    [DataRow("https://a.example.com,direct", "Answered NotProbed", "")]
    [DataRow("https://a.example.com,direct", "NotFound NotProbed", "")]
    [DataRow("https://a.example.com,https://b.example.com", "NotFound Answered", "")]
    [DataRow("https://a.example.com,https://b.example.com", "NotFound NotFound", "1 2")]
    [DataRow("https://a.example.com,off", "NotFound NotProbed", "1")]
    [DataRow("https://a.example.com|https://b.example.com", "Dns Answered", "1")]
    [DataRow("file:///srv/gone,https://b.example.com,direct", "NoFolder Timeout NotProbed", "1 2")]
    [DataRow("direct", "NotProbed", "")]
    public void Entries_that_failed_are_reported(string goProxy, string outcomes, string reported)
    {
        var diagnostics = ProxyProbeVerdict.Diagnose(
            new("GOPROXY", goProxy, GoSettingOrigin.UserFile, Place),
            Results(goProxy, outcomes)
        );
        Assert.AreEqual(
            reported,
            string.Join(' ', diagnostics.Select(diagnostic => diagnostic.Message["GOPROXY entry ".Length]))
        );
        Assert.IsTrue(
            diagnostics.All(diagnostic =>
                (diagnostic.Code, diagnostic.Severity, diagnostic.Location)
                == ("GDT1210", DiagnosticSeverity.Warning, Place)
            )
        );
    }

    [TestMethod]
    [DataRow("https://a.example.com", "Timeout", true)]
    [DataRow("https://a.example.com,direct", "Timeout NotProbed", true)]
    [DataRow("https://a.example.com|direct", "Timeout NotProbed", false)]
    [DataRow("https://a.example.com|https://b.example.com", "Timeout Answered", false)]
    [DataRow("https://a.example.com|https://b.example.com", "Timeout Timeout", true)]
    [DataRow("https://a.example.com,https://b.example.com", "Answered Timeout", false)]
    [DataRow("https://a.example.com,https://b.example.com", "NotFound Timeout", true)]
    [DataRow("https://a.example.com,https://b.example.com", "Forbidden Timeout", false)]
    [DataRow("https://a.example.com|https://b.example.com", "Refused Timeout", true)]
    [DataRow("https://a.example.com,off", "NotFound NotProbed", false)]
    public void Go_waits_without_end_where_no_other_entry_is_asked(string goProxy, string outcomes, bool isStalled) =>
        Assert.AreEqual(isStalled, ProxyProbeVerdict.IsStalled(Results(goProxy, outcomes)));

    [TestMethod]
    public void Every_outcome_has_words_of_its_own_on_one_line_without_credentials()
    {
        var summaries = new HashSet<string>();
        var outcomes = Enum.GetValues<ProxyProbeOutcome>();
        foreach (var outcome in outcomes)
        {
            const string GoProxy = "https://me:secret@a.example.com|off";
            var results = Results(GoProxy, $"{outcome} NotProbed");
            Assert.IsTrue(summaries.Add(results[0].Summary), results[0].Summary);
            foreach (
                var text in ProxyProbeVerdict
                    .Diagnose(new("GOPROXY", GoProxy, GoSettingOrigin.Default, default), results)
                    .Select(diagnostic => diagnostic.Message)
                    .Append(results[0].Summary)
            )
            {
                Assert.DoesNotContain("secret", text);
                Assert.DoesNotContain("\n", text);
                Assert.Contains("a.example.com", text);
            }
        }
    }

    [TestMethod]
    public void How_long_it_took_is_told()
    {
        var result = Results("https://a.example.com", "Answered")[0] with
        {
            Elapsed = TimeSpan.FromMilliseconds(1234.5),
        };
        Assert.Contains("1234 ms", result.Summary);
        Assert.Contains("1234 ms", (result with { Outcome = ProxyProbeOutcome.Refused }).Summary);
    }

    private static ImmutableArray<ProxyProbeResult> Results(string goProxy, string outcomes) =>
        [
            .. GoProxyList
                .Parse(goProxy)
                .Entries.Zip(outcomes.Split(' '), (entry, outcome) =>
                    new ProxyProbeResult(entry, Enum.Parse<ProxyProbeOutcome>(outcome), 0, TimeSpan.FromMilliseconds(7))
                ),
        ];
}
