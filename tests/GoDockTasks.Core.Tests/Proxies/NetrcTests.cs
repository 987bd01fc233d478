using System.Runtime.InteropServices;
using GoDockTasks.Core.Proxies;

namespace GoDockTasks.Core.Tests.Proxies;

[TestClass]
public sealed class NetrcTests
{
    [TestMethod]
    [DataRow("machine a.example.com login me password pw", "a.example.com/x/@v", "me:pw")]
    [DataRow("machine a.example.com\r\n\tlogin me\r\n\tpassword pw\r\n", "a.example.com", "me:pw")]
    [DataRow("machine a.example.com login me password pw", "a.example.com:8080/x", null)]
    [DataRow("machine a.example.com:8080 login me password pw", "a.example.com:8080/x", "me:pw")]
    [DataRow("machine a.example.com login me password pw", "b.a.example.com/x", null)]
    [DataRow(
        "machine a.example.com login one password 1\nmachine a.example.com login two password 2",
        "a.example.com",
        "one:1"
    )]
    [DataRow(
        "machine a.example.com login me password 1 machine a.example.com/team/ login team password 2",
        "a.example.com/team/x",
        "team:2"
    )]
    [DataRow(
        "machine a.example.com login me password 1 machine a.example.com/team login team password 2",
        "a.example.com/teams/x",
        "me:1"
    )]
    [DataRow("machine https://a.example.com login me password pw", "a.example.com/x", "me:pw")]
    [DataRow("machine a.example.com password pw login me", "a.example.com", "me:pw")]
    [DataRow("machine a.example.com login me\nmachine b.example.com password pw", "a.example.com", null)]
    [DataRow("machine a.example.com login me\nmachine b.example.com password pw", "b.example.com", null)]
    [DataRow("machine a.example.com account x login me password pw", "a.example.com", "me:pw")]
    [DataRow(
        "macdef m\nmachine a.example.com login no password no\n\nmachine a.example.com login me password pw",
        "a.example.com",
        "me:pw"
    )]
    [DataRow("default login me password pw", "a.example.com", null)]
    [DataRow("default\nmachine a.example.com login me password pw", "a.example.com", null)]
    [DataRow("machine", "a.example.com", null)]
    [DataRow("", "a.example.com", null)]
    public void Credentials_are_for_the_machine_that_they_name(string text, string address, string? credentials) =>
        Assert.AreEqual(credentials, Netrc.Parse(text).Find(address));

    [TestMethod]
    public void The_file_lies_where_go_looks()
    {
        var environment = new Dictionary<string, string> { ["HOME"] = "/home/me", ["USERPROFILE"] = "/users/me" };
        Assert.AreEqual("/home/me/.netrc", string.Join(';', Netrc.Paths(environment, OSPlatform.Linux)));
        Assert.AreEqual(
            "/users/me/_netrc;/users/me/.netrc",
            string.Join(';', Netrc.Paths(environment, OSPlatform.Windows)).Replace('\\', '/')
        );
        environment["NETRC"] = "/n";
        Assert.AreEqual("/n", string.Join(';', Netrc.Paths(environment, OSPlatform.Linux)));
        Assert.IsEmpty(Netrc.Paths(new Dictionary<string, string> { ["NETRC"] = "" }, OSPlatform.Linux));
    }
}
