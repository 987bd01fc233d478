using System.Diagnostics;
using CsCheck;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Tests.Dockerfiles.Syntax;

[TestClass]
public sealed class DockerfilePropertyTests
{
    private static readonly string[] Pieces =
    [
        "FROM a",
        "FROM a AS b",
        "RUN ",
        "COPY ",
        "ENV ",
        "ARG ",
        "CMD ",
        "ONBUILD ",
        "HEALTHCHECK ",
        "SHELL ",
        "VOLUME ",
        "\n",
        "\n",
        "\r\n",
        " ",
        "\t",
        "\\\n",
        "`\n",
        "# c\n",
        "#\n",
        "# escape=`\n",
        "<<EOF",
        "<<-'E F'",
        "EOF\n",
        "\tE F\n",
        "--mount=type=cache,target=/x",
        "--from=b",
        "--",
        "a",
        "b=c",
        "\"",
        "'",
        "\\",
        "$A",
        "${A:-b}",
        "${A",
        "[\"a\", \"b\"]",
        "[\"a\",1]",
        "[",
        "\"\\u00e9\"",
        "é",
        "\u00a0",
        "\uFEFF",
        "\0",
        "\ud800",
        "💡",
    ];

    private static readonly Gen<string> Texts = Gen.Frequency(
        (
            3,
            Gen.Int[0, Pieces.Length - 1]
                .Array[0, 40]
                .Select(indexes => string.Concat(indexes.Select(index => Pieces[index])))
        ),
        (1, Gen.String[0, 200])
    );

    [TestMethod]
    public void Any_text_is_read_and_prints_back() =>
        Texts.Sample(text => Assert.AreEqual(text, DockerfileWriter.Write(DockerfileParser.Parse(text))), iter: 20_000);

    [TestMethod]
    public void Every_word_stands_where_it_says() =>
        Texts.Sample(text =>
        {
            var dockerfile = DockerfileParser.Parse(text);
            foreach (var instruction in dockerfile.Instructions)
            {
                foreach (
                    var word in instruction
                        .Arguments.Append(instruction.Keyword)
                        .Where(word => word.End - word.Start == word.Text.Length)
                )
                    Assert.AreEqual(word.Text, text[word.Start..word.End]);
            }

            foreach (var error in dockerfile.Errors)
                Assert.IsTrue(error.Start >= 0 && error.Start <= text.Length);
        });

    [TestMethod]
    [DataRow("ONBUILD ")]
    [DataRow("RUN <<A <<B\n")]
    [DataRow("ENV a=\\\n")]
    [DataRow("${a:-")]
    [DataRow("# escape=`\n")]
    [DataRow("[\"")]
    [DataRow("--mount=")]
    [DataRow("\"'")]
    public void Time_grows_with_the_text(string piece)
    {
        var header = "FROM a\nRUN ";
        var (small, large) = (header + Repeat(5_000), header + Repeat(80_000));
        DockerfileParser.Parse(small);

        var first = Time(small);
        var second = Time(large);

        // Sixteen times the text: quadratic work would take 256 times as long.
        Assert.IsLessThan(100 * first.TotalMilliseconds + 500, second.TotalMilliseconds);

        string Repeat(int count) => string.Concat(Enumerable.Repeat(piece, count));

        static TimeSpan Time(string text)
        {
            var clock = Stopwatch.StartNew();
            DockerfileParser.Parse(text);
            return clock.Elapsed;
        }
    }
}
