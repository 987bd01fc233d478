using System.Text.Json.Nodes;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Sbom;

/// <summary>CycloneDX 1.6 (ECMA-424) in JSON.</summary>
internal static class CycloneDx
{
    /// <summary>All but the serial number.</summary>
    public static JsonObject Content(SbomDocument document, string generator) =>
        new()
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = Metadata(document, generator),
            ["components"] = new JsonArray([.. document.Components.Select(Component)]),
            ["dependencies"] = new JsonArray([
                .. document.Dependencies.Select(dependency => new JsonObject
                {
                    ["ref"] = dependency.Key,
                    ["dependsOn"] = new JsonArray([.. dependency.Value.Select(part => (JsonNode)part)]),
                }),
            ]),
        };

    /// <summary>Adds the serial number.</summary>
    public static void Identify(JsonObject content, Guid identity) => content["serialNumber"] = $"urn:uuid:{identity}";

    private static JsonObject Metadata(SbomDocument document, string generator)
    {
        var metadata = new JsonObject
        {
            ["tools"] = new JsonObject
            {
                ["components"] = new JsonArray(
                    new JsonObject
                    {
                        ["type"] = "application",
                        ["name"] = "GoDockTasks",
                        ["version"] = generator,
                    }
                ),
            },
            ["component"] = Component(document.Root),
        };
        if (document.Time is { } time)
            metadata["timestamp"] = UnixTime.Format(time);
        return metadata;
    }

    private static JsonObject Component(SbomComponent component)
    {
        var written = new JsonObject
        {
            ["type"] = component.IsApplication ? "application" : "library",
            ["bom-ref"] = component.Reference,
            ["name"] = component.Name,
        };
        if (component.Version is { } version)
            written["version"] = version;
        if (component.Purl is { } purl)
            written["purl"] = purl;
        if (component.Sha256 is { } sha256)
            written["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-256", ["content"] = sha256 });
        else if (component.Sha512 is { } sha512)
            written["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = sha512 });
        if (!component.Properties.IsEmpty)
            written["properties"] = new JsonArray([
                .. component.Properties.Select(property => new JsonObject
                {
                    ["name"] = property.Key,
                    ["value"] = property.Value,
                }),
            ]);
        return written;
    }
}
