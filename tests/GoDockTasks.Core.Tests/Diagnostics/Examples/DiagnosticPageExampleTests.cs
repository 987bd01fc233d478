namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>The examples on the pages are what is printed. What differs is written with GODOCK_UPDATE_DOCS=1.</summary>
[TestClass]
public sealed class DiagnosticPageExampleTests
{
    // Said by the task after a read that never ends; the package's tests, which have one, look at the page.
    private const string ReadTooLong = "GDT0015";

    public static IEnumerable<object[]> Codes => DiagnosticExample.All.Select(example => new object[] { example.Code });

    [TestMethod]
    public void Each_code_has_one_example()
    {
        var codes = DiagnosticExample.All.Select(example => example.Code).Append(ReadTooLong);

        CollectionAssert.AreEquivalent(
            DiagnosticPage.Descriptors.Select(entry => entry.Code).ToArray(),
            codes.ToArray()
        );
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
