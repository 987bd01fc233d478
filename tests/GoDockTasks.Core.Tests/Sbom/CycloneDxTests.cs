using System.Text.Json.Nodes;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Sbom;
using GoDockTasks.Core.Tests.Building;

namespace GoDockTasks.Core.Tests.Sbom;

/// <summary>What CycloneDX documents say of programs that real Go built.</summary>
[TestClass]
public sealed class CycloneDxTests
{
    [TestMethod]
    [DynamicData(nameof(RealGo.EachVersion), typeof(RealGo))]
    public async Task The_components_are_what_go_version_lists_and_the_standard_library(string go)
    {
        using var folder = new ListedFolder(go).WithOrders();
        await folder.GoAsync("mod", "tidy");
        var binary = await folder.BuildAsync(folder.Built.Sidecar("orders"));

        var document = await folder.ReadAsync("orders.cdx.json");

        var linked = await folder.LinkedAsync(binary);
        Assert.HasCount(4, linked);
        Assert.AreSequenceEqual(linked, Modules(document));
        var library = Named(document, "stdlib").Single();
        Assert.StartsWith(go, Text(library, "version")!);
        Assert.AreEqual($"pkg:golang/stdlib@{Text(library, "version")}", Text(library, "purl"));
    }

    // With GODOCK_TESTS_BINARIES, those of that folder, whoever built them.
    [TestMethod]
    public async Task Of_several_programs_at_once_each_lists_its_own()
    {
        using var folder = new ListedFolder().WithOrders();
        await folder.GoAsync("mod", "tidy");
        string[] binaries = Environment.GetEnvironmentVariable("GODOCK_TESTS_BINARIES") is { Length: > 0 } others
            ? Directory.GetFiles(others)
            : [await folder.BuildAsync(folder.Built.Sidecar("orders")), RealGo.Get().Executable];
        var copies = new Dictionary<string, string>();
        foreach (var (index, binary) in binaries.Index())
        {
            var copy = folder.Built.Folder.Path($"copies/{index}/program");
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(binary, copy);
            copies[folder.Add(folder.Built.Sidecar($"copies/{index}/p{index}"), copy)] = binary;
        }

        var (documents, diagnostics) = await folder.ListAsync();

        Assert.IsEmpty(diagnostics.Select(diagnostic => diagnostic.Message));
        foreach (var (copy, binary) in copies)
        {
            var written = documents.Single(document =>
                Path.GetDirectoryName(document.Path) == Path.GetDirectoryName(copy)
                && document.Path.EndsWith(".cdx.json", StringComparison.Ordinal)
            );
            var document = JsonNode.Parse(await File.ReadAllBytesAsync(written.Path))!.AsObject();
            Assert.AreSequenceEqual(await folder.LinkedAsync(copy), Modules(document), binary);
        }
    }

    [TestMethod]
    public async Task Each_module_has_its_purl_and_its_h1_is_a_property_and_no_hash()
    {
        using var folder = new ListedFolder().WithOrders();
        await folder.GoAsync("mod", "tidy");
        await folder.BuildAsync(folder.Built.Sidecar("orders"));

        var document = await folder.ReadAsync("orders.cdx.json");

        var sums = await File.ReadAllLinesAsync(folder.Built.Folder.Path("orders/go.sum"));
        var log = Named(document, "example.com/Log").Single();
        Assert.AreEqual("pkg:golang/example.com/log@v1.0.0", Text(log, "purl"));
        Assert.Contains($"example.com/Log v1.0.0 {Property(log, "godock:goSum")}", sums);
        var fork = Named(document, "example.com/fork").Single();
        Assert.AreEqual("pkg:golang/example.com/fork@v1.3.0", Text(fork, "purl"));
        Assert.AreEqual("example.com/old@v1.2.0", Property(fork, "godock:replaces"));
        var near = Named(document, "example.com/near").Single();
        Assert.IsNull(near["purl"]);
        Assert.IsNull(near["version"]);
        Assert.AreEqual("../near", Property(near, "godock:folder"));
        Assert.IsTrue(document["components"]!.AsArray().All(component => component!["hashes"] is null));
    }

