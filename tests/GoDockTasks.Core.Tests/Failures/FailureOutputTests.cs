using System.Diagnostics;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Failures;

namespace GoDockTasks.Core.Tests.Failures;

/// <summary>Whoever printed it, and whatever it is.</summary>
[TestClass]
public sealed class FailureOutputTests
{
    private const string Plain =
        "go: downloading example.com/x v1.0.0\ngo: example.com/m imports\n"
        + "\texample.com/x: example.com/x@v1.0.0: reading "
        + "https://proxy.example.com/example.com/x/@v/v1.0.0.zip: 404 Not Found\n\tserver response: no\n";

    [TestMethod]
    public void Prefixes_colours_and_line_ends_make_no_difference()
    {
        var plain = FailureClassifier.Classify(Plain) with { Output = "" };

        foreach (var printed in Printed(Plain))
        {
            var failure = FailureClassifier.Classify(printed);
            Assert.AreEqual(plain, failure with { Output = "" }, printed);
            Assert.AreEqual(printed, failure.Output);
        }
    }

    private static IEnumerable<string> Printed(string text)
    {
        yield return text.ReplaceLineEndings("\r\n");
        yield return text.ReplaceLineEndings("\r");
        yield return string.Concat(text.Split('\n').Select(line => $"#12 3.456 {line}\n"));
        yield return string.Concat(text.Split('\n').Select(line => $"#12 {line}\n"));
        yield return string.Concat(text.Split('\n').Select(line => $"0.321 {line}\n"));
        yield return string.Concat(text.Split('\n').Select(line => $"\e[31;1m{line}\e[0m\r\n"));
        yield return string.Concat(text.Split('\n').Select(line => $"\e]8;;https://example.com\a{line}\e]8;;\a\n"));
        yield return $"#11 [build 2/4] COPY . .\n#11 DONE 0.1s\n\n#12 [build 3/4] RUN go mod tidy\n"
            + $"{string.Concat(text.Split('\n').Select(line => $"#12 3.456 {line}\n"))}"
            + "#12 ERROR: process \"/bin/sh -c go mod tidy\" did not complete successfully: exit code: 1\n"
            + "------\n > [build 3/4] RUN go mod tidy:\n------\n";
    }

    [TestMethod]
    [DataRow("/tmp/a b: c/go.mod:5: unknown directive: x", "c/go.mod", 5, 0)]
    [DataRow("go: errors parsing go.mod:\n/tmp/a b/go.mod:5: unknown directive: x", "/tmp/a b/go.mod", 5, 0)]
    [DataRow("go: errors parsing go.mod:\ngo.mod:5:30: unexpected newline in string", "go.mod", 5, 30)]
    [DataRow("go: reading go.work: C:\\src\\go.work:3: unknown directive: x", "C:\\src\\go.work", 3, 0)]
    [DataRow("vet: ./m.go:3:2: undefined: x", "./m.go", 3, 2)]
    [DataRow(
        "package example.com/m\n\timports example.com/n\n\tn/n.go:7:2: use of internal package "
            + "example.com/o/internal not allowed",
        "n/n.go",
        7,
        2
    )]
    [DataRow("# example.com/m\n./a.s:12: unrecognized instruction \"FOO\"", "./a.s", 12, 0)]
    public void A_place_is_found(string output, string file, int line, int column) =>
        Assert.AreEqual(new(file, line, column), FailureClassifier.Classify(output).Position);

    [TestMethod]
    [DataRow("go: example.com/x@v1.0.0: reading http://127.0.0.1:80/m.go:9: 404 Not Found")]
    [DataRow("\t/usr/lib/go/src/runtime/panic.go:884 +0x1f")]
    [DataRow("main.go: no line")]
    [DataRow("main.go:0: no line")]
    [DataRow("main.go:99999999999: too long a line")]
    public void What_is_no_place_is_not_taken_for_one(string output) =>
        Assert.IsNull(FailureClassifier.Classify(output).Position);

    [TestMethod]
    [DataRow("go: reading http://127.0.0.1:8080/lookup/example.com/x@v1.0.0: 404 Not Found")]
    [DataRow("go: open /go/pkg/mod/example.com/x@v1.0.0/x.go: permission denied")]
    [DataRow("go: open C:\\go\\pkg\\mod\\example.com\\x@v1.0.0\\x.go: Access is denied.")]
    [DataRow("go: git fetch git@git.example.com: Permission denied (publickey).")]
    public void What_is_no_module_is_not_taken_for_one(string output) =>
        Assert.IsNull(FailureClassifier.Classify(output).ModulePath);

    [TestMethod]
    public void A_place_can_be_made_absolute() =>
        Assert.AreEqual(
            new SourceLocation(Path.Combine(Path.GetTempPath(), "m", "a.go"), 3, 2),
            new GoPosition("./a.go", 3, 2).In(Path.Combine(Path.GetTempPath(), "m"))
        );

