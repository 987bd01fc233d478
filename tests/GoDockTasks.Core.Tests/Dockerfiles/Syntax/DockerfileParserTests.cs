using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Tests.Dockerfiles.Syntax;

[TestClass]
public sealed class DockerfileParserTests
{
    [TestMethod]
    [DataRow("FROM a AS Build", "FROM", "a|AS|Build")]
    [DataRow("COPY --from=x a 'b c' d/", "COPY", "a|'b|c'|d/")]
    [DataRow("COPY [\"a b\", \"\\u0063\"]", "COPY", "a b|c")]
    [DataRow("RUN echo 'a  b'", "RUN", "echo 'a  b'")]
    [DataRow("RUN [\"echo\", \"a  b\"]", "RUN", "echo|a  b")]
    [DataRow("RUN ['echo']", "RUN", "['echo']")]
    [DataRow("USER a b ", "USER", "a b")]
    [DataRow("EXPOSE 1 2/udp", "EXPOSE", "1|2/udp")]
    [DataRow("HEALTHCHECK --interval=1m30s CMD [\"x\"]", "HEALTHCHECK", "x")]
    [DataRow("copy\ta\\\n  b", "copy", "a|b")]
    [DataRow("RUN a \\\n# no part of it\n\n  && b\n", "RUN", "a   && b")]
    [DataRow("RUN a \\\r\n b\r\n", "RUN", "a  b")]
    public void Arguments_are_what_BuildKit_takes_them_for(string line, string keyword, string arguments)
    {
        var instruction = Accepted("FROM scratch\n" + line).Instructions[1];

        Assert.AreEqual(keyword, instruction.Keyword.Text);
        Assert.AreEqual(arguments, string.Join('|', instruction.Arguments));
    }

    [TestMethod]
    [DataRow("ENV a=1 b=\"2 3\" c='4 5' d=6\\ 7", "a=1|b=\"2 3\"|c='4 5'|d=6\\ 7")]
    [DataRow("ENV a b c", "a=b c")]
    [DataRow("ARG a b=c", "a|b=c")]
    [DataRow("LABEL \"a b\"=c", "\"a b\"=c")]
    public void Names_and_values_keep_their_quotes(string line, string pairs)
    {
        var instruction = Accepted("FROM scratch\n" + line).Instructions[1];

        Assert.AreEqual(
            pairs,
            string.Join(
                '|',
                instruction.Pairs.Select(pair => pair.Value is { } value ? $"{pair.Name}={value}" : pair.Name.Text)
            )
        );
    }

    [TestMethod]
    [DataRow("RUN --mount=type=cache,target=/a --network=none x", "mount=type=cache,target=/a|network=none")]
    [DataRow("COPY --link --chown=\"1:2\" a b", "link=|chown=1:2")]
    [DataRow("RUN -- --mount=x", "")]
    public void Flags_come_before_the_arguments(string line, string flags)
    {
        var instruction = Accepted("FROM scratch\n" + line).Instructions[1];

        Assert.AreEqual(flags, string.Join('|', instruction.Flags.Select(flag => $"{flag.Name}={flag.Value}")));
    }

    [TestMethod]
    public void Directives_stand_at_the_top_and_the_escape_character_is_one_of_them()
    {
        var dockerfile = Accepted(
            "\uFEFF# syntax=docker/dockerfile:1\n# escape=`\nFROM scratch\nRUN a`\n b\n# check=skip=all\n"
        );

        CollectionAssert.AreEqual(
            new[] { "syntax", "escape" },
            dockerfile.Directives.Select(directive => directive.Name).ToArray()
        );
        Assert.AreEqual('`', dockerfile.EscapeToken);
        Assert.AreEqual("a b", dockerfile.Instructions[1].Arguments[0].Text);
    }

    [TestMethod]
    public void Here_documents_hold_the_lines_up_to_their_name()
    {
        var dockerfile = Accepted("FROM scratch\nRUN <<A cat <<-'B C'\n$x\nA\n\ttext\n\tB C\nCMD [\"y\"]\n");

        var (first, second) = (dockerfile.Instructions[1].Heredocs[0], dockerfile.Instructions[1].Heredocs[1]);
        Assert.AreEqual(
            ("A", true, false, "$x\n"),
            (first.Name, first.Expand, first.Chomp, dockerfile.Text[first.Start..first.End])
        );
        Assert.AreEqual(
            ("B C", false, true, "\ttext\n"),
            (second.Name, second.Expand, second.Chomp, dockerfile.Text[second.Start..second.End])
        );
        Assert.AreEqual(InstructionKind.Cmd, dockerfile.Instructions[2].Kind);
    }

