using GoDockTasks.Core.Proxies;

namespace GoDockTasks.Core.Tests.Proxies;

[TestClass]
public sealed class ModulePatternsTests
{
    [TestMethod]
    [DataRow("git.example.com", "git.example.com/a/b", true)]
    [DataRow("git.example.com/", "git.example.com", true)]
    [DataRow("git.example.com/a", "git.example.com", false)]
    [DataRow("git.example.com", "git.example.com.evil", false)]
    [DataRow("*.example.com", "git.example.com/a", true)]
    [DataRow("*.example.com", "example.com/a", false)]
    [DataRow("x,,*/a", "git.example.com/a/b", true)]
    [DataRow("*", "a/b/c", true)]
    [DataRow("*/*", "a", false)]
    [DataRow(" git.example.com", "git.example.com/a", false)]
    [DataRow("*a*b?[c-e]", "xxaybbzd", true)]
    [DataRow("*a*b?[c-e]", "xxaybbzf", false)]
    [DataRow("[^a]x", "bx", true)]
    [DataRow("[^a]x", "ax", false)]
    [DataRow("\\*x", "*x", true)]
    [DataRow("\\*x", "yx", false)]
    [DataRow("[a", "a", false)]
    [DataRow("[]a]", "a", false)]
    [DataRow("[a-]", "a", false)]
    [DataRow("a?c", "a/c", false)]
    public void Patterns_match_the_first_elements(string patterns, string path, bool matches) =>
        Assert.AreEqual(matches, ModulePatterns.Match(patterns, path));

    [TestMethod]
    [DataRow("*.example.com", "*.ci.example.com", true)]
    [DataRow("[a].example.com", "[a].example.com/x,y", true)]
    [DataRow("git.example.com/a", "git.example.com", false)]
    [DataRow("git.example.com", "*", false)]
    [DataRow("", "git.example.com", false)]
    public void Patterns_cover_narrower_ones(string patterns, string pattern, bool covers) =>
        Assert.AreEqual(covers, ModulePatterns.Cover(patterns, pattern.Split("/x,y")[0]));
}
