using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Tests.Tidy;

namespace GoDockTasks.Core.Tests.Diagnosis;

/// <summary>
/// Services that don't build for the causes that people meet most: the cause comes first, with real go and loopback
/// proxies.
/// </summary>
[TestClass]
public sealed class ModuleDiagnosisTests
{
    private const string GoMod = "module example.com/orders\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n";
    private const string Main =
        "package main\n\nimport \"example.com/greet\"\n\nfunc main() { println(greet.Hello) }\n";

    private const string Sound =
        "FROM golang:1.27-bookworm AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\n"
        + "RUN CGO_ENABLED=0 go build -trimpath -o /tmp/orders .\n\nFROM gcr.io/distroless/static-debian12:nonroot\n"
        + "COPY --from=build /tmp/orders /orders\nUSER 65532:65532\nENTRYPOINT [\"/orders\"]\n";

    [TestMethod]
    [DataRow("1.19")]
    [DataRow(RealGo.Newest)]
    public async Task A_service_that_builds_has_no_cause(string go)
    {
        using var folder = await OrdersAsync(go);

        var module = await DiagnosedService.DiagnoseAsync(folder);

        Assert.AreEqual("GDT5002", module.Cause.Code, Text(module));
        Assert.AreEqual(ModuleCacheState.Sound, module.Cache);
        Assert.AreEqual(0, module.DockerfileErrors);
    }

    [TestMethod]
    public async Task Without_go_it_is_said_that_not_all_was_looked_at()
    {
        using var folder = await OrdersAsync();
        folder.Request = folder.Request with
        {
            Go = folder.Request.Go with { Executable = folder.Folder.Path("no/go") },
        };

        var module = await DiagnosedService.DiagnoseAsync(folder);

        Assert.AreEqual("GDT5002", module.Cause.Code, Text(module));
        Assert.Contains("GDT0002", module.Cause.Summary);
        Assert.AreEqual(module.Others.Single(other => other.Code == "GDT0002").Fix, module.Cause.Fix);
    }

    [TestMethod]
    public async Task How_modules_differ_is_said_of_the_one_that_is_pointed_at()
    {
        using var folder = await OrdersAsync();
        foreach (var (name, version) in new[] { ("old", "1.19"), ("middle", "1.20"), ("new", "1.21") })
            folder
                .With(name + "/go.mod", $"module example.com/{name}\n\ngo {version}\n")
                .With(name + "/main.go", "package main\n\nfunc main() {}\n");

        var modules = await DiagnosedService.DiagnoseAsync(folder, ["old", "middle", "new"]);

        Assert.AreSequenceEqual(
            ["old/go.mod", "middle/go.mod"],
            modules
                .SelectMany(module => module.Causes)
                .Where(cause => cause.Code == "GDT1004")
                .Select(cause => Path.GetRelativePath(folder.Folder.Root, cause.Location.File!).Replace('\\', '/'))
        );
    }

    [TestMethod]
    [DataRow(ModuleProxyFault.Refuses, "GDT1127")]
    [DataRow(ModuleProxyFault.SignInPage, "GDT1124")]
    [DataRow(ModuleProxyFault.RedirectToSignIn, "GDT1124")]
    [DataRow(ModuleProxyFault.Unauthorized, "GDT1122")]
    [DataRow(ModuleProxyFault.Forbidden, "GDT1122")]
    [DataRow(ModuleProxyFault.ServiceUnavailable, "GDT1123")]
    [DataRow(ModuleProxyFault.NotFound, "GDT1121")]
    public async Task A_proxy_that_fails_is_the_cause(ModuleProxyFault fault, string code)
    {
        using var folder = await OrdersAsync();
        await using var proxy = await ModuleProxy.StartAsync(folder.Proxy, fault);
        folder.Environment["GOPROXY"] = proxy.Url.AbsoluteUri;
        folder.Environment["GOPATH"] = folder.Folder.Path("empty");

        var module = await DiagnosedService.DiagnoseAsync(folder);

        Assert.AreEqual(code, module.Cause.Code, Text(module));
        Assert.AreNotEqual("", module.Cause.Fix);
        Assert.DoesNotStartWith("Not checked", module.Cause.Summary);
        Assert.IsNotEmpty(module.Remarks);
    }

    [TestMethod]
    public async Task A_proxy_that_stalls_is_the_cause_of_a_time_out()
    {
        using var folder = await OrdersAsync();
        await using var proxy = await ModuleProxy.StartAsync(folder.Proxy, ModuleProxyFault.Stalls);
        folder.Environment["GOPROXY"] = proxy.Url.AbsoluteUri;
        folder.Environment["GOPATH"] = folder.Folder.Path("empty");
        folder.Request = folder.Request with { Timeout = TimeSpan.FromSeconds(3) };

        var module = await DiagnosedService.DiagnoseAsync(folder);

        Assert.AreEqual("GDT1210", module.Cause.Code, Text(module));
        Assert.Contains(cause => cause.Code == "GDT0007", module.Others);
    }

