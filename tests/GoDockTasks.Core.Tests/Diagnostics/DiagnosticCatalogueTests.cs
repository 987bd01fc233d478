using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Diagnostics;

[TestClass]
public sealed partial class DiagnosticCatalogueTests
{
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
        Assert.IsEmpty(
            DiagnosticCatalogue.All.Where(entry =>
                entry.Title.Trim().TrimEnd('.') != entry.Title || entry.Title.Length == 0
            )
        );
    }

    [TestMethod]
    public void What_a_verification_finds_can_not_be_silenced()
    {
        string[] found =
        [
            "GDT3001",
            "GDT3002",
            "GDT3003",
            "GDT3004",
            "GDT3005",
            "GDT3006",
            "GDT3007",
            "GDT3010",
            "GDT4073",
            "GDT4074",
        ];

        Assert.AreSequenceEqual(found, Codes(entry => !entry.IsConfigurable));
    }

    [TestMethod]
    public void Codes_that_targets_raise_have_a_page()
    {
        var raised = Directory
            .GetFiles(Path.Combine(Repository.Root, "build"))
            .SelectMany(file => RaisedCode().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["code"].Value)
            .Distinct()
            .ToArray();

        CollectionAssert.AreEqual(new[] { DiagnosticPage.HostTooOld.Code }, raised);
    }

    private static string[] Codes(Func<DiagnosticDescriptor, bool> have) =>
        [.. DiagnosticCatalogue.All.Where(have).Select(entry => entry.Code)];

    [GeneratedRegex(@"\AGDT\d{4}\z")]
    private static partial Regex Code();

    [GeneratedRegex("Code=\"(?<code>GDT[^\"]*)\"")]
    private static partial Regex RaisedCode();
}
