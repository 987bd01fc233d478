using System.Collections.Immutable;
using CsCheck;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Proxies;

[TestClass]
public sealed class ProxyPolicyTests
{
    private const string Shipped = "GOPROXY=https://public.example.com,direct\nGOSUMDB=sum.example.com\n";

    [TestMethod]
    public void Go_as_it_is_shipped_is_silent()
    {
        AssertCodes("", Machine());
        AssertCodes(
            "",
            new GoSettings(
                new(Variables())
                {
                    Reported = Variables(
                        "GOPROXY=https://a.example.com,https://b.example.com",
                        "GOSUMDB=sum.example.com"
                    ),
                }
            )
        );
        AssertCodes("", new GoSettings(new(Variables())));
    }

    [TestMethod]
    [DataRow("https://proxy.example.com,direct", "")]
    [DataRow("https://proxy.example.com|https://b.example.com|direct", "")]
    [DataRow("https://proxy.example.com,off", "")]
    [DataRow("off", "")]
    [DataRow("file:///srv/modules,https://proxy.example.com,direct", "")]
    [DataRow("http://localhost:3000,direct", "")]
    [DataRow("http://127.1.2.3:3000", "")]
    [DataRow("http://[::1]:3000", "")]
    [DataRow("https://proxy.example.com,,direct", "1201 Warning")]
    [DataRow("https://proxy.example.com, direct", "1201 Warning")]
    [DataRow("proxy.example.com,direct", "1201 Warning")]
    [DataRow("direct,https://proxy.example.com", "1201 Warning 1204 Warning")]
    [DataRow("off,https://proxy.example.com", "1201 Warning")]
    [DataRow("Direct", "1201 Error")]
    [DataRow("https://proxy.example.com direct", "1201 Error")]
    [DataRow("https://me:p,w@proxy.example.com", "1201 Error")]
    [DataRow("https://me@proxy.example.com,direct", "1202 Warning")]
    [DataRow("https://@proxy.example.com,direct", "")]
    [DataRow("https://a.example.com,https://b.example.com", "1203 Warning")]
    [DataRow("https://a.example.com|https://b.example.com,https://c.example.com,direct", "1203 Warning")]
    [DataRow("https://a.example.com,file:///srv/modules,direct", "1203 Warning")]
    [DataRow("direct", "1204 Warning")]
    [DataRow("http://proxy.example.com,direct", "1209 Warning")]
    [DataRow("https://a.example.com|http://127.0.0.1.example.com", "1209 Warning")]
    [DataRow("http://me:pw@proxy.example.com", "1202 Warning 1209 Warning")]
    public void GOPROXY_is_judged(string goProxy, string expected) =>
        AssertCodes(expected, Machine(("GOPROXY", goProxy)));

    [TestMethod]
    public void A_blank_GOPROXY_in_the_users_file_is_an_error_at_its_line()
    {
        var sources = new GoSettingSources(Variables())
        {
            UserFile = GoEnvFile.Parse("/user/env", "\nGOPROXY=\n"),
            Reported = Variables("GOPROXY="),
        };
        var diagnostic = ProxyPolicy.Check(new(sources)).Single();
        Assert.AreEqual(
            ("GDT1201", DiagnosticSeverity.Error, new SourceLocation("/user/env", 2)),
            (diagnostic.Code, diagnostic.Severity, diagnostic.Location)
        );
    }

    [TestMethod]
    [DataRow("sum.example.com", "")]
    [DataRow("sum.example.com https://mirror.example.com/db", "")]
    [DataRow("sum.example.com https://me:pw@mirror.example.com/db", "1202 Warning")]
    [DataRow("sum.example.com http://mirror.example.com/db", "1209 Warning")]
    [DataRow("off", "1205 Warning")]
    public void GOSUMDB_is_judged(string goSumDb, string expected) =>
        AssertCodes(expected, Machine(("GOSUMDB", goSumDb)));

