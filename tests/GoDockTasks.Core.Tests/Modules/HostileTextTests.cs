using System.Diagnostics;
using System.Text;
using CsCheck;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed class HostileTextTests
{
    private const int Size = 1_000_000;

    // What one reader or another treats specially, over and over: each could make it look at the same text again and
    // again.
    private static readonly string[] Repeated =
    [
        "a",
        "\n",
        "(",
        ")",
        "a (\n",
        "\"",
        "`",
        "\\",
        "/*",
        "/* */",
        "//",
        "// a\n",
        "<<<<<<< a\n",
        "<<<<<<< a\n=======\n",
        ">>>>>>> a\n",
        "\u0000",
        "\ufeff",
        "module a\n",
        "tool a\n",
        "v1.",
        "0",
        "-",
        "[",
        "😀",
        "\ud83d",
        "a b c\n",
        "# a v1 => b\n",
        "# a v1\n## explicit\na\n",
        "## ",
        ";",
        "\r",
        "2",
        "*a",
    ];

    [TestMethod]
    public void Random_bytes_give_diagnostics() =>
        Gen.Byte.Array[0, 300].Sample(bytes => AssertHarmless(Utf8Text.Decode(bytes)), iter: 2000);

    [TestMethod]
    public void Random_characters_give_diagnostics() =>
        Gen.Char.Array[0, 100].Sample(characters => AssertHarmless(new string(characters)), iter: 2000);

    [TestMethod]
    public void Files_with_mistakes_give_diagnostics() =>
        ModFileGen.Mutated(ModFileGen.GoMod).Sample(AssertHarmless, iter: 2000);

    [TestMethod]
    public void A_megabyte_takes_no_more_than_its_share_of_time()
    {
        foreach (var text in Repeated)
        {
            AssertQuick(Repeat(text, Size));
            AssertQuick("<<<<<<< a\n" + Repeat(text, Size / 10) + "\n>>>>>>> b\n");
            AssertQuick("require (\n" + Repeat(text, Size / 10) + "\n)\n");
            AssertQuick("require a/v" + Repeat(text, Size / 10) + " v1.0.0\n");
        }
    }

    [TestMethod]
    public void Long_versions_and_paths_take_no_more_than_their_share_of_time()
    {
        var clock = Stopwatch.StartNew();
        foreach (var text in Repeated)
        {
            var repeated = "v1.0.0-" + Repeat(text, Size / 10);
            Semver.Compare(repeated, repeated + "0");
            PseudoVersion.IsPseudo(repeated);
            GoVersion.Compare("1." + repeated, "go1.2" + repeated);
            ModulePath.IsValid(repeated);
            ModulePath.TrySplitMajor("a/" + repeated, out _, out _);
            ModulePath.MatchPatterns(repeated, "example.com/a");
            ModulePath.MatchPatterns("a,*b", repeated);
            ModulePath.Unescape(repeated);
        }

        Assert.IsLessThan(240.0, clock.Elapsed.TotalSeconds);
    }

    private static string Repeat(string text, int length) =>
        new StringBuilder(length + text.Length).Insert(0, text, length / text.Length).ToString();

    // A second or less on a machine with nothing else to do; a quadratic reader takes minutes.
    private static void AssertQuick(string text)
    {
        var clock = Stopwatch.StartNew();
        AssertHarmless(text);
        Assert.IsLessThan(60.0, clock.Elapsed.TotalSeconds, Quoted.Value(text));
    }

    private static void AssertHarmless(string text)
    {
        AssertOrdered(GoModFile.Parse(text, "/f").Diagnostics);
        AssertOrdered(GoWorkFile.Parse(text, "/f").Diagnostics);
        AssertOrdered(GoSumFile.Parse(text, "/f").Diagnostics);
        AssertOrdered(VendorModulesFile.Parse(text, "/f").Diagnostics);
    }

    private static void AssertOrdered(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        Assert.IsLessThanOrEqualTo(20, diagnostics.Count);
        var last = new SourceLocation("/f");
        foreach (var diagnostic in diagnostics)
        {
            var location = diagnostic.Location;
            Assert.IsTrue((location.Line, location.Column).CompareTo((last.Line, last.Column)) >= 0);
            Assert.IsGreaterThan(0, location.Column);
            Assert.IsLessThan(1000, diagnostic.Message.Length);
            Assert.IsLessThan(0, diagnostic.Message.AsSpan().IndexOfAnyInRange('\0', '\x1f'));
            last = location;
        }
    }
}