    [TestMethod]
    public async Task Several_modules_wait_once_for_a_proxy_that_stalls()
    {
        using var folder = await OrdersAsync();
        await using var proxy = await ModuleProxy.StartAsync(folder.Proxy, ModuleProxyFault.Stalls);
        folder.Environment["GOPROXY"] = proxy.Url.AbsoluteUri;
        folder.Environment["GOPATH"] = folder.Folder.Path("empty");
        // More than go commands run at once.
        string[] names =
        [
            .. Enumerable.Range(0, 2 * Environment.ProcessorCount + 1).Select(number => $"orders{number}"),
        ];
        foreach (var name in names)
        {
            folder.With(name + "/main.go", Main);
            foreach (var file in new[] { "go.mod", "go.sum" })
                folder.With($"{name}/{file}", await File.ReadAllTextAsync(folder.Folder.Path("orders/" + file)));
        }

        folder.Request = folder.Request with
        {
            ProbeLimit = TimeSpan.FromSeconds(1),
            Timeout = TimeSpan.FromMinutes(5),
        };

        var modules = await DiagnosedService.DiagnoseAsync(folder, [.. names]).WaitAsync(TimeSpan.FromMinutes(4));

        foreach (var module in modules)
        {
            Assert.AreEqual("GDT1210", module.Cause.Code, Text(module));
            Assert.Contains(cause => cause.Code == "GDT0007", module.Others);
        }
    }

    [TestMethod]
    public async Task A_module_that_is_not_what_go_sum_says_is_the_cause_before_all_others()
    {
        using var folder = await OrdersAsync();
        folder.Folder.Write(
            "gopath/pkg/mod/example.com/greet@v1.0.0/greet.go",
            "package greet\n\nconst Hello = \"hi\"\n"
        );
        folder.Folder.Write(
            "orders/Dockerfile",
            Sound.Replace(
                "COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .",
                "COPY go.mod main.go ./",
                StringComparison.Ordinal
            )
        );

        var module = await DiagnosedService.DiagnoseAsync(folder);

        Assert.AreEqual("GDT5013", module.Cause.Code, Text(module));
        Assert.Contains("-t:RecoverGoModule", module.Cause.Fix);
        Assert.Contains(cause => cause.Code == "GDT2102", module.Others);
        Assert.AreEqual(ModuleCacheState.Damaged, module.Cache);
    }

    [TestMethod]
    [DataRow("FROM golang:1.27-bookworm", "FROM golang:1.22-bookworm", "GDT2101", 1)]
    [DataRow("COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .", "COPY go.mod main.go ./", "GDT2102", 3)]
    [DataRow(
        "COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .",
        "COPY go.mod go.sum ./\nRUN go mod tidy\nCOPY *.go ./",
        "GDT2103",
        4
    )]
    [DataRow("COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\n", "RUN go mod download\nCOPY . .\n", "GDT2105", 3)]
    [DataRow(
        "RUN CGO_ENABLED=0",
        "USER 1000\nENV GOCACHE=/tmp/cache\nRUN --mount=type=cache,target=/go/pkg/mod CGO_ENABLED=0",
        "GDT2204",
        8
    )]
    public async Task A_Dockerfile_that_can_not_work_is_the_cause_where_the_module_is_right(
        string part,
        string with,
        string code,
        int line
    )
    {
        using var folder = await OrdersAsync(goLine: "1.24");
        folder.Folder.Write("orders/Dockerfile", Sound.Replace(part, with, StringComparison.Ordinal));

        var module = await DiagnosedService.DiagnoseAsync(folder);

        Assert.AreEqual(code, module.Cause.Code, Text(module));
        Assert.AreEqual(
            (folder.Folder.Path("orders/Dockerfile"), line),
            (module.Cause.Location.File, module.Cause.Location.Line)
        );
    }

