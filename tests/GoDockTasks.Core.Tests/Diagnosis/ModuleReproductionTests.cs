using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Tests.Tidy;

namespace GoDockTasks.Core.Tests.Diagnosis;

/// <summary>What fails is made small, and fails there with the same code; with real go and loopback proxies.</summary>
[TestClass]
public sealed class ModuleReproductionTests
{
    private const string GoMod =
        "module example.com/orders\n\ngo 1.19\n\nrequire (\n\texample.com/greet v1.0.0\n\texample.com/other v1.0.0\n)\n";
    private const string Main =
        "package main\n\nimport (\n\t\"fmt\"\n\n\t\"example.com/greet\"\n\t\"example.com/orders/store\"\n)\n\n"
        + "func main() { fmt.Println(greet.Hello, store.Name()) }\n";
    private const string Store =
        "package store\n\nimport \"example.com/other\"\n\n// Name is what it is called.\nfunc Name() string { return other.Bye }\n";

    private const string Sound =
        "# Ours.\nFROM golang:1.27-bookworm AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\n"
        + "RUN CGO_ENABLED=0 go build -trimpath -o /tmp/orders .\n\nFROM gcr.io/distroless/static-debian12:nonroot\n"
        + "COPY --from=build /tmp/orders /orders\nUSER 65532:65532\nENTRYPOINT [\"/orders\"]\n";

    [TestMethod]
    [DataRow(ModuleProxyFault.Refuses, "GDT1127")]
    [DataRow(ModuleProxyFault.SignInPage, "GDT1124")]
    [DataRow(ModuleProxyFault.Unauthorized, "GDT1122")]
    public async Task A_module_that_no_proxy_serves_is_shown_by_one_requirement(ModuleProxyFault fault, string code)
    {
        using var folder = await OrdersAsync();
        await using var proxy = await ModuleProxy.StartAsync(folder.Proxy, fault);
        folder.Environment["GOPROXY"] = proxy.Url.AbsoluteUri;
        folder.Environment["GOPATH"] = folder.Folder.Path("empty");

        var reproduction = await ReproduceAsync(folder);

        AssertSmall(reproduction, code);
        AreFiles(folder, "Dockerfile", "go.mod", "go.sum", "p.go");
        Assert.HasCount(1, Requirements(folder));
        Assert.AreEqual(("host", 2, 2, code), Summary(reproduction.Places[0]));
        Assert.EndsWith("WORKDIR /src\nCOPY . .\nRUN go mod tidy\n", Text(folder, "Dockerfile"));
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow(RealGo.Newest)]
    public async Task Of_several_requirements_the_one_that_fails_remains(string go)
    {
        using var folder = await OrdersAsync(go);
        await using var proxy = await ModuleProxy.StartAsync(folder.Proxy, ModuleProxyFault.NotFound);
        proxy.Fails = path => path.Contains("/other/", StringComparison.Ordinal);
        folder.Environment["GOPROXY"] = proxy.Url.AbsoluteUri;
        folder.Environment["GOPATH"] = folder.Folder.Path("empty");

        var reproduction = await ReproduceAsync(folder);

        AssertSmall(reproduction, "GDT1121");
        CollectionAssert.AreEqual(new[] { "require example.com/other v1.0.0" }, Requirements(folder));
        Assert.AreEqual("package p\nimport _ \"example.com/other\"\n", Text(folder, "p.go"));
    }

    [TestMethod]
    public async Task A_module_that_is_not_tidy_is_shown_by_what_is_missing()
    {
        using var folder = await OrdersAsync();
        folder.With("orders/go.mod", GoMod.Replace("\texample.com/other v1.0.0\n", "", StringComparison.Ordinal));

        var reproduction = await ReproduceAsync(folder);

        AssertSmall(reproduction, "GDT1001");
        Assert.Contains("example.com/other", Text(folder, "p.go"));
    }

    [TestMethod]
    public async Task A_damaged_module_is_shown_by_its_requirement()
    {
        using var folder = await OrdersAsync();
        folder.With("gopath/pkg/mod/example.com/greet@v1.0.0/greet.go", "package greet\n\nconst Hello = \"hi\"\n");

        var reproduction = await ReproduceAsync(folder);

        AssertSmall(reproduction, "GDT5013");
        CollectionAssert.AreEqual(new[] { "require example.com/greet v1.0.0" }, Requirements(folder));
    }

