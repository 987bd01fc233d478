using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Proxies;

/// <summary>GDT1208: variables meant for Go that Go doesn't know.</summary>
[TestClass]
public sealed class UnknownVariableTests
{
    [TestMethod]
    [DataRow("GONOSUMCHECK", "GONOSUMDB")]
    [DataRow("GO_PROXY", "GOPROXY")]
    [DataRow("GOMODPROXY", "GOPROXY")]
    [DataRow("GOPROXI", "GOPROXY")]
    [DataRow("GOPORXY", "GOPROXY")]
    [DataRow("GOPRIVTE", "GOPRIVATE")]
    [DataRow("GOPIRVATES", "GOPRIVATE")]
    [DataRow("GOSUMBD", "GOSUMDB")]
    [DataRow("GONOSUMBD", "GONOSUMDB")]
    [DataRow("GOFLAG", "GOFLAGS")]
    [DataRow("GO11MODULE", "GO111MODULE")]
    [DataRow("GOINSECUR", "GOINSECURE")]
    public void A_name_that_was_meant_for_Go_is_reported_with_what_was_meant(string name, string meant)
    {
        Assert.AreEqual(meant, GoVariableNames.Meant(name));
        var settings = new GoSettings(new(new Dictionary<string, string> { [name] = "x" }));
        Assert.AreEqual("GDT1208", ProxyPolicy.Check(settings).Single().Code);
    }

    [TestMethod]
    [DataRow(
        "GOLANG_VERSION GOLANG GOLANGCI_LINT_CACHE GOOGLE_APPLICATION_CREDENTIALS GOOGLE_CLOUD_PROJECT "
            + "GODOT GODOT4_BIN GOPASS_HOMEDIR GOPASS"
    )]
    [DataRow(
        "GOSS_PATH GOTESTSUM_FORMAT GOCOVERDIR GOENV_ROOT GOENV_SHELL GOOSE_DRIVER GOOSE_DBSTRING GOOSE "
            + "GORELEASER_CURRENT_TAG GOREPORTCARD"
    )]
    [DataRow(
        "GO_ENV GO_VERSION GO_PIPELINE_NAME GO_SERVER_URL GO_LDFLAGS GO_TAGS GO_TEST_TIMEOUT "
            + "GO_BUILD_FLAGS GO_PATH GO_CACHE GO_MOD_CACHE"
    )]
    [DataRow(
        "GOTAGS GOLDFLAGS GOGCFLAGS GOTESTFLAGS GOBUILDFLAGS GOPLS GOPKG GOHOME GOLIB GOMODE GOTEST GOVET "
            + "GOFMT GOLINT GOAPP GODIR GOCMD GORUN GOBUILD"
    )]
    [DataRow(
        "GOTIFY_TOKEN GOGS_CUSTOM GOACCESS_CONFIG GOCD_SERVER_URL GODADDY_API_KEY GOVC_URL GOVC_INSECURE "
            + "GOOD GOAL GO GOSU_VERSION GOSU GOVERN"
    )]
    [DataRow(
        "GOSUM GOMODULES GOROUTINES GOTENBERG_URL GOATCOUNTER GOREMAN_RPC GORILLA GOPHER GOCRYPTFS "
            + "GOBUSTER GOMPLATE GOKRAZY GOJIRA"
    )]
    public void Names_of_other_tools_and_of_ones_own_are_left_alone(string names)
    {
        foreach (var name in names.Split(' '))
            Assert.IsNull(GoVariableNames.Meant(name), name);
    }

    [TestMethod]
    [DynamicData(nameof(RealGo.EachVersion), typeof(RealGo))]
    public async Task Whatever_a_go_knows_is_left_alone(string version)
    {
        using var folder = new TemporaryFolder();
        var go = RealGo.Get(version);
        var source = await File.ReadAllTextAsync(Path.Combine(go.Root, "src", "internal", "cfg", "cfg.go"));
        var known = source.Split('`')[1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("GOPROXY", known);
        var printed = await go.RunAsync(folder.Root, RealGo.Environment(folder.Root), "env");
        var names = printed
            .StandardOutput.Split('\n')
            .Select(line => line.Split('=')[0].Replace("set ", "", StringComparison.Ordinal));
        foreach (
            var name in known
                .Concat(names)
                .Concat(["GOGC", "GOMAXPROCS", "GOMEMLIMIT", "GOTRACEBACK", "GORACE", "GOSSAFUNC", "GOVULNDB"])
        )
            Assert.IsNull(GoVariableNames.Meant(name), name);
    }

    [TestMethod]
    public void An_empty_variable_sets_nothing()
    {
        var settings = new GoSettings(new(new Dictionary<string, string> { ["GONOSUMCHECK"] = "" }));
        Assert.IsEmpty(ProxyPolicy.Check(settings));
    }

    [TestMethod]
    public void The_environments_order_does_not_matter()
    {
        string Names(params string[] names) =>
            string.Join(
                '|',
                ProxyPolicy
                    .Check(new(new(names.ToDictionary(name => name, _ => "x"))))
                    .Select(diagnostic => diagnostic.Message)
            );
        Assert.AreEqual(Names("GO_PROXY", "GONOSUMCHECK", "GOFLAG"), Names("GOFLAG", "GONOSUMCHECK", "GO_PROXY"));
    }
}