    [TestMethod]
    [DataRow("go: example.com/x@v1.0.0: Get \"https://me:s3cret@proxy.example.com:8443/a.b@c\": EOF")]
    [DataRow(
        "go: example.com/x@v1.0.0: Get \"https://s3cret.token@proxy.example.com/x\": dial tcp: lookup "
            + "proxy.example.com: no such host"
    )]
    [DataRow("what https://me:s3cret@proxy.example.com is this")]
    public void No_password_is_shown(string output) =>
        Assert.DoesNotContain("s3cret", FailureClassifier.Classify(output).ToString());

    [TestMethod]
    public void A_long_cause_keeps_its_beginning_and_the_words_that_tell()
    {
        var failure = FailureClassifier.Classify(
            $"go: module example.com/x: git ls-remote -q origin in /{new string('v', 1000)}: exit status "
                + $"128:\n\tfatal: detected dubious ownership in repository at '/src'\n\t{new string('w', 1000)}\n"
        );

        Assert.IsTrue(failure.Summary.Length <= FailureClassifier.MaxSummary, failure.Summary);
        StringAssert.StartsWith(failure.Summary, "module example.com/x: git");
        Assert.Contains("detected dubious ownership in repository at '/src'", failure.Summary);
    }

    [TestMethod]
    public void A_summary_is_one_line_and_cuts_no_character_in_two()
    {
        foreach (var length in Enumerable.Range(0, 4))
        {
            var faces = new string('a', length) + string.Concat(Enumerable.Repeat("😀", 1000));
            var summary = FailureClassifier.Classify($"go: {faces}: no such host {faces}\n\t{faces}\0\a\n").Summary;

            Assert.DoesNotContain("\n", summary);
            Assert.IsTrue(summary.Length <= FailureClassifier.MaxSummary);
            Assert.IsTrue(summary.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar));
        }
    }

    [TestMethod]
    [DataRow("a")]
    [DataRow("\n")]
    [DataRow("\t")]
    [DataRow("\r")]
    [DataRow("@")]
    [DataRow("a@")]
    [DataRow(" ")]
    [DataRow("\e[")]
    [DataRow("\e]")]
    [DataRow("#1 ")]
    [DataRow("9")]
    [DataRow(".go:1")]
    [DataRow("a.go:1: ")]
    [DataRow("a.go:")]
    [DataRow(": ")]
    [DataRow("\tx imports\n")]
    [DataRow("note: \n")]
    [DataRow("# a\n")]
    [DataRow("reading ")]
    [DataRow("reading ://")]
    [DataRow("package a ")]
    [DataRow("verifying a.b@")]
    [DataRow("http://a@")]
    [DataRow("http://")]
    [DataRow("x ://y@z\n")]
    [DataRow("a.b c.d: dir has been ")]
    [DataRow("imported by @ imports ")]
    public void Any_text_is_read_in_time_that_grows_with_its_length(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 4 * 1024 * 1024 / piece.Length));
        var clock = Stopwatch.StartNew();

        var failure = FailureClassifier.Classify(text);

        Assert.IsTrue(clock.Elapsed < TimeSpan.FromSeconds(120), $"{clock.Elapsed}");
        Assert.IsTrue(failure.Summary.Length <= FailureClassifier.MaxSummary);
    }

    [TestMethod]
    [DataRow("\e]")]
    [DataRow("\e[")]
    [DataRow("a.go:")]
    [DataRow("x://a.go:1:")]
    [DataRow("a.go:0:")]
    [DataRow(": ")]
    [DataRow("\tx imports\n")]
    [DataRow("note: \n")]
    public void A_text_of_any_length_is_taken_apart_in_time_that_grows_with_it(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 8 * 1024 * 1024 / piece.Length));
        var clock = Stopwatch.StartNew();

        GoMessageReader.Read(text);

        Assert.IsTrue(clock.Elapsed < TimeSpan.FromSeconds(120), $"{clock.Elapsed}");
    }

    [TestMethod]
    [DataRow("", "\n")]
    [DataRow("\n", "")]
    public void The_cause_is_found_at_either_end_of_a_text_of_many_megabytes(string before, string after)
    {
        var filler = string.Concat(Enumerable.Repeat("go: downloading example.com/x v1.0.0\n", 600_000));

        var failure = FailureClassifier.Classify(
            (before.Length > 0 ? filler : "")
                + before
                + "go: example.com/y@v1.0.0: missing go.sum entry\n"
                + after
                + (after.Length > 0 ? filler : "")
        );

        Assert.AreEqual("GDT1009", failure.Code);
        Assert.AreEqual("example.com/y", failure.ModulePath);
    }
}
