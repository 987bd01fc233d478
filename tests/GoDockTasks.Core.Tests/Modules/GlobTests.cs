using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Tests.Modules;

/// <summary>As Go's path.Match.</summary>
[TestClass]
public sealed class GlobTests
{
    [TestMethod]
    [DataRow("a?c", "abc", true)]
    [DataRow("a?c", "a/c", false)]
    [DataRow("a?c", "ac", false)]
    [DataRow("*", "a/b", false)]
    [DataRow("a*c*e", "abcde", true)]
    [DataRow("a*c*e", "abcd", false)]
    [DataRow("[a-c]x", "bx", true)]
    [DataRow("[^a-c]x", "bx", false)]
    [DataRow("[^a-c]x", "dx", true)]
    [DataRow("[\\]]x", "]x", true)]
    [DataRow("[a", "a", false)]
    [DataRow("[a-]", "a", false)]
    [DataRow("[]", "a", false)]
    [DataRow("\\*", "*", true)]
    [DataRow("\\*", "a", false)]
    [DataRow("?", "\U0001F4A1", true)]
    public void Patterns_match_as_in_Go(string pattern, string name, bool matches) =>
        Assert.AreEqual(matches, Glob.IsMatch(pattern, name));
}