    [TestMethod]
    public async Task The_root_is_the_main_module_with_the_hash_of_the_program_and_depends_on_all()
    {
        using var folder = new ListedFolder().WithOrders();
        await folder.GoAsync("mod", "tidy");
        folder.Built.With("orders/cmd/Serve/main.go", "package main\n\nfunc main() {}\n");
        var binary = await folder.BuildAsync(folder.Built.Sidecar("orders") with { Main = "./cmd/Serve" });

        var document = await folder.ReadAsync("orders.cdx.json");

        var root = document["metadata"]!["component"]!.AsObject();
        Assert.AreEqual("example.com/orders", Text(root, "name"));
        Assert.AreEqual("pkg:golang/example.com/orders#cmd/Serve", Text(root, "purl"));
        Assert.AreEqual("example.com/orders/cmd/Serve", Property(root, "godock:package"));
        var hash = root["hashes"]!.AsArray().Single()!;
        Assert.AreEqual("SHA-256", (string?)hash["alg"]);
        Assert.AreEqual(FileDigest.Sha256(binary).Sha256, (string?)hash["content"]);
        Assert.AreSequenceEqual(["stdlib"], document["components"]!.AsArray().Select(part => (string?)part!["name"]));
        var dependency = document["dependencies"]!.AsArray().Single()!;
        Assert.AreEqual(Text(root, "bom-ref"), (string?)dependency["ref"]);
        Assert.AreSequenceEqual(
            document["components"]!.AsArray().Select(part => (string?)part!["bom-ref"]),
            dependency["dependsOn"]!.AsArray().Select(part => (string?)part)
        );
    }

    // The binary says nothing of the hashes of what was vendored.
    [TestMethod]
    public async Task Vendored_modules_have_the_h1_of_go_sum()
    {
        using var folder = new ListedFolder().WithOrders();
        await folder.GoAsync("mod", "tidy");
        await folder.BuildAsync(folder.Built.Sidecar("orders"));
        var before = Modules(await folder.ReadAsync("orders.cdx.json"));
        await folder.GoAsync("mod", "vendor");
        var binary = await folder.BuildAsync(folder.Built.Sidecar("orders"));

        var document = await folder.ReadAsync("orders.cdx.json");

        Assert.AreSequenceEqual(before, Modules(document));
        Assert.IsTrue(
            (await folder.LinkedAsync(binary)).All(module => !module.Contains("h1:", StringComparison.Ordinal))
        );
    }

    [TestMethod]
    public async Task The_same_program_elsewhere_gives_the_same_bytes_and_another_one_another_serial_number()
    {
        using var first = new ListedFolder().WithOrders();
        using var second = new ListedFolder().WithOrders();
        foreach (var folder in new[] { first, second })
        {
            await folder.GoAsync("mod", "tidy");
            await folder.BuildAsync(folder.Built.Sidecar("orders"));
        }

        var document = await first.ReadAsync("orders.cdx.json");
        Assert.AreEqual(document.ToJsonString(), (await second.ReadAsync("orders.cdx.json")).ToJsonString());
        Assert.IsNull(document["metadata"]!["timestamp"]);
        Assert.AreNotEqual(first.Built.Folder.Root, second.Built.Folder.Root);
        Assert.IsTrue(Guid.TryParseExact(Text(document, "serialNumber")!["urn:uuid:".Length..], "D", out var serial));
        Assert.AreEqual((8, 8), (serial.Version, serial.Variant & 0xc));

        second.Built.With("near/near.go", "package near\n\nconst Name = \"another\"\n");
        await second.BuildAsync(second.Built.Sidecar("orders"));
        var other = await second.ReadAsync("orders.cdx.json");
        Assert.AreNotEqual(Text(document, "serialNumber"), Text(other, "serialNumber"));
        Assert.AreSequenceEqual(Modules(document), Modules(other));
    }

