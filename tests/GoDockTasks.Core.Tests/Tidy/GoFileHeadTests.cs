using System.Text;
using CsCheck;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

[TestClass]
public sealed class GoFileHeadTests
{
    private static readonly string[] Pieces =
    [
        "package ",
        "a",
        "import ",
        "(",
        ")",
        "\"b\"",
        "`",
        "\"",
        "//",
        "/*",
        "*/",
        "\n",
        ";",
        ".",
        "_",
        "\0",
        "é",
        "func ",
    ];

    // § marks where the head ends.
    [TestMethod]
    [DataRow("package a§\n\nfunc f() {}\n")]
    [DataRow("package a§; var x = 1\n")]
    [DataRow("//go:build linux\n\n/* c */ package a // x\n\nimport \"fmt\"§\n\n// c\nvar x = 1\n")]
    [DataRow(
        "package a\nimport \"b\"\nimport (\n\t\"c\" // d\n\te \"f\"; . \"g\"\n\t_ `h`\n)§\nconst x = \"import\"\n"
    )]
    [DataRow("package a;import\"b\";import(\"c\")§;type t int\n")]
    [DataRow("\uFEFFpackage ä\n\nimport ()§\ntype T struct{}")]
    [DataRow("package a\n\nimport \"C\"§\n\nimportant := 1\n")]
    public void The_head_ends_behind_the_last_import(string marked)
    {
        var end = Encoding.UTF8.GetByteCount(marked[..marked.IndexOf('§', StringComparison.Ordinal)]);

        Assert.AreEqual(
            end,
            GoFileHead.Measure(Encoding.UTF8.GetBytes(marked.Replace("§", "", StringComparison.Ordinal)))
        );
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("package a\n")]
    [DataRow("package a\n\nimport \"b\"\n")]
    [DataRow("package a\n\nimport (\n\t\"b\"\n")]
    [DataRow("package a\n\nimp")]
    [DataRow("package a\n/* never closed\nfunc f() {}\n")]
    [DataRow("package a\nimport \"b\nfunc f() {}\n")]
    [DataRow("packagea\nfunc f() {}\n")]
    [DataRow("not go at all {}\n")]
    [DataRow("package a\nimport 1\nfunc f() {}\n")]
    public void What_ends_inside_the_head_or_is_not_go_has_none(string text) =>
        Assert.AreEqual(-1, GoFileHead.Measure(Encoding.UTF8.GetBytes(text)));

    [TestMethod]
    public void Imports_are_told_with_their_places()
    {
        var text = Encoding.UTF8.GetBytes("package a\nimport \"b/c\"\nimport (\n\tx `d`\n)\nvar y = \"e\"\n");
        var found = new List<string>();

        GoFileHead.Measure(text, (offset, length) =>
            found.Add($"{offset} {Encoding.UTF8.GetString(text, offset, length)}")
        );

        Assert.AreSequenceEqual(["17 \"b/c\"", "35 `d`"], found);
    }

    [TestMethod]
    public void A_cut_file_never_has_another_head_than_the_whole_one()
    {
        var whole = Encoding.UTF8.GetBytes(
            "// c\npackage main // d\n\nimport \"a\"\nimport (\n\tb \"c\"\n\t\"d\"\n)\n\n/* e */ func main() {}\n"
        );
        var head = GoFileHead.Measure(whole);

        for (var length = 0; length < whole.Length; length++)
        {
            var cut = GoFileHead.Measure(whole.AsSpan(0, length));
            Assert.IsTrue(cut == -1 || cut == head, $"{length}: {cut}");
        }
    }

    [TestMethod]
    public void Any_bytes_have_a_head_within_them_or_none() =>
        Gen.Int[0, Pieces.Length - 1]
            .Select(index => Pieces[index])
            .Array[0, 40]
            .Sample(parts =>
            {
                var text = Encoding.UTF8.GetBytes(string.Concat(parts));
                var head = GoFileHead.Measure(text);
                return head >= -1 && head <= text.Length;
            });
}
