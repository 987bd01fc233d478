using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Tests.Dockerfiles.Syntax;

[TestClass]
public sealed class WordExpanderTests
{
    [TestMethod]
    [DataRow("a$x-${x}b", "a1.2.3-1.2.3b")]
    [DataRow("'$x'\"$x\"", "$x1.2.3")]
    [DataRow("\\$x \"\\$x\\n\"", "$x $x\\n")]
    [DataRow("${none:-d}${none-d}${empty:-d}${empty-d}", "ddd")]
    [DataRow("${x:+s}${empty:+s}${empty+s}", "ss")]
    [DataRow("${none:-${x}}", "1.2.3")]
    [DataRow("${x#*.}|${x##*.}|${x%.*}|${x%%.*}", "2.3|3|1.2|1")]
    [DataRow("${x/./-}|${x//./-}|${x//[.]/-}", "1-2.3|1-2-3|1.2.3")]
    [DataRow("$none$", "$")]
    [DataRow("$1a$@", "a")]
    public void Variables_quotes_and_modifiers_are_replaced(string word, string expected) =>
        Assert.AreEqual(expected, Expand(word).Text);

    [TestMethod]
    [DataRow("${x")]
    [DataRow("${}")]
    [DataRow("${x^}")]
    [DataRow("${x:#a}")]
    [DataRow("'a")]
    [DataRow("\"a")]
    [DataRow("${none:?why}")]
    public void What_cannot_be_replaced_is_an_error(string word) => Assert.IsNotNull(Expand(word).Error);

    [TestMethod]
    [DataRow("a$secret")]
    [DataRow("${secret:-d}")]
    [DataRow("${secret%a}")]
    [DataRow("${none:-$secret}")]
    public void What_depends_on_something_unknown_is_unknown(string word) =>
        Assert.AreEqual((null, null), (Expand(word).Text, Expand(word).Error));

    [TestMethod]
    public void What_is_set_though_unknown_is_set() => Assert.AreEqual("s", Expand("${secret+s}").Text);

    [TestMethod]
    public void Deep_nesting_ends_in_unknown()
    {
        var word = string.Concat(Enumerable.Repeat("${none:-", 10_000)) + new string('}', 10_000);

        Assert.IsNull(Expand(word).Text);
    }

    [TestMethod]
    public void Blanks_split_words_unless_they_are_quoted() =>
        CollectionAssert.AreEqual(new[] { "a", "b c", "d" }, Expand("a 'b c' ${none:-d}").Words.ToArray());

    private static Expansion Expand(string word) => new WordExpander('\\').Expand(word, name => name switch
            {
                "x" => new("1.2.3"),
                "empty" => new(""),
                "secret" => VariableValue.Unknown,
                _ => null,
            });
}