    [TestMethod]
    public void Everything_has_its_place()
    {
        var dockerfile = Accepted(
            "\uFEFFFROM a\nRUN --mount=type=cache,target=/c \\\n  # why\n  go  build\nENV x=1 yy=2\n"
                + "COPY [\"s\", \\\n \"d\"]\n"
        );

        Assert.AreEqual((1, 6), At(dockerfile.Instructions[0].Arguments[0]));
        Assert.AreEqual((2, 5), At(dockerfile.Instructions[1].Flags[0].Source));
        Assert.AreEqual((4, 3), At(dockerfile.Instructions[1].Arguments[0]));
        Assert.AreEqual((5, 9), At(dockerfile.Instructions[2].Pairs[1].Name));
        Assert.AreEqual((5, 12), At(dockerfile.Instructions[2].Pairs[1].Value!.Value));
        Assert.AreEqual((6, 7), At(dockerfile.Instructions[3].Arguments[0]));
        Assert.AreEqual((7, 2), At(dockerfile.Instructions[3].Arguments[1]));

        (int, int) At(Word word) => (dockerfile.PositionOf(word.Start).Line, dockerfile.PositionOf(word.Start).Column);
    }

    [TestMethod]
    public void Stages_have_the_instructions_up_to_the_next_one()
    {
        var dockerfile = Accepted(
            "ARG V=1\nFROM a:$V AS Build\nRUN x\nFROM scratch\nCOPY --from=build /x /x\nUSER 1\n"
        );

        Assert.AreEqual("V", dockerfile.GlobalArguments.Single().Pairs[0].Name.Text);
        CollectionAssert.AreEqual(new[] { "build", null }, dockerfile.Stages.Select(stage => stage.Name).ToArray());
        CollectionAssert.AreEqual(
            new[] { 1, 2 },
            dockerfile.Stages.Select(stage => stage.Instructions.Length).ToArray()
        );
    }

    public static IEnumerable<object[]> Refused =>
        DockerfileTexts.Refused.Select(one => new object[] { one.Text, one.Line, one.Column });

    [TestMethod]
    [DynamicData(nameof(Refused))]
    public void What_BuildKit_refuses_is_an_error_at_its_place(string text, int line, int column)
    {
        var dockerfile = DockerfileParser.Parse(text);

        var position = dockerfile.PositionOf(dockerfile.Errors.Single().Start);
        Assert.AreEqual((line, column), (position.Line, position.Column));
    }

    [TestMethod]
    public void All_errors_are_found_in_one_pass()
    {
        var dockerfile = DockerfileParser.Parse("FROM a\nRAN x\nCOPY y\nENV z\nCMD [\"ok\"]\n");

        CollectionAssert.AreEqual(
            new[] { 2, 3, 4 },
            dockerfile.Errors.Select(error => dockerfile.PositionOf(error.Start).Line).ToArray()
        );
        Assert.AreEqual(InstructionKind.Cmd, dockerfile.Instructions[^1].Kind);
    }

    [TestMethod]
    public void A_line_may_have_65535_bytes()
    {
        var longest = "FROM a\nRUN " + new string('x', 64 * 1024 - 5);

        Assert.IsEmpty(DockerfileParser.Parse(longest + "\n").Errors);
        Assert.IsEmpty(DockerfileParser.Parse(longest).Errors);
        Assert.HasCount(1, DockerfileParser.Parse(longest + "x").Errors);
        Assert.HasCount(1, DockerfileParser.Parse(longest + "x\n").Errors);
    }

    [TestMethod]
    public void What_BuildKit_accepts_is_accepted()
    {
        foreach (var text in DockerfileTexts.Accepted)
            Accepted(text);
    }

    private static Dockerfile Accepted(string text)
    {
        var dockerfile = DockerfileParser.Parse(text);
        Assert.IsEmpty(dockerfile.Errors, text);
        return dockerfile;
    }
}