    [TestMethod]
    [DataRow("", "", "github.com", "1205 Warning")]
    [DataRow("git.example.com", "", "git.example.com", "")]
    [DataRow("*.example.com,other.example.org", "", "git.example.com/team,*.ci.example.com,other.example.org/", "")]
    [DataRow("git.example.com/team", "", "git.example.com", "1205 Warning")]
    [DataRow("git.example.com", "", "git.example.com,*", "1205 Warning")]
    [DataRow("", "git.example.com", "git.example.com", "")]
    [DataRow("git.example.com", "", "none", "")]
    public void What_nobody_verifies_has_to_be_private(string goPrivate, string goNoProxy, string open, string expected)
    {
        (string, string)[] others = [("GOPRIVATE", goPrivate), ("GONOPROXY", goNoProxy)];
        AssertCodes(expected, Machine([.. others, ("GONOSUMDB", open)]));
        AssertCodes(expected, Machine([.. others, ("GOINSECURE", open)]));
    }

    [TestMethod]
    public void A_proxy_that_serves_private_modules_needs_GONOSUMDB_alone()
    {
        AssertCodes("", Machine(("GONOSUMDB", "git.example.com")));
        AssertCodes("1205 Warning", Machine(("GOINSECURE", "git.example.com")));
    }

    [TestMethod]
    public void Without_a_checksum_database_GONOSUMDB_doesnt_matter() =>
        AssertCodes("1205 Warning", Machine(("GOSUMDB", "off"), ("GONOSUMDB", "*")));

    [TestMethod]
    [DataRow("*", "1206 Warning")]
    [DataRow("github.com", "1206 Warning")]
    [DataRow("git.example.com,github.com/", "1206 Warning")]
    [DataRow("github.com/*", "1206 Warning")]
    [DataRow("github.com/*/*", "1206 Warning")]
    [DataRow("git*.com", "1206 Warning")]
    [DataRow("*.org", "1206 Warning")]
    [DataRow("github.com/our-team", "")]
    [DataRow("github.com/our-team/*", "")]
    [DataRow("github.com/*-private", "")]
    [DataRow("*.example.com,git.example.com", "")]
    [DataRow("none", "")]
    public void Private_patterns_are_not_for_public_hosts(string patterns, string expected)
    {
        AssertCodes(expected, Machine(("GOPRIVATE", patterns)));
        AssertCodes(expected, Machine(("GONOPROXY", patterns)));
    }

    [TestMethod]
    public void A_setting_of_the_users_file_is_reported_at_its_line()
    {
        var userFile = GoEnvFile.Parse("/user/env", "GOPRIVATE=*\nGONOSUMCHECK=1\nGOSUMDB=off\n");
        var diagnostics = ProxyPolicy.Check(new(new(Variables()) { UserFile = userFile }));
        Assert.AreEqual(
            "GDT1205 3:9|GDT1206 1:11|GDT1208 2:1",
            string.Join(
                '|',
                diagnostics.Select(diagnostic =>
                    $"{diagnostic.Code} {diagnostic.Location.Line}:{diagnostic.Location.Column}"
                )
            )
        );
        Assert.IsTrue(diagnostics.All(diagnostic => diagnostic.Location.File == "/user/env"));
    }

    [TestMethod]
    [DataRow("", "GOPROXY=https://proxy.example.com,direct", "")]
    [DataRow("GOPROXY=https://other.example.com", "GOPROXY=https://proxy.example.com", "1211 Warning")]
    [DataRow("GOPROXY=https://a.example.com/ | direct,", "GOPROXY=https://a.example.com|direct", "")]
    [DataRow("GOPROXY=https://a.example.com,direct", "GOPROXY=https://a.example.com|direct", "1211 Warning")]
    [DataRow("", "GOPRIVATE=git.example.com", "1211 Message")]
    [DataRow("GOPRIVATE=b.example.com,a.example.com/", "GOPRIVATE=a.example.com,b.example.com", "")]
    [DataRow("GOPRIVATE=b.example.com", "GOPRIVATE=a.example.com", "1211 Warning")]
    [DataRow("GONOPROXY=b.example.com", "GONOPROXY=a.example.com", "1211 Warning")]
    [DataRow("", "GOSUMDB=own.example.com", "1211 Message")]
    [DataRow("GOSUMDB=own.example.com  https://x.example.com", "GOSUMDB=own.example.com https://x.example.com", "")]
    public void A_build_that_differs_from_its_machine_is_told_of(string machine, string property, string expected)
    {
        var sources = new GoSettingSources(machine.Length == 0 ? Variables() : Variables(machine))
        {
            GoRootFile = GoEnvFile.Parse(
                "/go/go.env",
                "GOPROXY=https://proxy.example.com,direct\nGOSUMDB=sum.example.com\n"
            ),
            Properties = Variables(property),
            ProjectFile = "/p/Shop.csproj",
        };
        AssertCodes(expected, new(sources));
    }

