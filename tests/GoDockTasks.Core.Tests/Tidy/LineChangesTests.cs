using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

[TestClass]
public sealed class LineChangesTests
{
    [TestMethod]
    [DataRow("a\nb\nc\n", "a\nc\n", "2:1 b ->")]
    [DataRow("a\nc\n", "a\nb\nc\n", "2:1 -> b")]
    [DataRow("a\n", "a\nb\n", "1:1 -> b")]
    [DataRow("a\n\tb 1\nc\n", "a\n\tb 2\nc\n", "2:2 b 1 -> b 2")]
    [DataRow("b 1\nx\ny\nz\n", "x\ny\nz\nb 2\n", "1:1 b 1 -> b 2")]
    [DataRow("a\n\n\nb\n", "a\n\nb\n", "3:1  ->")]
    [DataRow("a\nb\n", "a\n\nb\nc\n", "2:1 -> c")]
    [DataRow("", "a\n", "1:1 -> a")]
    [DataRow("a\n", "a", "1:1  ->")]
    [DataRow("a\nb\n", "x\na\n", "1:1 -> x; 2:1 b ->")]
    [DataRow("a\n", "a\n", "")]
    public void Each_line_that_differs_is_one_change(string old, string @new, string expected)
    {
        var changes = LineChanges.Between(
            old,
            @new,
            line => line.Length == 0 ? null : line.Split(' ')[0],
            line => line
        );

        Assert.AreEqual(
            expected,
            string.Join(
                "; ",
                changes.Select(change =>
                    $"{change.Line}:{change.Column} "
                    + $"{change.Old}{(change.Old is null ? "" : " ")}->{(change.New is null ? "" : " " + change.New)}"
                )
            )
        );
    }

    [TestMethod]
    public void A_diff_is_that_of_diff_u() =>
        Assert.AreEqual(
            "--- go.sum\n+++ go.sum (tidy)\n@@ -1,3 +1,2 @@\n a\n-b\n c\n",
            LineChanges.Unified("a\nb\nc\n", "a\nc\n", "go.sum").ReplaceLineEndings("\n")
        );
}