    [TestMethod]
    [DataRow("FROM golang:1.27-bookworm", "FROM golang:1.22-bookworm", "GDT2101", 5)]
    [DataRow(
        "COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .",
        "COPY go.mod *.go ./\nCOPY store store",
        "GDT2102",
        6
    )]
    [DataRow(
        "COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .",
        "COPY go.mod go.sum ./\nRUN go mod tidy\nCOPY main.go ./\nCOPY store store",
        "GDT2103",
        5
    )]
    [DataRow("COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\n", "RUN go mod download\nCOPY . .\n", "GDT2105", 4)]
    [DataRow(
        "RUN CGO_ENABLED=0",
        "USER 1000\nENV GOCACHE=/tmp/cache\nRUN --mount=type=cache,target=/go/pkg/mod CGO_ENABLED=0",
        "GDT2204",
        9
    )]
    public async Task A_Dockerfile_is_shown_up_to_what_fails(string part, string with, string code, int lines)
    {
        using var folder = await OrdersAsync(goLine: "1.24");
        var original = Sound.Replace(part, with, StringComparison.Ordinal);
        folder.With("orders/Dockerfile", original);

        var reproduction = await ReproduceAsync(folder);

        AssertSmall(reproduction, code);
        var text = Text(folder, "Dockerfile");
        Assert.StartsWith(text.TrimEnd(), original);
        Assert.AreEqual(lines, text.TrimEnd().Split('\n').Length, text);
        // The module itself is right.
        Assert.AreEqual(("host, go mod tidy", 2, 0, null), Summary(reproduction.Places[0]));
        Assert.AreEqual(("Dockerfile, read only", 1, 1, code), Summary(reproduction.Places[1]));
        Assert.IsLessThanOrEqualTo(3, Files(folder).Count(file => file.EndsWith(".go", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task What_fails_for_files_that_are_left_out_is_not_reproduced()
    {
        using var folder = await OrdersAsync();
        folder.With("orders/vendor/modules.txt", "# example.com/greet v0.9.0\n## explicit\nexample.com/greet\n");

        var reproduction = await ReproduceAsync(folder);

        Assert.IsFalse(reproduction.IsReproduced, reproduction.Code);
        Assert.AreEqual("files", reproduction.Vanished);
        Assert.AreEqual("GDT5009", reproduction.Diagnostics[0].Code);
    }

    [TestMethod]
    public async Task What_does_not_fail_any_more_is_not_said_to_depend_on_files()
    {
        using var folder = await OrdersAsync();
        await using var proxy = await ModuleProxy.StartAsync(folder.Proxy, ModuleProxyFault.Unauthorized);
        proxy.Fails = _ => !Directory.Exists(folder.Folder.Path("reproductions/orders"));
        folder.Environment["GOPROXY"] = proxy.Url.AbsoluteUri;
        folder.Environment["GOPATH"] = folder.Folder.Path("empty");

        var reproduction = await ReproduceAsync(folder);

        Assert.AreEqual("GDT1122", reproduction.Code);
        Assert.IsFalse(reproduction.IsReproduced);
        Assert.IsNull(reproduction.Vanished);
        Assert.AreEqual("GDT5009", reproduction.Diagnostics[0].Code);
    }

    [TestMethod]
    public async Task Secrets_are_in_no_file()
    {
        using var folder = await OrdersAsync(goLine: "1.24");
        folder
            .With("orders/.env", "TOKEN=s3cr3t\n")
            .With("orders/.netrc", "machine git.example.com login me password s3cr3t\n")
            .With("orders/deploy.key", "s3cr3t\n")
            .With(
                "orders/Dockerfile",
                Sound
                    .Replace("golang:1.27", "golang:1.22", StringComparison.Ordinal)
                    .Replace(
                        "WORKDIR",
                        "ENV GOPROXY=https://me:s3cr3t@proxy.example.com\nCOPY .env .netrc deploy.key /root/\nWORKDIR",
                        StringComparison.Ordinal
                    )
            );

        var reproduction = await ReproduceAsync(folder);

        Assert.AreEqual("GDT2101", reproduction.Code);
        Assert.Contains(".env", Files(folder));
        foreach (var file in Files(folder))
            Assert.DoesNotContain("s3cr3t", Text(folder, file), file);
    }

    [TestMethod]
    public async Task A_folder_of_somebody_elses_is_left_alone()
    {
        using var folder = await OrdersAsync();
        folder.With("orders/go.mod", GoMod.Replace("\texample.com/other v1.0.0\n", "", StringComparison.Ordinal));
        folder.With("reproductions/orders/mine.txt", "mine");

        var reproduction = await ReproduceAsync(folder);

        Assert.AreEqual("GDT1012", reproduction.Diagnostics.Single().Code);
        AreFiles(folder, "mine.txt");
    }

    [TestMethod]
    public async Task A_second_reproduction_takes_the_place_of_the_first()
    {
        using var folder = await OrdersAsync();
        folder.With("orders/go.mod", GoMod.Replace("\texample.com/other v1.0.0\n", "", StringComparison.Ordinal));
        await ReproduceAsync(folder);
        folder.With("reproductions/orders/left.txt", "over");

        AssertSmall(await ReproduceAsync(folder), "GDT1001");

        Assert.DoesNotContain("left.txt", Files(folder));
    }

    [TestMethod]
    public async Task A_proxy_that_stalls_stalls_for_the_reproduction()
    {
        using var folder = await OrdersAsync();
        await using var proxy = await ModuleProxy.StartAsync(folder.Proxy, ModuleProxyFault.Stalls);
        folder.Environment["GOPROXY"] = proxy.Url.AbsoluteUri;
        folder.Environment["GOPATH"] = folder.Folder.Path("empty");
        folder.Request = folder.Request with { Timeout = TimeSpan.FromSeconds(3) };

        AssertSmall(await ReproduceAsync(folder), "GDT1210");
    }

    [TestMethod]
    public async Task What_is_copied_by_name_is_there_and_reproductions_are_in_none()
    {
        using var folder = await OrdersAsync(goLine: "1.24");
        folder
            .With("orders/pages/index.html", "<p>\n")
            .With("orders/helper.go", "package main\n")
            .With("orders/obj/reproductions/old/go.mod", "module old\n")
            .With(
                "orders/Dockerfile",
                Sound
                    .Replace("golang:1.27", "golang:1.22", StringComparison.Ordinal)
                    .Replace("COPY . .", "COPY pages pages\nCOPY helper.go ./\nCOPY . .", StringComparison.Ordinal)
                    .Replace("RUN go mod download\n", "", StringComparison.Ordinal)
            );

        var module = await DiagnosedService.ReproduceAsync(folder, parent: "orders/obj/reproductions");

        AssertSmall(module.Reproduction!, "GDT2101");
        var root = module.Reproduction!.Directory;
        Assert.IsTrue(File.Exists(Path.Combine(root, "pages/index.html")));
        Assert.IsTrue(File.Exists(Path.Combine(root, "helper.go")));
        Assert.IsFalse(Directory.Exists(Path.Combine(root, "obj")));
    }

    [TestMethod]
    public async Task Without_Docker_it_is_said_what_was_not_done()
    {
        using var folder = await UntidyAsync();

        var reproduction = await ReproduceAsync(folder);

        AssertSmall(reproduction, "GDT1001");
        Assert.AreEqual("GDT5008", reproduction.Diagnostics.Single().Code);
        Assert.Contains("docker isn't on PATH", reproduction.Diagnostics.Single().Message);
    }

    [TestMethod]
    [NeedsDocker]
    public async Task Where_no_daemon_answers_it_is_said_what_was_not_done()
    {
        using var folder = await UntidyAsync();
        folder.Environment["DOCKER_HOST"] = "unix://" + folder.Folder.Path("nobody.sock");

        var module = await DiagnosedService.ReproduceAsync(folder, Path.GetDirectoryName(Tool.Docker)!);

        AssertSmall(module.Reproduction!, "GDT1001");
        Assert.AreEqual("GDT5008", module.Reproduction!.Diagnostics.Single().Code);
        Assert.Contains("daemon doesn't answer", module.Reproduction.Diagnostics.Single().Message);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("65532:65532", "general", "refused")]
    [DataRow("app", "general", "refused")]
    [DataRow("65532", "nonsense", "unknown profile")]
    public async Task The_line_for_a_pod_is_one_that_kubectl_takes(string user, string profile, string says)
    {
        using var folder = await UntidyAsync();
        var module = await DiagnosedService.ReproduceAsync(folder, user: user);
        var line = module.Reproduction!.DebugCommands[^1];
        Assert.AreEqual(user != "app", line.Contains("runAsUser", StringComparison.Ordinal), line);

        // What it knows to be wrong it says before it asks the cluster, which isn't there.
        var outcome = await Tool.RunAsync(
            "/bin/sh",
            folder.Folder.Root,
            new Dictionary<string, string>
            {
                ["PATH"] = $"{Tool.Find("kubectl", "bin")}:{Tool.SystemPath}",
                ["HOME"] = folder.Folder.Root,
            },
            "-c",
            line.Replace("=general", "=" + profile, StringComparison.Ordinal) + " --server=http://127.0.0.1:1"
        );

        Assert.Contains(says, outcome.StandardError);
    }

    [TestMethod]
    public async Task The_report_has_the_table_and_the_commands()
    {
        using var folder = await OrdersAsync();
        folder.With("orders/go.mod", GoMod.Replace("\texample.com/other v1.0.0\n", "", StringComparison.Ordinal));

        var module = await DiagnosedService.ReproduceAsync(folder);

        var text = DiagnosisReport.ToMarkdown([module], folder.Folder.Root);
        Assert.Contains("| host | GDT1001 | 2 of 2, steady |", text);
        Assert.Contains("BUILDX_EXPERIMENTAL=1 docker buildx debug --on=error --invoke=/bin/sh build", text);
        Assert.Contains("kubectl debug POD -it --image=golang:1.27-bookworm --target=orders --profile=general", text);
        Assert.Contains("\"runAsUser\":65532", text);
        var report = JsonNode.Parse(DiagnosisReport.ToJson([module], folder.Folder.Root))!;
        var written = report["modules"]![0]!["reproduction"]!;
        Assert.IsTrue((bool)written["reproduced"]!);
        Assert.AreEqual("reproductions/orders", (string?)written["directory"]);
        Assert.AreEqual("GDT1001", (string?)written["places"]![0]!["code"]);
        Assert.StartsWith("# Reproduction of GDT1001", Text(folder, "../orders.md"));
    }

    private static async Task<CheckedFolder> UntidyAsync() =>
        (await OrdersAsync()).With(
            "orders/go.mod",
            GoMod.Replace("\texample.com/other v1.0.0\n", "", StringComparison.Ordinal)
        );

    // Tidy, and with what it requires in the module cache.
    private static async Task<CheckedFolder> OrdersAsync(string go = RealGo.Newest, string goLine = "1.19")
    {
        var folder = new CheckedFolder(go);
        folder
            .With("orders/go.mod", GoMod.Replace("1.19", goLine, StringComparison.Ordinal))
            .With("orders/main.go", Main)
            .With("orders/store/store.go", Store)
            .With("orders/Dockerfile", Sound);
        return await folder.TidyAsync("orders");
    }

    private static async Task<Reproduction> ReproduceAsync(CheckedFolder folder)
    {
        var module = await DiagnosedService.ReproduceAsync(folder);
        Assert.IsNotNull(module.Reproduction, DiagnosisReport.ToJson([module], "/"));
        return module.Reproduction;
    }

    private static void AssertSmall(Reproduction reproduction, string code)
    {
        Assert.AreEqual(code, reproduction.Code);
        Assert.IsTrue(reproduction.IsReproduced, string.Join('\n', reproduction.Places));
        Assert.IsLessThanOrEqualTo(reproduction.OriginalSize.Bytes, reproduction.Size.Bytes);
        Assert.IsLessThanOrEqualTo(reproduction.OriginalSize.Files, reproduction.Size.Files);
        Assert.IsNull(reproduction.Vanished);
    }

    private static (string, int, int, string?) Summary(ReproductionPlace place) =>
        (place.Name, place.Runs, place.Failures, place.Code);

    private static string Text(CheckedFolder folder, string file) =>
        File.ReadAllText(folder.Folder.Path("reproductions/orders/" + file));

    private static string[] Requirements(CheckedFolder folder) =>
        [.. Text(folder, "go.mod").Split('\n').Where(line => line.StartsWith("require", StringComparison.Ordinal))];

    private static List<string> Files(CheckedFolder folder)
    {
        var root = folder.Folder.Path("reproductions/orders");
        return
        [
            .. Directory
                .GetFiles(root, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(root, file))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static void AreFiles(CheckedFolder folder, params string[] expected) =>
        CollectionAssert.AreEqual(expected, Files(folder));
}
