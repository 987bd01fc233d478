using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed class GoSumFileTests
{
    [TestMethod]
    public void Each_line_is_an_entry_with_its_place()
    {
        var parsed = GoSumFile.Parse(
            "example.com/a v1.0.0 h1:x=\nexample.com/a v1.0.0/go.mod h1:y=\r\n\n \t\r\n"
                + "  example.com/b\tv2.0.0+incompatible\u00a0h2:z",
            "/go.sum"
        );

        Assert.IsEmpty(parsed.Diagnostics);
        CollectionAssert.AreEqual(
            new GoSumEntry[]
            {
                new("example.com/a", "v1.0.0", false, "h1:x=", new(1, 1)),
                new("example.com/a", "v1.0.0", true, "h1:y=", new(2, 1)),
                new("example.com/b", "v2.0.0+incompatible", false, "h2:z", new(5, 3)),
            },
            parsed.Value.Entries.ToArray()
        );
    }

    [TestMethod]
    public void Hashes_of_an_empty_go_mod_are_dropped_as_go_drops_them() =>
        Assert.IsEmpty(
            GoSumFile
                .Parse("a v1.0.0/go.mod h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=\n", "/go.sum")
                .Value.Entries
        );

    [TestMethod]
    [DataRow("", 0)]
    [DataRow("a v1.0.0 h1:x\n\n", 0)]
    [DataRow("a v1.0.0\n", 1)]
    [DataRow("\n\na v1.0.0 h1:x more\n", 3)]
    [DataRow("a v1.0.0 h1:x\r\nb", 2)]
    [DataRow("a not-a-version not-a-hash\n", 0)]
    [DataRow("a\u0085b\u2003c\n", 0)]
    [DataRow("\ufeffa v1.0.0 h1:x\n", 0)]
    [DataRow("a v1.0.0 h1:x\n<<<<<<< HEAD\nb v1.0.0 h1:x\n=======\nb v1.1.0 h1:x\n>>>>>>> topic\n", 2)]
    [DataRow("a v1.0.0 h1:x\n=======\n", 2)]
    [DataRow("\u0000\u0001\u0002\n", 1)]
    public async Task It_is_refused_where_go_refuses_it(string text, int line)
    {
        using var folder = new TemporaryFolder();
        folder.Write("go.mod", "module m\n\ngo 1.21\n\nrequire example.com/x v1.0.0\n");
        folder.Write("main.go", "package main\n\nimport _ \"example.com/x\"\n");
        folder.Write("go.sum", text);
        var outcome = await RealGo
            .Get()
            .RunAsync(folder.Root, RealGo.Environment(folder.Root, ("GOTELEMETRY", "off")), "list", "-deps", ".");
        var parsed = GoSumFile.Parse(text, "/go.sum");

        Assert.AreEqual(
            outcome.StandardError.Contains("malformed go.sum", StringComparison.Ordinal),
            parsed.HasErrors,
            outcome.StandardError
        );
        if (line == 0)
        {
            Assert.IsFalse(parsed.HasErrors);
            return;
        }

        Assert.Contains($"go.sum:{line}:", outcome.StandardError);
        Assert.AreEqual("GDT1002", parsed.Diagnostics.Single().Code);
        Assert.AreEqual(line, parsed.Diagnostics.Single().Location.Line);
    }

    [TestMethod]
    public void A_merge_conflict_is_one_error_and_its_first_side_is_read()
    {
        var parsed = GoSumFile.Parse(
            "a v1 h1:x\n<<<<<<< HEAD\nb v1 h1:x\n=======\nb v2 h1:x\n>>>>>>> a topic\nc v1 h1:x\n",
            "/go.sum"
        );

        Assert.Contains("lines 2 to 6", parsed.Diagnostics.Single().Message);
        CollectionAssert.AreEqual(new[] { "a", "b", "c" }, parsed.Value.Entries.Select(entry => entry.Path).ToArray());
        CollectionAssert.AreEqual(
            new[] { 1, 3, 7 },
            parsed.Value.Entries.Select(entry => entry.Position.Line).ToArray()
        );
    }

    [TestMethod]
    public void A_byte_order_mark_is_a_part_of_the_first_path_as_for_go_but_not_in_silence()
    {
        var parsed = GoSumFile.Parse("\ufeffa v1 h1:x\n", "/go.sum");

        Assert.AreEqual(DiagnosticSeverity.Warning, parsed.Diagnostics.Single().Severity);
        Assert.AreEqual(new("/go.sum", 1, 1), parsed.Diagnostics.Single().Location);
        Assert.AreEqual("\ufeffa", parsed.Value.Entries.Single().Path);
    }
}
