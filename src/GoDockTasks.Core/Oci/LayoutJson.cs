using System.Collections.Immutable;
using System.Text.Json;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Oci;

/// <summary>
/// Members of an image's JSON files: what is missing or null is empty, what is of another kind is damage.
/// </summary>
internal static class LayoutJson
{
    private const int SchemaVersion = 2;

    /// <summary>An object.</summary>
    /// <exception cref="LayoutDamageException">It is none; no file is named.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> utf8)
    {
        if (StrictJson.Read(utf8, out var root) is { } problem)
            throw new LayoutDamageException(problem);
        return root.ValueKind == JsonValueKind.Object
            ? root
            : throw new LayoutDamageException("it holds no JSON object");
    }

    /// <summary>An index or a manifest, of which both have a version.</summary>
    public static JsonElement ParseVersioned(ReadOnlyMemory<byte> utf8)
    {
        var root = Parse(utf8);
        return
            StrictJson.Member(root, "schemaVersion") is { ValueKind: JsonValueKind.Number } number
            && number.TryGetInt32(out var version)
            && version == SchemaVersion
            ? root
            : throw new LayoutDamageException($"its schemaVersion isn't {SchemaVersion}");
    }

    public static string? Text(JsonElement parent, string name) =>
        StrictJson.Member(parent, name) switch
        {
            { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            _ => throw new LayoutDamageException($"its member {name} is no text"),
        };

    public static ImmutableArray<string> Texts(JsonElement parent, string name) =>
        StrictJson.Member(parent, name) switch
        {
            { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => [],
            { ValueKind: JsonValueKind.Array } list
                when list.EnumerateArray().All(each => each.ValueKind == JsonValueKind.String) =>
            [
                .. list.EnumerateArray().Select(each => each.GetString()!),
            ],
            _ => throw new LayoutDamageException($"its member {name} is no list of texts"),
        };

    public static ImmutableDictionary<string, string> Map(JsonElement parent, string name, string where = "it") =>
        StrictJson.Member(parent, name) switch
        {
            { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => ImmutableDictionary<string, string>.Empty,
            { ValueKind: JsonValueKind.Object } map
                when map.EnumerateObject().All(each => each.Value.ValueKind == JsonValueKind.String) =>
                map.EnumerateObject()
                    .ToImmutableDictionary(each => each.Name, each => each.Value.GetString()!, StringComparer.Ordinal),
            _ => throw new LayoutDamageException($"{where} has {name} that aren't texts by name"),
        };

    /// <summary>A list that has to be there.</summary>
    public static ImmutableArray<Descriptor> Descriptors(JsonElement parent, string name) =>
        StrictJson.Member(parent, name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select((each, index) => Descriptor.Read(each, $"{name}[{index}]"))]
            : throw new LayoutDamageException($"it has no list of {name}");
}
