using CsCheck;
using GoDockTasks.Core.Proxies;

namespace GoDockTasks.Core.Tests.Proxies;

[TestClass]
public sealed class UrlCredentialsTests
{
    [TestMethod]
    [DataRow("https://proxy.example.com,direct", "https://proxy.example.com,direct")]
    [DataRow(
        "https://me:pw@a.example.com,https://b.example.com|direct",
        "https://***@a.example.com,https://b.example.com|direct"
    )]
    [DataRow("https://a.example.com|https://token@b.example.com", "https://a.example.com|https://***@b.example.com")]
    [DataRow("https://me:p/w@a.example.com", "https://***@a.example.com")]
    [DataRow("https://me:p,w@a.example.com", "https://***@a.example.com")]
    [DataRow("https://me:p w@a.example.com", "https://***@a.example.com")]
    [DataRow("https://me:p@w@a.example.com", "https://***@a.example.com")]
    [DataRow("https://me:p://w@a.example.com", "https://***@a.example.com")]
    [DataRow("https://me:p,x://w@a.example.com", "https://***@a.example.com")]
    [DataRow("me:pw@a.example.com", "***@a.example.com")]
    [DataRow("me:pw@a.example.com,https://b.example.com", "***@a.example.com,https://b.example.com")]
    [DataRow("sum.example.com+1+key https://me:pw@a.example.com", "sum.example.com+1+key https://***@a.example.com")]
    [DataRow("@", "***@")]
    public void Credentials_are_hidden_however_malformed_the_list(string text, string expected) =>
        Assert.AreEqual(expected, UrlCredentials.Hide(text));

    [TestMethod]
    public void No_password_of_an_entry_survives()
    {
        var password = Gen.String[Gen.Char["sS3 ,|/:%#?\"<@.!"], 1, 8].Select(text => $"Q{text}Q");
        var entry = Gen.Select(Gen.OneOf("https://", "http://", "", " https://"), password, (scheme, text) =>
            $"{scheme}me:{text}@a.example.com"
        );
        var entries = Gen.OneOf(entry, Gen.OneOf("direct", "", "https://b.example.com/x")).Array[1, 4];
        Gen.Select(entries, Gen.OneOf(",", "|"))
            .Sample(
                (list, separator) => Assert.DoesNotContain("Q", UrlCredentials.Hide(string.Join(separator, list))),
                iter: 3000
            );
    }
}
