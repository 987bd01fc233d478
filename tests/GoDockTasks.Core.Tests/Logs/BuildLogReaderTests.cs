using System.Text;
using GoDockTasks.Core.Logs;

namespace GoDockTasks.Core.Tests.Logs;

/// <summary>Which step failed, what it printed and where it stands, in every form of log.</summary>
[TestClass]
public sealed class BuildLogReaderTests
{
    private const string Command = "RUN go mod tidy";
    private const string Output =
        "go: downloading example.com/x v1.0.0\ngo: something that nobody knows\n\tand more of it\n";

    [TestMethod]
    [DynamicData(nameof(OfImages))]
    public void The_step_that_failed_has_what_it_printed(string form)
    {
        var log = Read(LogForms.All[form](Command, Output, 1));

        var step = log.Failed.Single();
        Assert.AreEqual(Output, step.Output, form);
        Assert.AreEqual(Command, step.Command);
        Assert.AreEqual(1, step.ExitCode);
        Assert.IsNull(step.Error);
    }

    [TestMethod]
    [DynamicData(nameof(OfImages))]
    public void A_log_from_the_source_of_a_page_is_read_as_it_was(string form)
    {
        const string Said = "go: \"x\" isn't <y> & z\n";
        var page = System.Net.WebUtility.HtmlEncode(LogForms.All[form](Command, Said, 1));

        foreach (var text in new[] { page, page.Replace("&quot;", "&#34;", StringComparison.Ordinal) })
            Assert.AreEqual(Said, Read(text).Failed.Single().Output, form);
    }

    [TestMethod]
    [DynamicData(nameof(Bare))]
    public void A_log_of_no_image_is_one_text(string form)
    {
        var log = Read(LogForms.All[form](Command, Output, 1));

        Assert.IsEmpty(log.Failed);
        Assert.IsFalse(log.HasSteps);
        Assert.Contains(Output, log.Rest);
    }

    [TestMethod]
    [DataRow("BuildKit, plain")]
    [DataRow("BuildKit, terminal")]
    [DataRow("GitHub Actions")]
    public void BuildKit_points_at_a_line(string form)
    {
        var step = Read(LogForms.All[form](Command, Output, 1)).Failed.Single();

        Assert.AreEqual(new LoggedSource("Dockerfile", 4, Command), step.Source);
    }

    [TestMethod]
    public void Each_step_that_failed_is_told_in_its_order()
    {
        var log = Read(
            "#6 [a 2/3] RUN go mod tidy\n#7 [b 2/3] RUN go mod download\n#6 0.100 one\n#7 0.100 two\n"
                + "#7 ERROR: process \"/bin/sh -c go mod download\" did not complete successfully: exit code: 2\n"
                + "#6 ERROR: process \"/bin/sh -c go mod tidy\" did not complete successfully: exit code: 1\n"
        );

        CollectionAssert.AreEqual(
            new[] { ("RUN go mod tidy", "one\n", 1), ("RUN go mod download", "two\n", 2) },
            log.Failed.Select(step => (step.Command, step.Output, step.ExitCode ?? 0)).ToArray()
        );
    }

    [TestMethod]
    public void A_step_that_was_canceled_or_went_well_did_not_fail()
    {
        var log = Read(
            "#6 [a 2/3] RUN go mod tidy\n#6 0.100 go: warning\n#6 DONE 0.2s\n#7 [b 2/3] RUN sleep 9\n#7 0.100 x\n#7 CANCELED\n"
        );

        Assert.IsEmpty(log.Failed);
        Assert.IsTrue(log.HasSteps);
    }

    [TestMethod]
    public void What_the_builder_says_of_a_step_is_told()
    {
        var log = Read(
            "#8 [build 3/6] COPY go.mod go.sum ./\n"
                + "#8 ERROR: failed to calculate checksum of ref a1b2::c3d4: \"/go.sum\": not found\n"
                + "------\n > [build 3/6] COPY go.mod go.sum ./:\n------\nDockerfile:3\n--------------------\n"
                + "   3 | >>> COPY go.mod go.sum ./\n--------------------\n"
                + "ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of "
                + "ref a1b2::c3d4: \"/go.sum\": not found\n"
        );

        var step = log.Failed.Single();
        Assert.AreEqual("failed to calculate checksum of ref a1b2::c3d4: \"/go.sum\": not found", step.Error);
        Assert.IsNull(step.ExitCode);
        Assert.AreEqual(3, step.Source?.Line);
    }

    [TestMethod]
    public void A_log_that_breaks_off_ends_in_its_last_step()
    {
        var step = Read("#6 [a 2/3] RUN go mod tidy\n#6 0.100 one\n").Failed.Single();

        Assert.AreEqual("one\n", step.Output);
        Assert.IsNull(step.ExitCode);
    }

    [TestMethod]
    public void Neither_a_long_line_nor_many_lines_are_kept_whole()
    {
        var line = Read(new string('x', 50 * 1024 * 1024));
        Assert.IsLessThanOrEqualTo(LogLines.MaxLine + 1, line.Rest.Length);

        using var many = new MemoryStream();
        for (var number = 0; number < 200_000; number++)
            many.Write(Encoding.UTF8.GetBytes($"line {number}\n"));
        many.Position = 0;
        var lines = BuildLogReader.Read(many);
        Assert.IsLessThan(300 * 1024, lines.Rest.Length);
        Assert.StartsWith("line 0\n", lines.Rest);
        Assert.EndsWith("line 199999\n", lines.Rest);
    }

    [TestMethod]
    public void Bytes_of_anything_are_no_text_and_blanks_are_nothing()
    {
        var random = new byte[64 * 1024];
        new Random(1).NextBytes(random);

        Assert.IsFalse(BuildLogReader.Read(new MemoryStream(random)).IsText);
        Assert.IsTrue(Read(" \n\r\n").IsEmpty);
        Assert.IsTrue(Read("").IsEmpty);
        Assert.IsTrue(Read(Output).IsText);
    }

    public static IEnumerable<object[]> OfImages =>
        LogForms.All.Keys.Except(Bare.Select(form => (string)form[0])).Select(form => new object[] { form });

    public static IEnumerable<object[]> Bare =>
        [
            ["bare"],
            ["bare, CRLF"],
            ["compose, a container's log"],
            ["GitHub Actions, bare"],
            ["GitLab, time stamps"],
        ];

    private static BuildLog Read(string text) => BuildLogReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
