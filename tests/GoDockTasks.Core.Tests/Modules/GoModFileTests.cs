using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed class GoModFileTests
{
    [TestMethod]
    public async Task Every_directive_is_read_as_go_reads_it()
    {
        using var go = new GoEdit();
        foreach (var text in ModFileTexts.Valid)
        {
            var expected = await go.ModAsync(text);
            var parsed = GoModFile.Parse(text, "/go.mod");

            Assert.IsNotNull(expected, text);
            Assert.IsEmpty(parsed.Diagnostics, text + string.Join("\n", parsed.Diagnostics));
            Assert.AreEqual(expected.ToJsonString(), GoModJson.From(parsed.Value).ToJsonString(), text);
        }
    }

    [TestMethod]
    public async Task What_go_refuses_is_refused_at_a_place_in_the_file()
    {
        using var go = new GoEdit();
        foreach (var text in ModFileTexts.Invalid)
        {
            var expected = await go.ModAsync(text);
            var parsed = GoModFile.Parse(text, "/go.mod");

            Assert.IsNull(expected, text);
            Assert.IsTrue(parsed.HasErrors, text);
            foreach (var diagnostic in parsed.Diagnostics)
            {
                Assert.AreEqual("GDT1002", diagnostic.Code);
                Assert.AreEqual("/go.mod", diagnostic.Location.File);
                Assert.IsGreaterThan(0, diagnostic.Location.Line);
                Assert.IsGreaterThan(0, diagnostic.Location.Column);
                Assert.DoesNotContain("\n", diagnostic.Message);
            }
        }
    }

    [TestMethod]
    public void Each_directive_knows_its_line_and_column()
    {
        var file = GoModFile
            .Parse(
                """
                // Deprecated: no more
                module example.com/m
                  go	1.24.0
                toolchain go1.24.4
                require example.com/a v1.0.0 // indirect
                require (
                	example.com/b v1
                )
                /* 😀 */ exclude example.com/a v1.1.0
                replace "example.com/a" => "../a"
                retract (
                  [v1.0.0, v1.1.0] // bad
                )
                tool example.com/t
                ignore ./x
                godebug a=b
                """.Replace("\r", "", StringComparison.Ordinal),
                "/go.mod"
            )
            .Value;

        Assert.AreEqual(new("example.com/m", "no more", new(2, 1)), file.Module);
        Assert.AreEqual(new("1.24.0", new(3, 3), new(3, 6)), file.Go);
        Assert.AreEqual(new("go1.24.4", new(4, 1)), file.Toolchain);
        Assert.AreEqual(new("example.com/a", "v1.0.0", true, new(5, 1), new(5, 23)), file.Require[0]);
        Assert.AreEqual(new("example.com/b", "v1.0.0", false, new(7, 2), new(7, 16)), file.Require[1]);
        Assert.AreEqual(new("example.com/a", "v1.1.0", new(9, 10)), file.Exclude.Single());
        Assert.AreEqual(new("example.com/a", null, "../a", null, new(10, 1), new(10, 28)), file.Replace.Single());
        Assert.AreEqual(new("v1.0.0", "v1.1.0", "bad", new(12, 3)), file.Retract.Single());
        Assert.AreEqual(new("example.com/t", new(14, 1)), file.Tool.Single());
        Assert.AreEqual(new("./x", new(15, 1)), file.Ignore.Single());
        Assert.AreEqual(new("a", "b", new(16, 1)), file.Godebug.Single());
    }

    [TestMethod]
    [DataRow("go 1.2.x", 1, 4, "'1.2.x'")]
    [DataRow("module m\ngo 1.21\n\ngo 1.22", 4, 1, "line 2")]
    [DataRow("toolchain go1.21\ntoolchain x", 2, 1, "line 1")]
    [DataRow("module a\nmodule b", 2, 1, "line 1")]
    [DataRow("toolchain 1.21", 1, 11, "'1.21'")]
    [DataRow("require (\n\texample.com/a v2.0.0\n)", 2, 16, "example.com/a/v2")]
    [DataRow("require example.com/a/v2 v1.0.0", 1, 26, "v2")]
    [DataRow("require example.com/a master", 1, 23, "'master'")]
    [DataRow("require example.com/a/v1 v1.0.0", 1, 9, "example.com/a/v1")]
    [DataRow("require gopkg.in/a v1.0.0", 1, 9, ".v1")]
    [DataRow("require a", 1, 1, "require")]
    [DataRow("replace a => b", 1, 14, "'b'")]
    [DataRow("replace a => b@v1", 1, 14, "@")]
    [DataRow("replace a => ./b v1.0.0", 1, 18, "'./b'")]
    [DataRow("replace a -> ./b", 1, 1, "=>")]
    [DataRow("retract v1.0.0 v1.1.0", 1, 16, "'v1.1.0'")]
    [DataRow("retract [v1.0.0", 1, 1, "[v1.0.0, v1.1.0]")]
    [DataRow("godebug a", 1, 1, "key=value")]
    [DataRow("tool a b", 1, 1, "tool")]
    [DataRow("requir a v1.0.0", 1, 1, "'requir'")]
    [DataRow("requir (\n)", 1, 1, "'requir'")]
    [DataRow("module m\n)", 2, 1, "parenthesis")]
    [DataRow("require (\n\ta v1.0.0\n", 1, 1, "parenthesis")]
    [DataRow("require (\n) x", 2, 3, "'x'")]
    [DataRow("module \"a", 1, 8, "end")]
    [DataRow("module \"\\q\"", 1, 8, "escapes")]
    [DataRow("module `a`", 1, 8, "quote")]
    [DataRow("module a /* b */", 1, 10, "//")]
    [DataRow("module 😀\u0000", 1, 10, "U+0000")]
    [DataRow("\ufeffmodule m", 1, 1, "byte order mark")]
    public void A_mistake_is_shown_where_it_is(string text, int line, int column, string value)
    {
        var diagnostic = GoModFile.Parse(text, "/go.mod").Diagnostics.Single();

        Assert.AreEqual(new("/go.mod", line, column), diagnostic.Location);
        Assert.Contains(value, diagnostic.Message);
    }

    [TestMethod]
    public void All_mistakes_are_shown_at_once_and_the_rest_is_read()
    {
        var parsed = GoModFile.Parse(
            "modul m\ngo 1.x\nrequire (\n\ta\n\tb v1.0.0\n\tc v2.0.0 \u0001 \u0002\n)\nretract\ngo 1.21\n",
            "/go.mod"
        );

        CollectionAssert.AreEqual(
            new[] { 1, 2, 4, 6, 8 },
            parsed.Diagnostics.Select(diagnostic => diagnostic.Location.Line).ToArray()
        );
        Assert.AreEqual("b", parsed.Value.Require.Single().Path);
        Assert.AreEqual("1.21", parsed.Value.Go?.Version);
    }

    [TestMethod]
    public void A_merge_conflict_is_one_error_and_its_first_side_is_read()
    {
        var parsed = GoModFile.Parse(
            "module m\nrequire (\n<<<<<<< HEAD\n\ta v1.0.0\n||||||| base\n\ta v0.9.0\n=======\n\ta v1.1.0\n"
                + ">>>>>>> topic\n\tb v1.0.0\n)\n<<<<<<< HEAD\n",
            "/go.mod"
        );

        CollectionAssert.AreEqual(
            new[] { 3, 12 },
            parsed.Diagnostics.Select(diagnostic => diagnostic.Location.Line).ToArray()
        );
        Assert.Contains("lines 3 to 9", parsed.Diagnostics[0].Message);
        Assert.Contains("merge", parsed.Diagnostics[1].Message);
        Assert.AreEqual(new("a", "v1.0.0", false, new(4, 2), new(4, 4)), parsed.Value.Require[0]);
        Assert.AreEqual(new("b", "v1.0.0", false, new(10, 2), new(10, 4)), parsed.Value.Require[1]);
    }

    [TestMethod]
    public void What_is_left_of_a_merge_conflict_is_called_that()
    {
        var parsed = GoModFile.Parse("module m\n=======\nrequire (\n>>>>>>> topic\n=======\n)\n", "/go.mod");

        CollectionAssert.AreEqual(
            new[] { 2, 4, 5 },
            parsed.Diagnostics.Select(diagnostic => diagnostic.Location.Line).ToArray()
        );
        Assert.IsTrue(
            parsed.Diagnostics.All(diagnostic =>
                diagnostic.Message.Contains("merge conflict", StringComparison.Ordinal)
            )
        );
    }

    [TestMethod]
    public void Directives_that_came_later_say_since_when()
    {
        var file = GoModFile
            .Parse(
                "module m\ntoolchain go1.21\ngodebug (\n\ta=b\n)\ntool a\ntool b\nignore ./x\nrequire a v1\n",
                "/go.mod"
            )
            .Value;
        var work = GoWorkFile.Parse("use ./a\ngodebug a=b\ntoolchain go1.21\n", "/go.work").Value;

        CollectionAssert.AreEqual(
            new NewerDirective[]
            {
                new("toolchain", "1.21", new(2, 1)),
                new("godebug", "1.23", new(3, 1)),
                new("tool", "1.24", new(6, 1)),
                new("ignore", "1.25", new(8, 1)),
            },
            file.NewerDirectives.ToArray()
        );
        CollectionAssert.AreEqual(
            new NewerDirective[] { new("godebug", "1.23", new(2, 1)), new("toolchain", "1.21", new(3, 1)) },
            work.NewerDirectives.ToArray()
        );
    }
}
