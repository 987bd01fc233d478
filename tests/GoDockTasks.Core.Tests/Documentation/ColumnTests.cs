using System.Text.RegularExpressions;

namespace GoDockTasks.Core.Tests.Documentation;

/// <summary>Lines of at most 120 columns, where a formatter doesn't see to it: in comments, texts and pages.</summary>
[TestClass]
public sealed partial class ColumnTests
{
    private const int Most = 120;

    [TestMethod]
    [DataRow("src")]
    [DataRow("samples")]
    [DataRow("tests")]
    public void Source_has_no_longer_line(string folder)
    {
        var longer =
            from path in Directory.EnumerateFiles(
                Path.Combine(Repository.Root, folder),
                "*.cs",
                SearchOption.AllDirectories
            )
            from line in Lines(path)
            where line.Text.Length > Most && !(folder == "tests" && (line.IsInText || line.Text.Contains('"')))
            select $"{Path.GetRelativePath(Repository.Root, path)}:{line.Number}";

        // What a test hands to somebody is as long as it is.
        Assert.IsEmpty(longer);
    }

    [TestMethod]
    [DynamicData(nameof(LinkTests.Pages), typeof(LinkTests))]
    public void A_page_has_no_longer_line_but_in_tables_and_examples(string page)
    {
        var text = CodeBlock()
            .Replace(File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n"), "");

        Assert.IsEmpty(text.Split('\n').Where(line => line.Length > Most && !line.TrimStart().StartsWith('|')));
    }

    // IsInText: the line lies in a raw string.
    private static IEnumerable<(string Text, int Number, bool IsInText)> Lines(string path)
    {
        var (number, isInText) = (0, false);
        foreach (var line in File.ReadLines(path))
        {
            yield return (line, ++number, isInText);
            isInText ^= RawQuotes().Count(line) % 2 == 1;
        }
    }

    [GeneratedRegex("\"\"\"+")]
    private static partial Regex RawQuotes();

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
