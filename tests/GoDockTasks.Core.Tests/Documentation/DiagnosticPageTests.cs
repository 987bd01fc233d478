using GoDockTasks.Core.Tests.Diagnostics;

namespace GoDockTasks.Core.Tests.Documentation;

/// <summary>docs/diagnostics says what the product says. What differs is written with GODOCK_UPDATE_DOCS=1.</summary>
[TestClass]
[DoNotParallelize]
public sealed class DiagnosticPageTests
{
    [TestMethod]
    public void Each_code_has_a_page_with_the_head_that_the_catalogue_gives()
    {
        foreach (var descriptor in DiagnosticPage.Descriptors)
        {
            var page = DiagnosticPage.Of(descriptor.Code);
            WrittenFile.Is(page.Path, page.WithHead(descriptor).Text);
        }
    }

    [TestMethod]
    public void The_index_lists_each_code_in_its_category() =>
        WrittenFile.Is(DiagnosticIndex.Path, DiagnosticIndex.Write(WrittenFile.Read(DiagnosticIndex.Path)));

    [TestMethod]
    public void Each_page_has_a_code() =>
        Assert.AreSequenceEqual(
            DiagnosticPage.Descriptors.Select(entry => entry.Code),
            DiagnosticPage.ReadAll().Select(page => page.Code)
        );

    [TestMethod]
    public void Each_page_says_why_and_shows_an_example_and_how_to_fix_it()
    {
        var pages = DiagnosticPage.ReadAll();

        foreach (var heading in new[] { "Why it matters", "Example", "How to fix" })
            Assert.IsEmpty(pages.Where(page => page.Section(heading).Trim() == "").Select(page => page.Code), heading);
    }
}