    [TestMethod]
    public void A_difference_from_an_unknown_default_is_not_told_of()
    {
        var sources = new GoSettingSources(Variables()) { Properties = Variables("GOPROXY=https://proxy.example.com") };
        AssertCodes("", new(sources));
        AssertCodes(
            "1211 Message",
            new(sources with { Reported = Variables("GOPROXY=https://public.example.com,direct") })
        );
    }

    [TestMethod]
    public void A_difference_is_reported_at_the_line_to_change()
    {
        var sources = new GoSettingSources(Variables())
        {
            Properties = Variables("GOPRIVATE=a.example.com"),
            ProjectFile = "/p/Shop.csproj",
            UserFile = GoEnvFile.Parse("/user/env", "GOPRIVATE=b.example.com"),
        };
        Assert.AreEqual(new("/user/env", 1, 11), ProxyPolicy.Check(new(sources)).Single().Location);
        Assert.AreEqual(
            new("/p/Shop.csproj"),
            ProxyPolicy.Check(new(sources with { UserFile = GoEnvFile.None })).Single().Location
        );

        // What came with the toolchain isn't the user's to change.
        var shipped = sources with
        {
            UserFile = GoEnvFile.None,
            GoRootFile = GoEnvFile.Parse("/go/go.env", "GOPRIVATE=b.example.com"),
        };
        Assert.AreEqual(new("/p/Shop.csproj"), ProxyPolicy.Check(new(shipped)).Single().Location);
    }

    [TestMethod]
    public void No_message_holds_a_password_or_a_second_line()
    {
        var secret = Gen.OneOf("QpwQ", "Qp,wQ", "Qp|wQ", "Qp/wQ", "Qp wQ", "Qp@wQ", "Qp%Q", "Q\"<Q", "Q:/Q", "Q://Q");
        var url = Gen.Select(Gen.OneOf("https://", "http://", "ftp://", "", "file://"), secret, (scheme, text) =>
            $"{scheme}me:{text}@a.example.com"
        );
        var value = Gen.Select(
            Gen.OneOf("", "direct,", "sum.example.com ", "https://b.example.com,"),
            url,
            Gen.OneOf("", ",off", "|*", "/x"),
            (a, b, c) => a + b + c
        );
        var setting = Gen.Select(
            Gen.OneOf("GOPROXY", "GOSUMDB", "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE", "GO_PROXY"),
            value
        );
        var module = GoModFile.Parse("module m\nrequire a.example.com/x v1.0.0\n", "/m/go.mod").Value;
        Gen.Select(setting.Array[1, 4], setting.Array[0, 2])
            .Sample(
                (variables, properties) =>
                {
                    var settings = new GoSettings(
                        new(variables.DistinctBy(pair => pair.Item1).ToDictionary())
                        {
                            Properties = properties.DistinctBy(pair => pair.Item1).ToDictionary(),
                            Reported = Variables("GOPROXY=https://public.example.com,direct"),
                        }
                    );
                    var diagnostics = ProxyPolicy
                        .Check(settings)
                        .AddRange(new PrivateNameCheck(settings).Check(module));
                    foreach (var diagnostic in diagnostics)
                    {
                        Assert.DoesNotContain("Q", diagnostic.Message);
                        Assert.DoesNotContain("\n", diagnostic.Message);
                    }
                },
                iter: 3000
            );
    }

    private static GoSettings Machine(params (string Name, string Value)[] environment) =>
        new(new(environment.ToDictionary()) { GoRootFile = GoEnvFile.Parse("/go/go.env", Shipped) });

    private static Dictionary<string, string> Variables(params string[] pairs) =>
        pairs.Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    private static string Codes(ImmutableArray<Diagnostic> diagnostics) =>
        string.Join(' ', diagnostics.Select(diagnostic => $"{diagnostic.Code[3..]} {diagnostic.Severity}"));

    private static void AssertCodes(string expected, GoSettings settings) =>
        Assert.AreEqual(expected, Codes(ProxyPolicy.Check(settings)));
}
