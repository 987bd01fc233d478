using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Tests.Processes;

[TestClass]
public sealed class SecretsTests
{
    [TestMethod]
    [DataRow("https://me:s3cret@proxy.example.com,direct", "https://***@proxy.example.com,direct")]
    [DataRow("get https://token@proxy.example.com/x: 401", "get https://***@proxy.example.com/x: 401")]
    [DataRow("https://me:p@ss,w|rd@proxy.example.com", "https://***@proxy.example.com")]
    [DataRow("a http://u:a@h/x b ssh://git@h/y", "a http://***@h/x b ssh://***@h/y")]
    [DataRow("'https://proxy.example.com','me@example.com'", "'https://proxy.example.com','me@example.com'")]
    [DataRow(
        "{\"https://proxy.example.com\":\"me@example.com\"}",
        "{\"https://proxy.example.com\":\"me@example.com\"}"
    )]
    [DataRow("https://proxy.example.com/@v/list", "https://proxy.example.com/@v/list")]
    [DataRow("example.com/m@v1.0.0", "example.com/m@v1.0.0")]
    public void The_user_part_of_a_url_is_hidden(string text, string expected) =>
        Assert.AreEqual(expected, Secrets.Redact(text));
}
