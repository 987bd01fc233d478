using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Sbom;
using GoDockTasks.Core.Tests.Building;
using GoDockTasks.Core.Tests.Pages;

namespace GoDockTasks.Core.Tests.Sbom;

/// <summary>What requires what, as far as go.mod files say.</summary>
[TestClass]
public sealed class ModuleGraphTests
{
    private const string Text = "example.com/text";
    private const string Render = "example.com/render";
    private const string Escape = "example.com/Escape";

    [TestMethod]
    public void A_module_is_shown_in_full_once_where_it_is_nearest()
    {
        using var folder = new CachedModules();
        folder.Require("", $"{Render} v1.0.0", $"{Text} v1.0.0", $"{Escape} v1.0.0 // indirect");
        folder.Require(Render, $"{Text} v0.9.0", $"{Escape} v1.0.0", "example.com/unlinked v1.0.0");
        folder.Require(Text, $"{Escape} v0.1.0", $"{Render} v1.0.0");
        folder.Require(Escape);

        var graph = folder.Graph($"{Escape} v1.0.0,{Render} v1.0.0,{Text} v1.0.0");

        Assert.AreEqual($"{Render}({Escape}() {Text}*) {Text}({Escape}* {Render}*)", Shown(graph.Roots));
        Assert.AreEqual(0, graph.Unread);
        Assert.IsEmpty(graph.Others);
        Assert.IsTrue(graph.IsWhole);
    }

    [TestMethod]
    public void What_is_replaced_requires_what_the_other_one_does()
    {
        using var folder = new CachedModules();
        folder.Require(
            "",
            [$"{Render} v1.0.0", $"{Text} v1.0.0"],
            $"replace {Render} => ../local\nreplace {Text} => example.com/fork v1.5.0\n"
        );
        folder.Folder.Write("local/go.mod", $"module {Render}\n\nrequire {Escape} v1.0.0\n");
        folder.Require("example.com/fork@v1.5.0", $"{Escape} v1.0.0");
        folder.Require(Escape);
        ImmutableArray<GoBuildModule> linked =
        [
            new(Escape, "v1.0.0", "", null),
            new(Render, "v1.0.0", "", new("../local", "(devel)", "", null)),
            new(Text, "v1.0.0", "", new("example.com/fork", "v1.5.0", "", null)),
        ];

        var graph = folder.Graph(linked);

        Assert.AreEqual($"{Render}({Escape}()) {Text}({Escape}*)", Shown(graph.Roots));
        Assert.AreEqual(0, graph.Unread);
    }

    [TestMethod]
    public void What_has_no_go_mod_is_counted_and_what_nobody_requires_is_listed()
    {
        using var folder = new CachedModules();
        folder.Require("", $"{Render} v1.0.0");
        folder.Folder.Write("cache/cache/download/example.com/text/@v/v1.0.0.mod", "<<<<<<< no go.mod\n");

        var graph = folder.Graph($"{Escape} v1.0.0,{Render} v1.0.0,{Text} v1.0.0");

        Assert.AreEqual($"{Render}()", Shown(graph.Roots));
        Assert.AreEqual(3, graph.Unread);
        Assert.AreSequenceEqual([Escape, Text], graph.Others.Select(module => module.Path));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("module example.com/other\n\nrequire example.com/render v1.0.0\n")]
    public void Without_the_programs_own_go_mod_there_is_a_list(string? goMod)
    {
        using var folder = new CachedModules();
        if (goMod is not null)
            folder.Folder.Write("orders/go.mod", goMod);

        var graph = folder.Graph($"{Render} v1.0.0,{Text} v1.0.0");

        Assert.IsEmpty(graph.Roots);
        Assert.AreSequenceEqual([Render, Text], graph.Others.Select(module => module.Path));
    }

    [TestMethod]
    public void A_long_chain_ends_somewhere_and_nothing_is_lost()
    {
        using var folder = new CachedModules();
        const int Length = 100;
        folder.Require("", "example.com/m000 v1.0.0");
        for (var number = 0; number < Length; number++)
            folder.Require($"example.com/m{number:d3}", $"example.com/m{number + 1:d3} v1.0.0");

        var graph = folder.Graph(
            string.Join(',', Enumerable.Range(0, Length).Select(number => $"example.com/m{number:d3} v1.0.0"))
        );

        var nested = 0;
        for (var nodes = graph.Roots; !nodes.IsEmpty; nodes = nodes[0].Requires)
            nested++;
        Assert.AreEqual(20, nested);
        Assert.HasCount(Length - nested, graph.Others);
    }

