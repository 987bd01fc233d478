using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Failures;
using GoDockTasks.Core.Logs;
using GoDockTasks.Core.Tests.Failures;

namespace GoDockTasks.Core.Tests.Logs;

/// <summary>How well outputs are understood that real programs printed, ours and a rival's.</summary>
[TestClass]
[DoNotParallelize]
public sealed class LogCorpusTests
{
    private const string Unsure = "GDT1199";

    // What no log can be told as, and why.
    private static readonly ImmutableArray<(string Code, string Why)> NotOfLogs =
    [
        (Unsure, "it is what is said of an output that fits no class"),
        ("GDT1151", "which files are there only a build sees; a log's is GDT1150"),
    ];

    // Told by what a log is, or by who says a sentence in it.
    private static readonly ImmutableArray<string> OfSteps =
    [
        "GDT1155",
        "GDT2116",
        "GDT2122",
        "GDT2407",
        "GDT2408",
        "GDT2413",
        "GDT5003",
    ];

    // In the words of the issue, as BuilderLogTests builds them.
    private static readonly ImmutableArray<(string Case, string Code)> TenCauses =
    [
        ("a-corrupt-module-in-the-cache", "GDT1110"),
        ("a-module-cache-owned-by-root", "GDT1012"),
        ("a-private-module", "GDT1121"),
        ("a-proxy-that-stalls", "GDT1128"),
        ("a-sign-in-page", "GDT1124"),
        ("go-sum-not-copied", "GDT1009"),
        ("go-too-old-in-the-image", "GDT1003"),
        ("no-proxy", "GDT1127"),
        ("tidy-before-the-source", "GDT1001"),
        ("workdir-without-go-mod", "GDT1106"),
    ];

    private static readonly IReadOnlyList<LogCorpus> Corpus = LogCorpus.ReadAll();

    [TestMethod]
    public void There_are_at_least_160_outputs() => Assert.IsGreaterThanOrEqualTo(160, Corpus.Count);

    [TestMethod]
    public void No_output_is_taken_for_another_cause()
    {
        var wrong = Corpus
            .Select(output => (output.File, output.Code, Found: Classify(output.Text)))
            .Where(output => output.Found != output.Code && output.Found != Unsure);

        Assert.IsEmpty(wrong);
    }

    [TestMethod]
    public void At_least_98_of_100_outputs_are_understood() => Assert.IsGreaterThanOrEqualTo(0.98, Ours().Share);

    [TestMethod]
    public void Each_class_that_a_log_can_be_told_as_has_outputs_of_two_versions_of_Go()
    {
        var classes = FailurePatterns
            .Gos.Concat(FailurePatterns.Compilers)
            .Select(pattern => pattern.Descriptor.Code)
            .Concat(OfSteps)
            .Except(NotOfLogs.Select(not => not.Code));
        var versions = Corpus
            .GroupBy(output => output.Code, output => output.Go)
            .ToDictionary(outputs => outputs.Key, outputs => outputs.Distinct().Count());

        Assert.AreSequenceEqual(
            classes.Distinct().Order(StringComparer.Ordinal),
            versions.Keys.Order(StringComparer.Ordinal)
        );
        Assert.IsEmpty(versions.Where(each => each.Value < 2));
    }

    [TestMethod]
    public void Each_bare_output_is_of_a_case_that_is_run()
    {
        var cases = RealGoFailureTests
            .Cases.Append(RealGoTimeoutTests.Stalling)
            .Concat(RealGoTestFailureTests.Cases)
            .SelectMany(entry =>
                entry.Otherwise.Values.Select(other => other.Code).Append(entry.Code).Select(code => (code, entry.Name))
            )
            .Select(entry => (entry.code, LogCorpus.Slug(entry.Name)))
            .ToHashSet();

        Assert.IsEmpty(
            Corpus
                .Where(output => output.Form == "bare" && !cases.Contains((output.Code, output.Case)))
                .Select(output => output.File)
        );
    }

