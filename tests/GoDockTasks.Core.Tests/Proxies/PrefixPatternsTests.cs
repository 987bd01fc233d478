using GoDockTasks.Core.Proxies;

namespace GoDockTasks.Core.Tests.Proxies;

[TestClass]
public sealed class PrefixPatternsTests
{
    [TestMethod]
    [DataRow("*.example.com", "*.ci.example.com", true)]
    [DataRow("[ab].example.com/", "[ab].example.com", true)]
    [DataRow("git.example.com/a", "git.example.com", false)]
    [DataRow("git.example.com", "*", false)]
    [DataRow("", "git.example.com", false)]
    public void Patterns_cover_narrower_ones(string patterns, string pattern, bool covers) =>
        Assert.AreEqual(covers, PrefixPatterns.Cover(patterns, pattern));
}
