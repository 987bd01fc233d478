using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Tests.Sidecars;

/// <summary>Variables in the linker's flags, as go and as a shell are given them.</summary>
[TestClass]
public sealed class LinkerFlagsTests
{
    [TestMethod]
    [DataRow("-X main.version=$VERSION", "-X 'main.version=1.4.0'", null)]
    [DataRow("-s -w -X main.version=$VERSION", "-s -w -X 'main.version=1.4.0'", "-s -w")]
    [DataRow("-X=main.version=v${VERSION} -s", "-X 'main.version=v1.4.0' -s", "-s")]
    [DataRow("-X 'main.version=$VERSION of $REVISION' -w", "-X 'main.version=1.4.0 of abc' -w", "-w")]
    [DataRow("-X main.a=$VERSION --X main.b=$REVISION", "-X 'main.a=1.4.0' -X 'main.b=abc'", null)]
    [DataRow("-X main.made=$CREATED", null, null)]
    [DataRow("-s -w", "-s -w", "-s -w")]
    [DataRow("-X main.version=1.0", "-X main.version=1.0", "-X main.version=1.0")]
    [DataRow(
        "-extldflags '-Wl,-rpath,$ORIGIN' -X main.a=$(id)",
        "-extldflags '-Wl,-rpath,$ORIGIN' -X main.a=$(id)",
        "-extldflags '-Wl,-rpath,$ORIGIN' -X main.a=$(id)"
    )]
    [DataRow("-X 'never ends $VERSION", "-X 'never ends $VERSION", "-X 'never ends $VERSION")]
    [DataRow(null, null, null)]
    public void A_stamp_gets_its_value_or_is_left_out(string? flags, string? stamped, string? bare)
    {
        var parsed = LinkerFlags.Parse(flags);

        Assert.AreEqual(
            stamped,
            parsed.Expand(name =>
                name switch
                {
                    "VERSION" => "1.4.0",
                    "REVISION" => "abc",
                    _ => null,
                }
            )
        );
        Assert.AreEqual(bare, parsed.Expand(_ => null));
        Assert.IsEmpty(parsed.Unknown);
    }

    [TestMethod]
    public void A_value_may_hold_one_kind_of_quotes() =>
        Assert.AreEqual("-X \"main.version=it's\"", LinkerFlags.Parse("-X main.version=$VERSION").Expand(_ => "it's"));

    [TestMethod]
    [DataRow("-X main.a=$VERSON -X main.b=$VERSION", "VERSON")]
    [DataRow("-X main.a=$version", "version")]
    public void What_is_no_variable_is_told(string flags, string name) =>
        CollectionAssert.AreEqual(new[] { name }, LinkerFlags.Parse(flags).Unknown);

    [TestMethod]
    [DataRow("-s -w")]
    [DataRow("-X main.a=$OTHER")]
    public void Without_a_variable_there_is_no_word_for_a_shell(string flags) =>
        Assert.IsNull(LinkerFlags.Parse(flags).ToShellWord());

    [TestMethod]
    [DataRow(
        "-s -w -X main.version=$VERSION",
        """
            "-s -w ${VERSION:+-X 'main.version=${VERSION}'}"
            """
    )]
    [DataRow(
        "-X 'main.a=$VERSION-$REVISION $5}' -extldflags '\"$`\\'",
        """
            "${VERSION:+${REVISION:+-X 'main.a=${VERSION}-${REVISION} \$5\}'}} -extldflags '\"\$\`\\'"
            """
    )]
    public void For_a_shell_it_is_one_word(string flags, string word) =>
        Assert.AreEqual(word.Trim(), LinkerFlags.Parse(flags).ToShellWord());
}
