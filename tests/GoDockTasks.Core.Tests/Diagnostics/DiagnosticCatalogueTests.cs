using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Tests.Parts;

namespace GoDockTasks.Core.Tests.Diagnostics;

[TestClass]
public sealed partial class DiagnosticCatalogueTests
{
    // Raised by the targets, which run on hosts that can't load the catalogue.
    private const string HostTooOld = "GDT0001";

    private static readonly DiagnosticSection[] Sections =
        DiagnosticSection.ReadAll(File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics.md")));

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
    public void Each_entry_has_one_section_with_its_title_and_default_severity()
    {
        var sections = Sections.Where(section => section.Code != HostTooOld)
            .Select(section => (section.Code, section.Title, section.DefaultSeverity)).ToArray();
        var entries = DiagnosticCatalogue.All
            .Select(entry => (entry.Code, (string?)entry.Title, (string?)entry.DefaultSeverity.ToString().ToLowerInvariant())).ToArray();

        Assert.IsEmpty(entries.Except(sections), "without a section that agrees");
        Assert.IsEmpty(sections.Except(entries), "without an entry that agrees");
    }

    [TestMethod]
    public void Sections_are_in_the_order_of_their_codes_and_none_comes_twice()
    {
        var codes = Sections.Select(section => section.Code).ToArray();

        CollectionAssert.AreEqual(codes.Distinct().Order(StringComparer.Ordinal).ToArray(), codes);
    }

    [TestMethod]
    public void Each_section_says_why_and_shows_an_example_and_how_to_mend_it()
    {
        foreach (var part in new[] { "\n**Why it matters.**", "\n**Example.**", "\n**Mend it.**", "\n```" })
            Assert.IsEmpty(Sections.Where(section => !section.Text.Contains(part, StringComparison.Ordinal)).Select(section => section.Code), part);
    }

    [TestMethod]
    public void Codes_that_targets_raise_have_a_section()
    {
        var raised = Directory.GetFiles(Path.Combine(Repository.Root, "build"))
            .SelectMany(file => RaisedCode().Matches(File.ReadAllText(file))).Select(match => match.Groups["code"].Value).Distinct().ToArray();

        CollectionAssert.AreEqual(new[] { HostTooOld }, raised);
        Assert.Contains(HostTooOld, Sections.Select(section => section.Code));
    }

    private static string[] Codes(Func<DiagnosticDescriptor, bool> have) =>
        [.. DiagnosticCatalogue.All.Where(have).Select(entry => entry.Code)];

    [GeneratedRegex(@"\AGDT\d{4}\z")]
    private static partial Regex Code();

    [GeneratedRegex("Code=\"(?<code>GDT[^\"]*)\"")]
    private static partial Regex RaisedCode();
}
