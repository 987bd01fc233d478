using System.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;

namespace GoDockTasks.Core.Tests.Dockerfiles.Context;

[TestClass]
public sealed class IgnoreFileTests
{
    [TestMethod]
    [DataRow("", "main.go", false)]
    [DataRow("main.go", "main.go", true)]
    [DataRow("main.go", "cmd/main.go", false)]
    [DataRow("/main.go", "main.go", true)]
    [DataRow("./a/../main.go", "main.go", true)]
    [DataRow("../main.go", "main.go", false)]
    [DataRow("bin/", "bin", true)]
    [DataRow("bin/", "bin/orders", true)]
    [DataRow("bin", "bin/deep/orders", true)]
    [DataRow("bin", "cmd/bin", false)]
    [DataRow("bin", "binary", false)]
    [DataRow("  bin  ", "bin", true)]
    [DataRow("\uFEFFbin", "bin", true)]
    [DataRow("# bin", "# bin", false)]
    [DataRow(" # bin", "# bin", true)]
    [DataRow("BIN", "bin", false)]
    [DataRow("*", "go.mod", true)]
    [DataRow("*", "cmd/main.go", true)]
    [DataRow("*.go", "main.go", true)]
    [DataRow("*.go", "cmd/main.go", false)]
    [DataRow("*/*.go", "cmd/main.go", true)]
    [DataRow("*/*.go", "cmd/a/main.go", false)]
    [DataRow("**", "cmd/a/main.go", true)]
    [DataRow("**/*.go", "main.go", true)]
    [DataRow("**/*.go", "cmd/a/main.go", true)]
    [DataRow("**/obj", "obj", true)]
    [DataRow("**/obj", "src/web/obj/x.dll", true)]
    [DataRow("**/obj", "src/web/myobj", false)]
    [DataRow("**obj", "src/web/myobj", true)]
    [DataRow("**obj*", "src/web/myobj", false)]
    [DataRow("**obj*", "src/web/objects", true)]
    [DataRow("**.md", "docs/a.md", true)]
    [DataRow("docs/**", "docs", false)]
    [DataRow("docs/**", "docs/a/b.md", true)]
    [DataRow("docs/**", "docs2/a", false)]
    [DataRow("a/**/z", "a/z", true)]
    [DataRow("a/**/z", "a/b/c/z", true)]
    [DataRow("a/**/z", "a/bz", false)]
    [DataRow("a/**/z*", "a/b/zoo", true)]
    [DataRow("a/**/b/**/c", "a/x/b/y/y/c", true)]
    [DataRow("a/**/b/**/c", "a/x/y/c", false)]
    [DataRow("a?c", "abc", true)]
    [DataRow("a?c", "a/c", false)]
    [DataRow("a?c", "a\U0001F600c", true)]
    [DataRow("[a-c]x", "bx", true)]
    [DataRow("[a-c]x", "dx", false)]
    [DataRow("[^a-c]x", "dx", true)]
    [DataRow("[^a-c]x", "ax", false)]
    [DataRow("[\\]]x", "]x", true)]
    [DataRow("a\\*b", "a*b", true)]
    [DataRow("a\\*b", "axb", false)]
    [DataRow("a.b", "axb", false)]
    [DataRow("a+b(c)$", "a+b(c)$", true)]
    [DataRow("*\n!go.mod", "go.mod", false)]
    [DataRow("*\n! go.mod", "go.mod", false)]
    [DataRow("*\n!/go.mod", "go.mod", false)]
    [DataRow("*\n!go.mod", "go.sum", true)]
    [DataRow("!go.mod\n*", "go.mod", true)]
    [DataRow("*\n!cmd", "cmd/a/main.go", false)]
    [DataRow("*\n!cmd/**/*.go", "cmd/a/main.go", false)]
    [DataRow("*\n!cmd/**/*.go", "cmd/a/readme", true)]
    [DataRow("*\n!**/*.go\n**/*_test.go", "cmd/main_test.go", true)]
    [DataRow("*\n!**/*.go\n**/*_test.go\r\n!cmd/main_test.go\r\n", "cmd/main_test.go", false)]
    [DataRow("cmd\n!cmd/main.go", "cmd/main.go", false)]
    [DataRow("cmd\n!cmd/main.go", "cmd/other.go", true)]
    public void Patterns_count_as_they_do_for_BuildKit(string patterns, string path, bool isExcluded) =>
        Assert.AreEqual(isExcluded, IgnoreFile.Parse(patterns).Excludes(path));

    [TestMethod]
    public void An_exception_for_a_folder_that_was_not_excluded_itself_saves_nothing_inside()
    {
        Assert.IsTrue(IgnoreFile.Parse("a/b\n!a").Excludes("a/b"));
        Assert.IsFalse(IgnoreFile.Parse("a\na/b\n!a").Excludes("a/b"));
    }

    [TestMethod]
    public void A_file_that_is_listed_but_cannot_be_opened_is_excluded() =>
        Assert.IsTrue(IgnoreFile.Parse("*\n!a/c\na").Excludes("a/c"));

    [TestMethod]
    [DataRow("!")]
    [DataRow("[")]
    [DataRow("a[]b")]
    [DataRow("[a")]
    [DataRow("[a-]")]
    [DataRow("[-a]")]
    [DataRow("a\\")]
    public void What_BuildKit_refuses_is_named_and_excludes_nothing(string pattern)
    {
        var file = IgnoreFile.Parse("# why\n" + pattern);

        Assert.AreEqual(2, file.Invalid.Single().Line);
        Assert.IsFalse(file.Excludes("a"));
    }

    [TestMethod]
    public void The_pattern_that_decides_is_told_with_its_place()
    {
        var pattern = IgnoreFile.Parse("# what isn't needed\n*\n  ! cmd\n cmd/*.md\n").FindExcluding("cmd/a.md")!;

        Assert.AreEqual(("cmd/*.md", 4, 2), (pattern.Text, pattern.Line, pattern.Column));
        Assert.AreEqual(5, IgnoreFile.Parse("# what isn't needed\n*\n  ! cmd\n").Patterns[1].Column);
    }

    [TestMethod]
    public void Hostile_patterns_take_no_time()
    {
        var file = IgnoreFile.Parse(
            string.Concat(Enumerable.Repeat("*a", 500)) + "b\n" + string.Concat(Enumerable.Repeat("**/a/", 300)) + "b"
        );
        var start = Stopwatch.GetTimestamp();

        Assert.IsFalse(file.Excludes(new string('a', 1000) + "/" + string.Concat(Enumerable.Repeat("a/", 200)) + "c"));
        Assert.IsLessThan(60, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
