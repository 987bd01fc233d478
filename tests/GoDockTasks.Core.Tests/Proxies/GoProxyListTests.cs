using GoDockTasks.Core.Proxies;

namespace GoDockTasks.Core.Tests.Proxies;

[TestClass]
public sealed class GoProxyListTests
{
    [TestMethod]
    public void Entries_have_their_kind_number_and_separator()
    {
        var list = GoProxyList.Parse("https://a.example.com|,http://b.example.com/x?y,file:///srv/m|direct");
        Assert.IsNull(list.Refusal);
        Assert.AreEqual(
            "1 Server https://a.example.com |;3 Server http://b.example.com/x?y ,;4 Folder file:///srv/m "
                + "|;5 Direct direct ,",
            string.Join(
                ';',
                list.Entries.Select(entry =>
                    $"{entry.Number} {entry.Kind} {entry.Text} {(entry.FallsBackOnAnyError ? '|' : ',')}"
                )
            )
        );
        AssertOddities("2 BlankEntry", list);
    }

    [TestMethod]
    [DataRow("direct,", "2 BlankEntry")]
    [DataRow(",direct", "1 BlankEntry")]
    [DataRow("https://a.example.com, direct", "2 OuterBlanks")]
    [DataRow("a.example.com/x|localhost:80", "1 ImpliedScheme;2 ImpliedScheme")]
    [DataRow("off,a b,direct", "2 AfterEnd;3 AfterEnd")]
    [DataRow("direct|off, ", "2 AfterEnd;3 BlankEntry")]
    public void What_go_passes_over_is_an_oddity(string value, string oddities)
    {
        var list = GoProxyList.Parse(value);
        Assert.IsNull(list.Refusal);
        AssertOddities(oddities, list);
    }

    [TestMethod]
    [DataRow("", nameof(GoProxyProblemKind.NoEntries), 0)]
    [DataRow(" | ,", nameof(GoProxyProblemKind.NoEntries), 0)]
    [DataRow("https://a.example.com,Direct", nameof(GoProxyProblemKind.MissingScheme), 2)]
    [DataRow("noproxy", nameof(GoProxyProblemKind.MissingScheme), 1)]
    [DataRow("/srv/modules", nameof(GoProxyProblemKind.MissingScheme), 1)]
    [DataRow("ssh://a.example.com", nameof(GoProxyProblemKind.UnknownScheme), 1)]
    [DataRow("https://a.example.com https://b.example.com", nameof(GoProxyProblemKind.BadUrl), 1)]
    [DataRow("file://srv/modules", nameof(GoProxyProblemKind.BadUrl), 1)]
    public void What_go_refuses_is_a_refusal(string value, string kind, int number)
    {
        var refusal = GoProxyList.Parse(value).Refusal;
        Assert.AreEqual((kind, number), (refusal?.Kind.ToString(), refusal?.Number));
    }

    [TestMethod]
    public void A_refused_entry_ends_the_list()
    {
        var list = GoProxyList.Parse("https://a.example.com,word,https://b.example.com");
        Assert.HasCount(1, list.Entries);
        Assert.AreEqual(2, list.Refusal?.Number);
    }

    // None of these makes go use a network: S is a folder that has the module, and port 1 of the loopback refuses.
    private static readonly string[] Lists =
    [
        "off",
        "off,a b",
        "off|::",
        "Off",
        "OFF,off",
        " off ",
        " off\t,",
        ",off",
        "||off",
        " ",
        ",",
        "|",
        " , ",
        "noproxy",
        "noproxy,off",
        "a b",
        "a b,off",
        "file:///S",
        "file:///S/ , off",
        "file:///S|word",
        "file:///S/none|x",
        "file:///S/none,off",
        "https:/a.example.com",
        "https:///x",
        ":",
        "https://:80",
        "https://u@",
        "http://",
        "https",
    ];

