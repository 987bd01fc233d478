using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Tests.Parts;

namespace GoDockTasks.Core.Tests.Diagnostics;

[TestClass]
public sealed partial class DiagnosticCatalogueTests
{
    // Raised by the targets, which run on hosts that can't load the catalogue.
    private const string HostTooOld = "GDT0001";

    private static readonly DiagnosticPage[] Pages = DiagnosticPage.ReadAll();

    [TestMethod]
    public void Codes_are_unique_and_well_formed()
    {
        Assert.IsGreaterThan(50, DiagnosticCatalogue.All.Length);
        Assert.IsEmpty(DiagnosticCatalogue.All.Where(entry => !Code().IsMatch(entry.Code)));
        Assert.IsEmpty(DiagnosticCatalogue.All.CountBy(entry => entry.Code).Where(count => count.Value > 1));
    }

    [TestMethod]
    public void Titles_say_different_things()
    {
        Assert.IsEmpty(DiagnosticCatalogue.All.CountBy(entry => entry.Title).Where(count => count.Value > 1));
        Assert.IsEmpty(DiagnosticCatalogue.All.Where(entry => entry.Title.Trim().TrimEnd('.') != entry.Title || entry.Title.Length == 0));
    }

    [TestMethod]
    public void What_a_verification_finds_can_not_be_silenced()
    {
        string[] found = ["GDT3001", "GDT3002", "GDT3003", "GDT3004", "GDT3005", "GDT3006", "GDT3007", "GDT3010"];

        Assert.AreSequenceEqual(found, Codes(entry => !entry.IsConfigurable));
    }

    [TestMethod]
    public void Each_entry_has_a_page_with_its_title_and_default_severity()
    {
        foreach (var entry in DiagnosticCatalogue.All)
        {
            var severity = entry.DefaultSeverity.ToString().ToLowerInvariant();
            Assert.StartsWith($"# {entry.Code}: {entry.Title}\n\nDefault severity: {severity}.", DiagnosticPage.Of(entry.Code).Text);
        }
    }

    [TestMethod]
    public void Each_page_has_a_code_and_stands_in_the_index()
    {
        string[] codes = [HostTooOld, .. DiagnosticCatalogue.All.Select(entry => entry.Code)];
        var listed = Listed().Matches(File.ReadAllText(DiagnosticPage.Index)).Select(match => match.Groups["code"].Value);

        Assert.AreSequenceEqual(codes, Pages.Select(page => page.Code));
        Assert.AreSequenceEqual(codes, listed);
    }

    [TestMethod]
    public void Each_page_says_why_and_shows_an_example_and_how_to_fix_it()
    {
        foreach (var heading in new[] { "Why it matters", "Example", "How to fix" })
            Assert.IsEmpty(Pages.Where(page => page.Section(heading).Trim().Length == 0).Select(page => page.Code), heading);
        Assert.IsEmpty(Pages.Where(page => !page.Section("Example").Contains("\n```", StringComparison.Ordinal)).Select(page => page.Code));
    }

    [TestMethod]
    public void Codes_that_targets_raise_have_a_page()
    {
        var raised = Directory.GetFiles(Path.Combine(Repository.Root, "build"))
            .SelectMany(file => RaisedCode().Matches(File.ReadAllText(file))).Select(match => match.Groups["code"].Value).Distinct().ToArray();

        CollectionAssert.AreEqual(new[] { HostTooOld }, raised);
    }

    private static string[] Codes(Func<DiagnosticDescriptor, bool> have) =>
        [.. DiagnosticCatalogue.All.Where(have).Select(entry => entry.Code)];

    [GeneratedRegex(@"\AGDT\d{4}\z")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\| \[(?<code>\w+)\]\(\k<code>\.md\) \|", RegexOptions.Multiline)]
    private static partial Regex Listed();

    [GeneratedRegex("Code=\"(?<code>GDT[^\"]*)\"")]
    private static partial Regex RaisedCode();
}
