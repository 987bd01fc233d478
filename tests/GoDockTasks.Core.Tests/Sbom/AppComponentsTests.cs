using System.Text.Json.Nodes;
using GoDockTasks.Core.Sbom;

namespace GoDockTasks.Core.Tests.Sbom;

/// <summary>The document of a .NET app with its packages and programs.</summary>
[TestClass]
public sealed class AppComponentsTests
{
    private static readonly string Hash = Convert.ToBase64String(new byte[64]);

    // As NuGet writes it: a package, what it needs, an analyzer, one that is only compiled against, and a project.
    private static readonly string Assets = $$$"""
        {
          "version": 3,
          "targets": {
            "net10.0": {
              "Example.Log/2.0.1": {
                "type": "package",
                "dependencies": { "example.text": "1.0.0", "Example.Analyzer": "1.0.0" },
                "compile": { "lib/net8.0/Example.Log.dll": {} },
                "runtime": { "lib/net8.0/Example.Log.dll": {} }
              },
              "Example.Text/1.2.0": { "type": "package", "runtimeTargets": { "runtimes/linux/lib/a.so": {} } },
              "Example.Analyzer/1.0.0": { "type": "package", "build": { "build/Example.Analyzer.props": {} } },
              "Example.Reference/1.0.0": { "type": "package", "runtime": { "lib/net10.0/_._": {} } },
              "Shop.Contracts/1.0.0": { "type": "project", "runtime": { "bin/placeholder/Shop.Contracts.dll": {} } }
            },
            "net10.0/linux-x64": {
              "Example.Log/2.0.1": { "type": "package", "runtime": { "lib/net8.0/Example.Log.dll": {} } }
            }
          },
          "libraries": { "Example.Log/2.0.1": { "sha512": "{{{Hash}}}", "type": "package" } },
          "projectFileDependencyGroups": {
            "net10.0": ["Example.Analyzer >= 1.0.0", "Example.Log >= 2.0.0", "Shop.Contracts >= 1.0.0"]
          }
        }
        """;

    [TestMethod]
    public async Task It_lists_what_is_shipped_and_the_programs_with_what_each_needs()
    {
        using var folder = new ListedFolder().WithOrders();
        await folder.GoAsync("mod", "tidy");
        await folder.BuildAsync(folder.Built.Sidecar("orders"));
        folder.App = App(folder.Built.Folder);

        var document = await folder.ReadAsync("Shop.cdx.json");

        Assert.AreEqual("Shop", (string?)document["metadata"]!["component"]!["name"]);
        var log = Component(document, "Example.Log")!;
        Assert.AreEqual("pkg:nuget/Example.Log@2.0.1", (string?)log["purl"]);
        Assert.AreEqual("SHA-512", (string?)log["hashes"]![0]!["alg"]);
        Assert.IsNull(Component(document, "Example.Analyzer"));
        Assert.IsNull(Component(document, "Example.Reference"));
        Assert.IsNotNull(Component(document, "example.com/Log"));
        Assert.AreSequenceEqual(
            ["nuget:Example.Log@2.0.1", "program:orders", "project:Shop.Contracts"],
            Needs(document, "app:Shop")
        );
        Assert.AreSequenceEqual(["nuget:Example.Text@1.2.0"], Needs(document, "nuget:Example.Log@2.0.1"));
        Assert.HasCount(5, Needs(document, "program:orders"));
    }

    [TestMethod]
    public async Task For_a_runtime_it_is_what_is_restored_for_it()
    {
        using var folder = new ListedFolder();
        folder.App = App(folder.Built.Folder) with { RuntimeIdentifier = "linux-x64" };

        var document = await folder.ReadAsync("Shop.cdx.json");

        Assert.IsNotNull(Component(document, "Example.Log"));
        Assert.IsNull(Component(document, "Example.Text"));
    }

    [TestMethod]
    [DataRow("{")]
    [DataRow("{\"targets\":{\"net9.0\":{}}}")]
    [DataRow(null)]
    public async Task What_cannot_be_read_is_said_at_the_file(string? assets)
    {
        using var folder = new ListedFolder();
        folder.App = App(folder.Built.Folder);
        if (assets is null)
            File.Delete(folder.App.AssetsFile);
        else
            await File.WriteAllTextAsync(folder.App.AssetsFile, assets);

        var (documents, diagnostics) = await folder.ListAsync();

        Assert.IsEmpty(documents);
        var problem = Assert.ContainsSingle(diagnostics);
        Assert.AreEqual(("GDT1012", folder.App.AssetsFile), (problem.Code, problem.Location.File));
    }

    private static SbomApp App(TemporaryFolder folder) =>
        new("Shop", "1.2.3", "net10.0", folder.Write("obj/project.assets.json", Assets), folder.Path("Shop"));

    private static JsonNode? Component(JsonObject document, string name) =>
        document["components"]!.AsArray().FirstOrDefault(component => (string?)component!["name"] == name);

    private static string[] Needs(JsonObject document, string reference) =>
        [
            .. document["dependencies"]!.AsArray().Single(entry => (string?)entry!["ref"] == reference)!["dependsOn"]!
                .AsArray()
                .Select(part => (string)part!),
        ];
}
