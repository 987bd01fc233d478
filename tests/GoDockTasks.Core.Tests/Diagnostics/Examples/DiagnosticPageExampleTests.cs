using GoDockTasks.Core.Tests.Parts;

namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>The examples on the pages are what is printed. What differs is written with GODOCK_UPDATE_DOCS=1.</summary>
[TestClass]
public sealed class DiagnosticPageExampleTests
{
    // Why what they say is not compared with their page.
    private static readonly Dictionary<string, string> NotCompared = new()
    {
        ["GDT0015"] = "said by the MSBuild task, after a read that never ends",
    };

    public static IEnumerable<object[]> Codes => DiagnosticExample.All.Select(example => new object[] { example.Code });

    [TestMethod]
    public void Each_code_has_one_example_or_a_reason_for_none()
    {
        var codes = DiagnosticExample.All.Select(example => example.Code).Concat(NotCompared.Keys);

        CollectionAssert.AreEquivalent(
            DiagnosticPage.Descriptors.Select(entry => entry.Code).ToArray(), codes.ToArray());
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DynamicData(nameof(Codes))]
    public async Task The_example_of_a_code_is_what_is_printed(string code)
    {
        var page = DiagnosticPage.Of(code);
        var printed = await DiagnosticExample.All.Single(example => example.Code == code).Print();

        WrittenFile.Is(page.Path, page.WithExample(printed).Text);
    }
}
