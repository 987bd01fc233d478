using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed class GoWorkFileTests
{
    private static readonly string[] Valid =
    [
        "",
        "go 1.18",
        "go 1.24.0\ntoolchain go1.24.4\n",
        "use ./a\nuse (\n\t./b // comment\n\t../c\n\t\"./with blank\"\n\t/abs\n\t.\n=======\n)\ngodebug (\n"
            + "=======\n)\n",
        "use \"\"\nuse example.com/not/a/folder\n",
        "use ()\n",
        "replace example.com/a => ./a\nreplace (\n\texample.com/a v1 => example.com/b v2.0\n"
            + "\texample.com/a => ./c\n)\n",
        "godebug a=b\ngodebug (\n\tc=d\n)\n",
        "\r\ngo 1.21\r\n\r\nuse ./a // x\r\n",
    ];

    private static readonly string[] Invalid =
    [
        "module m\n",
        "require a v1.0.0\n",
        "tool a\n",
        "ignore a\n",
        "retract v1.0.0\n",
        "exclude a v1.0.0\n",
        "use\n",
        "use a b\n",
        "use 'a'\n",
        "use `a`\n",
        "use \"a\n",
        "use ./a (\n)\n",
        "go 1\n",
        "go 1.18\ngo 1.18\n",
        "go (\n\t1.18\n)\n",
        "toolchain x\n",
        "toolchain default\ntoolchain default\n",
        "godebug a\n",
        "replace a => b\n",
        "replace a v1 =>\n",
        "unknown\n",
        "\ufeffgo 1.18\n",
        "use (\n\t./a\n",
        "<<<<<<< HEAD\nuse ./a\n=======\nuse ./b\n>>>>>>> topic\n",
        "use ./a\u0000\n",
        "// x\n/* y */\n",
        "use ./a, ./b\n",
    ];

    [TestMethod]
    public async Task Every_directive_is_read_as_go_reads_it()
    {
        using var go = new GoEdit();
        foreach (var text in Valid)
        {
            var expected = await go.WorkAsync(text);
            var parsed = GoWorkFile.Parse(text, "/go.work");

            Assert.IsNotNull(expected, text);
            Assert.IsEmpty(parsed.Diagnostics, text);
            Assert.AreEqual(expected.ToJsonString(), GoModJson.From(parsed.Value).ToJsonString(), text);
        }
    }

    [TestMethod]
    public async Task What_go_refuses_is_refused()
    {
        using var go = new GoEdit();
        foreach (var text in Invalid)
        {
            Assert.IsNull(await go.WorkAsync(text), text);
            Assert.IsTrue(GoWorkFile.Parse(text, "/go.work").HasErrors, text);
        }
    }

    [TestMethod]
    public void Each_directive_knows_its_line_and_column()
    {
        var file = GoWorkFile
            .Parse(
                "go 1.24\n toolchain go1.24.4\nuse ./a\nuse (\n\t./b\n)\nreplace a => ./c\ngodebug a=b\n",
                "/go.work"
            )
            .Value;

        Assert.AreEqual("/go.work", file.Path);
        Assert.AreEqual(new("1.24", new(1, 1), new(1, 4)), file.Go);
        Assert.AreEqual(new("go1.24.4", new(2, 2)), file.Toolchain);
        CollectionAssert.AreEqual(
            new UseDirective[] { new("./a", new(3, 1)), new("./b", new(5, 2)) },
            file.Use.ToArray()
        );
        Assert.AreEqual(new("a", null, "./c", null, new(7, 1), new(7, 14)), file.Replace.Single());
        Assert.AreEqual(new("a", "b", new(8, 1)), file.Godebug.Single());
    }
}