    /// <summary>
    /// In the forms that <see cref="LogForms"/> gives them: kaniko, podman and the build servers aren't there to make
    /// logs of their own.
    /// </summary>
    [TestMethod]
    [DynamicData(nameof(Forms))]
    public void An_output_means_the_same_in_each_form_of_log(string form)
    {
        var differing = Corpus
            .Where(output => output.Form == "bare")
            .Select(output =>
                (output.File, output.Code, Found: Classify(LogForms.All[form]("RUN go build ./...", output.Text, 1)))
            )
            .Where(output => output.Found != output.Code);

        Assert.IsEmpty(differing);
    }

    /// <summary>
    /// BuildKit's logs and the classic builder's are real; what the failed step printed in them is then given the other
    /// forms.
    /// </summary>
    [TestMethod]
    public void The_ten_causes_that_people_meet_most_are_told_by_every_form_of_log()
    {
        var names = TenCauses.Select(cause => cause.Case).ToHashSet();
        var builders = Corpus.Where(output => output.Form != "bare" && names.Contains(output.Case)).ToList();
        var causes = builders.GroupBy(output => output.Case).ToList();
        var differing =
            from output in builders
            where output.Form == "buildkit-plain"
            let step = BuildLogReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(output.Text))).Failed.Single()
            from form in LogForms.All
            where Classify(form.Value(step.Command!, step.Output, 1)) != output.Code
            select $"{output.File} as {form.Key}";

        Assert.AreSequenceEqual(
            TenCauses,
            builders
                .Select(output => (output.Case, output.Code))
                .Distinct()
                .OrderBy(cause => cause.Case, StringComparer.Ordinal)
        );
        foreach (var cause in causes)
        {
            Assert.AreSequenceEqual(
                ["buildkit-plain", "buildkit-terminal", "classic-builder"],
                cause.Select(output => output.Form).Distinct().Order(StringComparer.Ordinal)
            );
            Assert.HasCount(6, cause);
        }

        Assert.IsEmpty(differing);
    }

    [TestMethod]
    public void The_page_tells_both_scores()
    {
        var path = Path.Combine(Repository.Root, "docs", "troubleshooting.md");
        var (begin, end) = ("<!-- scores -->\n", "<!-- end of scores -->");
        var page = WrittenFile.Read(path);
        var start = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;

        WrittenFile.Is(
            path,
            page[..start]
                + "| | outputs | right | unsure | wrong |\n|---|---|---|---|---|\n"
                + Row("GoDockTasks", Ours())
                + Row("Dependabot's updater for Go modules", Theirs())
                + page[page.IndexOf(end, StringComparison.Ordinal)..]
        );
    }

    public static IEnumerable<object[]> Forms => LogForms.All.Keys.Select(form => new object[] { form });

    private static string Row(string name, Score score) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"| {name} | {score.Outputs} | {score.Right} ({100 * score.Share:0} %) | {score.Unsure} | {score.Wrong} |\n"
        );

    private static Score Ours() =>
        new(
            Corpus.Count,
            Corpus.Count(output => Classify(output.Text) == output.Code),
            Corpus.Count(output => Classify(output.Text) == Unsure && output.Code != Unsure)
        );

    private static Score Theirs() =>
        new(
            Corpus.Count,
            Corpus.Count(output => Dependabot.Means(Dependabot.Classify(output.Text), output.Code)),
            Corpus.Count(output => Dependabot.Classify(output.Text) == Dependabot.Unknown)
        );

    private static string Classify(string log) =>
        LogDiagnosis.Read(new MemoryStream(Encoding.UTF8.GetBytes(log)), "build.log").Cause.Code;

    private sealed record Score(int Outputs, int Right, int Unsure)
    {
        public double Share => (double)Right / Outputs;

        public int Wrong => Outputs - Right - Unsure;
    }
}