    [TestMethod]
    public async Task Settings_have_their_values_and_who_set_them()
    {
        using var folder = await OrdersAsync();
        folder.Environment["GOPROXY"] = "https://me:s3cr3t@proxy.example.com," + folder.Proxy.Url;
        folder.Environment["GOENV"] = folder.Folder.Write("goenv", "GOPRIVATE=git.example.com\n");
        folder.Request = folder.Request with { Go = new() { SumDb = "off" } };

        var module = await DiagnosedService.DiagnoseAsync(folder);

        var settings = module.Facts.Settings.ToDictionary(
            setting => setting.Name,
            setting => (setting.Value, setting.Origin)
        );
        Assert.AreEqual(("git.example.com", "go env -w"), settings["GOPRIVATE"]);
        Assert.AreEqual(("off", "property GoDockGoSumDb"), settings["GOSUMDB"]);
        Assert.AreEqual("environment", settings["GOPROXY"].Origin);
        Assert.DoesNotContain("s3cr3t", Text(module) + DiagnosisReport.ToMarkdown([module], "/"));
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow(RealGo.Newest)]
    public async Task A_setting_that_nobody_made_has_its_default(string go)
    {
        using var folder = await OrdersAsync(go);
        folder.Environment.Remove("GOPROXY");
        // Nobody is to be asked.
        folder.Environment["GOPRIVATE"] = "*";

        var module = await DiagnosedService.DiagnoseAsync(folder);

        var asked = await folder.Go.RunAsync(folder.Folder.Root, folder.Environment, "env", "GOPROXY");
        Assert.AreNotEqual("", asked.StandardOutput.Trim());
        Assert.AreEqual(
            asked.StandardOutput.Trim(),
            module.Facts.Settings.Single(setting => setting.Name == "GOPROXY").Value
        );
    }

    [TestMethod]
    public async Task Of_a_vendored_module_nothing_is_said_about_the_cache()
    {
        using var folder = await OrdersAsync();
        var vendor = await folder.Go.RunAsync(folder.Folder.Path("orders"), folder.Environment, "mod", "vendor");
        Assert.IsTrue(vendor.Succeeded, vendor.StandardError);
        folder.Folder.Write(
            "gopath/pkg/mod/example.com/greet@v1.0.0/greet.go",
            "package greet\n\nconst Hello = \"hi\"\n"
        );

        var module = await DiagnosedService.DiagnoseAsync(folder);

        Assert.AreEqual(ModuleCacheState.NotUsed, module.Cache);
    }

    [TestMethod]
    public async Task An_empty_cache_is_not_said_to_be_sound()
    {
        using var folder = await OrdersAsync();
        folder.Environment["GOPATH"] = folder.Folder.Path("empty");
        folder.Environment["GOPROXY"] = "off";

        var module = await DiagnosedService.DiagnoseAsync(folder);

        Assert.AreEqual(ModuleCacheState.Empty, module.Cache);
    }

    [TestMethod]
    public async Task Nothing_of_the_module_is_written()
    {
        using var folder = await OrdersAsync();
        var before = Content(folder);
        folder.Folder.Write("orders/main.go", Main.Replace("greet", "other", StringComparison.Ordinal));
        before["main.go"] = await File.ReadAllTextAsync(folder.Folder.Path("orders/main.go"));

        var module = await DiagnosedService.DiagnoseAsync(folder);

        Assert.AreEqual("GDT1001", module.Cause.Code, Text(module));
        CollectionAssert.AreEquivalent(before.ToArray(), Content(folder).ToArray());
    }

    [TestMethod]
    public async Task The_report_has_the_flow_and_what_go_asked()
    {
        using var folder = await OrdersAsync();
        await using var proxy = await ModuleProxy.StartAsync(folder.Proxy, ModuleProxyFault.NotFound);
        folder.Environment["GOPROXY"] = proxy.Url.AbsoluteUri;
        folder.Environment["GOPATH"] = folder.Folder.Path("empty");

        var module = await DiagnosedService.DiagnoseAsync(folder);

        var text = DiagnosisReport.ToMarkdown([module], folder.Folder.Root);
        Assert.Contains("```mermaid\nflowchart LR\n", text);
        Assert.Contains("go mod tidy: not checked\"]:::bad", text);
        Assert.Contains("# get " + proxy.Url, text);
        var report = JsonNode.Parse(DiagnosisReport.ToJson([module], folder.Folder.Root))!;
        Assert.AreEqual(1, (int)report["version"]!);
        Assert.AreEqual("orders", (string?)report["modules"]![0]!["module"]);
        Assert.AreEqual("GDT1121", (string?)report["modules"]![0]!["cause"]!["code"]);
    }

    // Tidy, and with what it requires in the module cache.
    private static async Task<CheckedFolder> OrdersAsync(string go = RealGo.Newest, string goLine = "1.19")
    {
        var folder = new CheckedFolder(go);
        folder
            .With("orders/go.mod", GoMod.Replace("1.19", goLine, StringComparison.Ordinal))
            .With("orders/main.go", Main)
            .With("orders/Dockerfile", Sound);
        return await folder.TidyAsync("orders");
    }

    private static Dictionary<string, string> Content(CheckedFolder folder) =>
        Directory
            .GetFiles(folder.Folder.Path("orders"))
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal);

    private static string Text(DiagnosedModule module) => DiagnosisReport.ToJson([module], "/");
}
