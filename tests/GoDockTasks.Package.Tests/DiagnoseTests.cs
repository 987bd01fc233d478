using System.Text.Json.Nodes;

namespace GoDockTasks.Package.Tests;

/// <summary>DiagnoseGoModule as users run it.</summary>
[TestClass]
public sealed class DiagnoseTests
{
    private const string Token = "t0ken-7f31";

    private const string Log = """
        #9 [build 4/6] RUN go mod download
        #9 0.412 go: example.com/greet@v1.2.0: reading https://me:t0ken-7f31@proxy.example.com/example.com/greet/@v/v1.2.0.mod: 404 Not Found
        #9 ERROR: process "/bin/sh -c go mod download" did not complete successfully: exit code: 1
        ------
         > [build 4/6] RUN go mod download:
        0.412 go: example.com/greet@v1.2.0: reading https://me:t0ken-7f31@proxy.example.com/example.com/greet/@v/v1.2.0.mod: 404 Not Found
        ------
        Dockerfile:4
        --------------------
           4 | >>> RUN go mod download
        --------------------
        ERROR: failed to build: failed to solve: process "/bin/sh -c go mod download" did not complete successfully: exit code: 1

        """;

    [TestMethod]
    public async Task A_log_is_told_at_the_line_that_it_is_about()
    {
        using var tree = await ShopAsync();
        tree.Write("src/Shop/build.log", Log);
        tree.Write(
            "src/Shop/other.log",
            "ERROR: failed to solve: process \"x\" did not complete successfully: exit code: 1\n"
        );

        var diagnosis = (
            await tree.BuildAsync(
                "src/Shop/Shop.csproj",
                "-t:DiagnoseGoModule",
                "-p:GoDockFiles=build.log%3Bother.log",
                "-p:GoDockReport=report.json"
            )
        ).ShouldSucceed();

        Assert.AreSequenceEqual(
            ["message GDT1121 sidecars/orders/go.mod(5,1)", "warning GDT5003 src/Shop/other.log(0,0)"],
            diagnosis.Found
        );
        var report = await File.ReadAllTextAsync(tree.Path("src/Shop/report.json"));
        var entries = JsonNode.Parse(report)!.AsArray();
        Assert.HasCount(2, entries);
        Assert.AreEqual(
            ("build.log", "GDT1121", "NotOnProxy"),
            ((string?)entries[0]!["file"], (string?)entries[0]!["code"], (string?)entries[0]!["class"])
        );
        Assert.DoesNotContain(Token, report);
        Assert.DoesNotContain(Token, await File.ReadAllTextAsync(tree.Path("src/Shop/report.md")));
        Assert.DoesNotContain(Token, diagnosis.Console);
        Assert.DoesNotContain(Token, BinaryLog.ReadText(diagnosis.LogFile));
    }

    [TestMethod]
    public async Task A_reproduction_is_written_where_Docker_is_not_there()
    {
        using var tree = await ShopAsync();
        tree.Environment["DOCKER_HOST"] = "unix:///nobody/there.sock";
        tree.Write("sidecars/orders/main.go", "package main\n\nfunc main() {}\n");

        var diagnosis = (
            await tree.BuildAsync("src/Shop/Shop.csproj", "-t:DiagnoseGoModule", "-p:GoDockReproduce=true")
        ).ShouldSucceed();

        Assert.Contains("message GDT5008 src/Shop/obj/godock/reproduction/orders(0,0)", diagnosis.Found);
        Assert.IsTrue(File.Exists(tree.Path("src/Shop/obj/godock/reproduction/orders/go.mod")));
        var report = JsonNode.Parse(await File.ReadAllTextAsync(tree.Path("src/Shop/obj/godock/diagnosis.json")))!;
        Assert.IsTrue((bool)report["modules"]![0]!["reproduction"]!["reproduced"]!);
    }

    [TestMethod]
    [DataRow("empty.log", "error GDT5004 src/Shop/empty.log(0,0)")]
    [DataRow("misspelt.log", "error GDT1012 src/Shop/misspelt.log(0,0)")]
    public async Task A_log_that_is_not_there_fails(string name, string found)
    {
        using var tree = await ShopAsync();
        tree.Write("src/Shop/empty.log", "");

        var diagnosis = (
            await tree.BuildAsync("src/Shop/Shop.csproj", "-t:DiagnoseGoModule", "-p:GoDockFiles=" + name)
        ).ShouldFail();

        Assert.AreSequenceEqual([found], diagnosis.Found);
    }

    [TestMethod]
    public async Task A_module_is_told_with_its_cause_and_nothing_of_it_is_written()
    {
        using var tree = await ShopAsync();
        tree.Environment["GOPATH"] = tree.Beside("gopath");
        tree.Environment["GOPROXY"] = "http://127.0.0.1:1";
        var modules = TreeSnapshot.Take(tree.Path("sidecars"));

        var diagnosis = (await tree.BuildAsync("src/Shop/Shop.csproj", "-t:DiagnoseGoModule")).ShouldSucceed();

        Assert.Contains("message GDT1127 sidecars/orders/go.mod(5,1)", diagnosis.Found);
        Assert.AreSequenceEqual(modules, TreeSnapshot.Take(tree.Path("sidecars")));
        var report = JsonNode.Parse(await File.ReadAllTextAsync(tree.Path("src/Shop/obj/godock/diagnosis.json")))!;
        Assert.AreEqual("GDT1127", (string?)report["modules"]![0]!["cause"]!["code"]);
    }

    private static async Task<SourceTree> ShopAsync()
    {
        var tree = new SourceTree();
        tree.Add(
            "sidecars/orders",
            new(
                ("go.mod", "module example.com/orders\n\ngo 1.19\n\nrequire example.com/greet v1.2.0\n"),
                ("main.go", "package main\n\nimport \"example.com/greet\"\n\nfunc main() { greet.Greet() }\n")
            )
        );
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders"));
        return tree;
    }
}