    private static readonly string[] Entries =
    [
        "direct-less",
        "none",
        "Direct",
        "*",
        "%",
        "/srv/x",
        "//srv/x",
        "srv\\x",
        "file",
        "C:/x",
        "C:\\x",
        "://x",
        ":/x",
        "file:/S",
        "file://S",
        "file://localhost/S",
        "file:///S?x",
        "file:///S?",
        "file:///S#x",
        "file:///S#",
        "file://u@/S",
        "FILE:///x",
        "file:///S/%",
        "file:///S/%41",
        "file:///S/%zz",
        "file:///S/a b",
        "ftp://a.example.com",
        "ssh://git@a.example.com/x",
        "httpss://a.example.com",
        "ht!tp://a.example.com",
        "1http://a.example.com",
        "127.0.0.1:1",
        "127.0.0.1:1/x",
        "HTTP://127.0.0.1:1",
        "http://127.0.0.1:x",
        "http://127.0.0.1:80x/",
        "http://127.0.0.1:1?x=%",
        "http://127.0.0.1:1#x",
        "http://127.0.0.1:1/a b",
        "http://a b",
        "http://a\u0001b",
        "http://a\\b",
        "http://a%41b",
        "http://%zz",
        "http://a^b",
        "http://a`b",
        "http://a{b}",
        "http://127.0.0.1:1/%",
        "http://127.0.0.1:1/%4",
        "http://127.0.0.1:1/%41",
        "http://127.0.0.1:1/#%",
        "http://127.0.0.1:1/<x>",
        "http://[::1]:1",
        "http://[::1",
        "http://[::1]x",
        "http://[::1]:x",
        "http://[fe80::1%zz]",
        "http://u p@127.0.0.1:1",
        "http://u:%@127.0.0.1:1",
        "http://u\"@127.0.0.1:1",
        "http://ü@127.0.0.1:1",
        "http://u:p/w@127.0.0.1:1",
        "https://u:p@w@127.0.0.1:1",
        "https://u@127.0.0.1:1",
        "https://u:%41@127.0.0.1:1/x",
    ];

    // Only Go 1.26 and newer refuse these as they are read; an older go fails when it looks for such a host.
    private static readonly string[] NewlyRefused =
    [
        "http://127.0.0.1:1:1",
        "http://::1",
        "http://x[::1]",
        "http://[127.0.0.1]",
        "http://[::1%25]",
    ];

    [TestMethod]
    [DynamicData(nameof(RealGo.EachVersion), typeof(RealGo))]
    public Task Every_go_refuses_the_same_lists(string version) => AssertSameAsync(version, Lists, after: "");

    [TestMethod]
    [DynamicData(nameof(RealGo.EachVersion), typeof(RealGo))]
    public Task Every_go_refuses_the_same_entries(string version) =>
        AssertSameAsync(version, Entries, after: "|file:///S");

    [TestMethod]
    public Task The_newest_go_refuses_more_hosts() => AssertSameAsync(RealGo.Newest, NewlyRefused, after: "|file:///S");

    private static async Task AssertSameAsync(string version, string[] patterns, string after)
    {
        using var folder = new TemporaryFolder();
        var store = new ModuleStore(folder.Path("store")).Add("example.com/greet", "v1.2.0");
        var go = RealGo.Get(version);
        foreach (var pattern in patterns)
        {
            var value = (pattern + after).Replace("file:///S", store.Url, StringComparison.Ordinal);
            var environment = RealGo.Environment(
                folder.Root,
                ("GOPROXY", value),
                ("GOPATH", folder.Path(Guid.NewGuid().ToString("N"))),
                ("NO_PROXY", "*")
            );
            var outcome = await go.RunAsync(folder.Root, environment, "list", "-m", "example.com/greet@v1.2.0");
            var refused =
                !outcome.Succeeded && !outcome.StandardError.Contains("GOPROXY=off", StringComparison.Ordinal);
            Assert.AreEqual(refused, GoProxyList.Parse(value).Refusal is not null, $"{value}: {outcome.StandardError}");
        }
    }

    private static void AssertOddities(string expected, GoProxyList list) =>
        Assert.AreEqual(expected, string.Join(';', list.Oddities.Select(oddity => $"{oddity.Number} {oddity.Kind}")));
}