    [TestMethod]
    [DataRow("1700000000", "2023-11-14T22:13:20Z")]
    [DataRow("0", "1970-01-01T00:00:00Z")]
    [DataRow("-1", "2001-09-09T01:46:40Z")]
    [DataRow("", "2001-09-09T01:46:40Z")]
    public async Task The_time_is_that_of_the_sources(string epoch, string expected)
    {
        using var folder = new ListedFolder();
        folder.Built.WithModule("orders", BuiltFolder.Prints("\"hello\""));
        folder.Built.With(".gitignore", "/*\n!/orders\n!/.gitignore\n");
        await folder.GitAsync("init -q -b main");
        await folder.GitAsync("add -A");
        folder.Built.Environment["GIT_COMMITTER_DATE"] = "1000000000 +0200";
        await folder.GitAsync("-c user.name=a -c user.email=a@example.com commit -q -m x");
        folder.Built.Environment["SOURCE_DATE_EPOCH"] = epoch;
        await folder.BuildAsync(folder.Built.Sidecar("orders"));

        var document = await folder.ReadAsync("orders.cdx.json");

        Assert.AreEqual(expected, (string?)document["metadata"]!["timestamp"]);
    }

    [TestMethod]
    public async Task What_has_no_build_info_gets_no_document()
    {
        using var folder = new ListedFolder();
        folder.Built.WithModule("orders", BuiltFolder.Prints("\"hello\""));
        var good = await folder.BuildAsync(folder.Built.Sidecar("orders"));
        folder.Add(
            folder.Built.Sidecar("orders") with
            {
                Name = "script",
            },
            folder.Built.Folder.Write("script/script", "#!/bin/sh\n")
        );

        var (documents, diagnostics) = await folder.ListAsync();

        Assert.AreSequenceEqual(
            [good + ".cdx.json"],
            documents.Where(document => document.Format == "cyclonedx").Select(document => document.Path)
        );
        Assert.AreSequenceEqual(
            [("GDT3008", folder.Built.Folder.Path("script/script"))],
            diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Location.File))
        );
    }

    [TestMethod]
    [DataRow(null, "cyclonedx spdx")]
    [DataRow("spdx", "spdx")]
    [DataRow(" cyclonedx ;", "cyclonedx")]
    [DataRow("cyclonedx;swid", "cyclonedx GDT0003")]
    [DataRow("CycloneDX", "GDT0003")]
    public void Formats_are_named(string? text, string expected)
    {
        var (formats, diagnostics) = SbomFormat.Read(text, "/src/app/app.csproj");

        Assert.AreEqual(
            expected,
            string.Join(
                ' ',
                formats.Select(format => format.Name).Concat(diagnostics.Select(diagnostic => diagnostic.Code))
            )
        );
    }

    /// <summary>As <see cref="ListedFolder.LinkedAsync"/> has them.</summary>
    private static string[] Modules(JsonObject document) =>
        [
            .. document["components"]!
                .AsArray()
                .Select(component => component!.AsObject())
                .Where(component => Text(component, "name") != "stdlib")
                .Select(component =>
                    Property(component, "godock:folder") is { } folder
                        ? $"{Text(component, "name")} from {folder}"
                        : string.Join(
                                ' ',
                                Text(component, "name"),
                                Text(component, "version"),
                                Property(component, "godock:goSum")
                            )
                            .TrimEnd()
                )
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<JsonObject> Named(JsonObject document, string name) =>
        document["components"]!
            .AsArray()
            .Select(component => component!.AsObject())
            .Where(component => Text(component, "name") == name);

    private static string? Text(JsonObject component, string member) => (string?)component[member];

    private static string? Property(JsonObject component, string name) =>
        component["properties"]
            ?.AsArray()
            .Where(property => (string?)property!["name"] == name)
            .Select(property => (string?)property!["value"])
            .SingleOrDefault();
}