    [TestMethod]
    public async Task It_is_what_go_mod_graph_says()
    {
        using var folder = new BuiltFolder();
        var store = new ModuleStore(folder.Folder.Path("proxy"));
        Publish(store, Escape, []);
        Publish(store, Text, [Escape]);
        Publish(store, Render, [Escape, Text]);
        folder.WithModule(
            "orders",
            $"package main\n\nimport (\n\t_ \"{Render}\"\n\t_ \"{Text}\"\n)\n\nfunc main() {{}}\n",
            $"require (\n\t{Render} v1.0.0\n\t{Text} v1.0.0\n\t{Escape} v1.0.0 // indirect\n)\n"
        );
        folder.Environment["GOPROXY"] = store.Url;
        folder.Environment["GONOSUMDB"] = "example.com";
        folder.Environment["GOMODCACHE"] = folder.Folder.Path("cache");
        // Trees that Go writes can't be removed otherwise.
        folder.Environment["GOFLAGS"] = "-modcacherw";
        await GoAsync(folder, "mod", "tidy");
        var built = await folder.BuildAsync("orders");
        Assert.AreEqual("", string.Join('\n', built.Diagnostics.Select(found => found.Message + found.Detail)));

        var binary = GoBuildInfoReader.ReadFile(built.Programs.Single().Path).BuildInfo!;
        var graph = ModuleGraph.Of(binary, folder.Sidecar("orders"), new(folder.Folder.Path("cache")));

        var edges = Edges(binary.Main!.Path, graph.Roots);
        var expected = (await GoAsync(folder, "mod", "graph"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Replace("@v1.0.0", "", StringComparison.Ordinal))
            // go and toolchain are no modules, and what is indirect is required elsewhere.
            .Where(line => !line.Contains("go@") && !line.Contains("toolchain@"))
            .Where(line => line != $"{binary.Main.Path} {Escape}");
        Assert.AreSequenceEqual(expected.Order(StringComparer.Ordinal), edges.Order(StringComparer.Ordinal));
        Assert.HasCount(5, edges);
    }

    private static async Task<string> GoAsync(BuiltFolder folder, params ImmutableArray<string> arguments) =>
        (
            await Tool.RunAsync(folder.Go.Executable, folder.Folder.Path("orders"), folder.Environment, arguments)
                .ShouldSucceedAsync()
        ).StandardOutput;

    private static void Publish(ModuleStore store, string path, string[] requires) =>
        store.Add(
            path,
            "v1.0.0",
            ("go.mod", $"module {path}\n\ngo 1.19\n" + Required(requires.Select(other => $"{other} v1.0.0"))),
            ("a.go", $"package a\n\nimport (\n{string.Concat(requires.Select(other => $"\t_ \"{other}\"\n"))})\n")
        );

    private static List<string> Edges(string from, ImmutableArray<ModuleNode> to) =>
        [
            .. to.SelectMany(node =>
                (List<string>)[$"{from} {node.Module.Path}", .. Edges(node.Module.Path, node.Requires)]
            ),
        ];

    private static string Required(IEnumerable<string> requires) =>
        string.Concat(requires.Select(require => $"require {require}\n"));

    private static string Shown(ImmutableArray<ModuleNode> nodes) =>
        string.Join(
            ' ',
            nodes.Select(node => node.Module.Path + (node.IsRepeated ? "*" : $"({Shown(node.Requires)})"))
        );

    /// <summary>A module cache and the module `orders`, by their go.mod files alone.</summary>
    private sealed class CachedModules : IDisposable
    {
        public TemporaryFolder Folder { get; } = new("module graph");

        public void Require(string path, params string[] requires) => Require(path, requires, "");

        public void Require(string path, string[] requires, string more) =>
            Folder.Write(
                path.Length == 0
                    ? "orders/go.mod"
                    : $"cache/cache/download/{ModuleStore.Escape(path.Split('@')[0])}/@v/"
                        + $"{(path.Contains('@') ? path.Split('@')[1] : "v1.0.0")}.mod",
                $"module {(path.Length == 0 ? "example.com/shop/orders" : path.Split('@')[0])}\n\n"
                    + Required(requires)
                    + more
            );

        public ModuleGraph Graph(string modules) => Graph(ShopReport.BuildInfo("orders", modules).Dependencies);

        public ModuleGraph Graph(ImmutableArray<GoBuildModule> modules)
        {
            var program = ShopReport.Program("orders");
            return ModuleGraph.Of(
                program.BuildInfo! with
                {
                    Dependencies = modules,
                },
                program.Sidecar with
                {
                    ModuleDirectory = Folder.Path("orders"),
                },
                new(Folder.Path("cache"))
            );
        }

        public void Dispose() => Folder.Dispose();
    }
}
