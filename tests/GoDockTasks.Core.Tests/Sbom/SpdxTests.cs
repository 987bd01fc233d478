using System.Text.Json.Nodes;

namespace GoDockTasks.Core.Tests.Sbom;

/// <summary>SPDX documents hold what CycloneDX ones do.</summary>
[TestClass]
public sealed class SpdxTests
{
    [TestMethod]
    public async Task The_packages_are_the_components_and_the_root_is_described()
    {
        using var folder = new ListedFolder().WithOrders();
        await folder.GoAsync("mod", "tidy");
        await folder.BuildAsync(folder.Built.Sidecar("orders"));

        var spdx = await folder.ReadAsync("orders.spdx.json");
        var bom = await folder.ReadAsync("orders.cdx.json");

        var root = bom["metadata"]!["component"]!;
        Assert.AreSequenceEqual(
            bom["components"]!.AsArray().Prepend(root).Select(OfCycloneDx),
            spdx["packages"]!.AsArray().Select(OfSpdx)
        );
        var ids = spdx["packages"]!.AsArray().Select(package => (string?)package!["SPDXID"]).ToArray();
        Assert.HasCount(6, ids.Distinct());
        Assert.AreEqual(
            (string?)root["hashes"]![0]!["content"],
            (string?)spdx["packages"]![0]!["checksums"]![0]!["checksumValue"]
        );
        var related = spdx["relationships"]!
            .AsArray()
            .Select(one => $"{one!["spdxElementId"]} {one["relationshipType"]} {one["relatedSpdxElement"]}")
            .ToArray();
        Assert.AreEqual($"SPDXRef-DOCUMENT DESCRIBES {ids[0]}", related[0]);
        Assert.AreSequenceEqual(ids.Skip(1).Select(id => $"{ids[0]} DEPENDS_ON {id}"), related.Skip(1));
        Assert.AreEqual("1970-01-01T00:00:00Z", (string?)spdx["creationInfo"]!["created"]);
    }

    private static string OfCycloneDx(JsonNode? component) =>
        string.Join(
            ' ',
            component!["name"],
            component["version"],
            component["purl"],
            string.Join(
                ' ',
                component["properties"]!.AsArray().Select(property => $"{property!["name"]}={property["value"]}")
            )
        );

    private static string OfSpdx(JsonNode? package) =>
        string.Join(
            ' ',
            package!["name"],
            package["versionInfo"],
            package["externalRefs"]?[0]!["referenceLocator"],
            string.Join(' ', package["annotations"]!.AsArray().Select(annotation => annotation!["comment"]))
        );
}
