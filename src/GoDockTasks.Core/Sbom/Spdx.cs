using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Sbom;

/// <summary>SPDX 2.3 in JSON.</summary>
internal static class Spdx
{
    private const string Document = "SPDXRef-DOCUMENT";

    /// <summary>All but the namespace.</summary>
    public static JsonObject Content(SbomDocument document, string generator)
    {
        var tool = $"Tool: GoDockTasks-{generator}";
        // Section 6.9 requires one.
        var created = UnixTime.Format(document.Time ?? DateTimeOffset.UnixEpoch);
        return new()
        {
            ["spdxVersion"] = "SPDX-2.3",
            ["dataLicense"] = "CC0-1.0",
            ["SPDXID"] = Document,
            ["name"] = document.Name,
            ["creationInfo"] = new JsonObject { ["created"] = created, ["creators"] = new JsonArray(tool) },
            ["packages"] = new JsonArray([.. document.All.Select(component => Package(component, tool, created))]),
            ["relationships"] = new JsonArray([
                Relationship(Document, "DESCRIBES", Id(document.Root.Reference)),
                .. from dependency in document.Dependencies
                from part in dependency.Value
                select Relationship(Id(dependency.Key), "DEPENDS_ON", Id(part)),
            ]),
        };
    }

    /// <summary>Adds the namespace: section 6.5 has this address for who owns none.</summary>
    public static void Identify(JsonObject content, Guid identity) =>
        content["documentNamespace"] =
            $"https://spdx.org/spdxdocs/{Uri.EscapeDataString((string)content["name"]!)}-{identity}";

    private static JsonObject Package(SbomComponent component, string tool, string created)
    {
        var written = new JsonObject
        {
            ["SPDXID"] = Id(component.Reference),
            ["name"] = component.Name,
            ["downloadLocation"] = "NOASSERTION",
            ["filesAnalyzed"] = false,
            ["primaryPackagePurpose"] = component.IsApplication ? "APPLICATION" : "LIBRARY",
        };
        if (component.Version is { } version)
            written["versionInfo"] = version;
        if (component.Sha256 is { } sha256)
            written["checksums"] = new JsonArray(
                new JsonObject { ["algorithm"] = "SHA256", ["checksumValue"] = sha256 }
            );
        else if (component.Sha512 is { } sha512)
            written["checksums"] = new JsonArray(
                new JsonObject { ["algorithm"] = "SHA512", ["checksumValue"] = sha512 }
            );
        if (component.Purl is { } purl)
            written["externalRefs"] = new JsonArray(
                new JsonObject
                {
                    ["referenceCategory"] = "PACKAGE-MANAGER",
                    ["referenceType"] = "purl",
                    ["referenceLocator"] = purl,
                }
            );
        if (!component.Properties.IsEmpty)
            written["annotations"] = new JsonArray([
                .. component.Properties.Select(property => new JsonObject
                {
                    ["annotationDate"] = created,
                    ["annotationType"] = "OTHER",
                    ["annotator"] = tool,
                    ["comment"] = $"{property.Key}={property.Value}",
                }),
            ]);
        return written;
    }

    private static JsonObject Relationship(string from, string type, string to) =>
        new()
        {
            ["spdxElementId"] = from,
            ["relationshipType"] = type,
            ["relatedSpdxElement"] = to,
        };

    // Section 7.2: letters, digits, dots and dashes only.
    private static string Id(string reference) =>
        "SPDXRef-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reference)).AsSpan(0, 16));
}
