using System.Text.Json;
using System.Text.RegularExpressions;

namespace GoDockTasks.Core.Tests.Gates;

/// <summary>As much of JSON Schema 2020-12 as our own schemas use; another keyword fails the test.</summary>
internal sealed class JsonSchema(string path)
{
    private static readonly string[] Annotations = ["$schema", "$defs", "title", "description", "format"];

    private readonly JsonElement root = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;

    /// <returns>Where the value differs, and from which keyword; empty where it is valid.</returns>
    public IReadOnlyList<string> Problems(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return [.. Problems(root, document.RootElement, "")];
    }

    private IEnumerable<string> Problems(JsonElement schema, JsonElement value, string at)
    {
        foreach (var keyword in schema.EnumerateObject().Where(keyword => !Annotations.Contains(keyword.Name)))
        {
            var problems = keyword.Name switch
            {
                "$ref" => Problems(Resolve(keyword.Value.GetString()!), value, at),
                "type" => Fails(!Types(keyword.Value).Any(type => IsType(value, type))),
                "const" => Fails(!JsonElement.DeepEquals(keyword.Value, value)),
                "enum" => Fails(!keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value))),
                "pattern" => Fails(!Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!)),
                "oneOf" => Fails(keyword.Value.EnumerateArray().Count(one => !Problems(one, value, at).Any()) != 1),
                "required" => Fails(
                    value.ValueKind == JsonValueKind.Object
                        && keyword.Value.EnumerateArray().Any(name => !value.TryGetProperty(name.GetString()!, out _))
                ),
                "additionalProperties" => Fails(
                    value.ValueKind == JsonValueKind.Object
                        && value
                            .EnumerateObject()
                            .Any(member => !schema.GetProperty("properties").TryGetProperty(member.Name, out _))
                ),
                "properties" => value.ValueKind == JsonValueKind.Object
                    ? value
                        .EnumerateObject()
                        .Where(member => keyword.Value.TryGetProperty(member.Name, out _))
                        .SelectMany(member =>
                            Problems(keyword.Value.GetProperty(member.Name), member.Value, $"{at}/{member.Name}")
                        )
                    : [],
                "items" => value.ValueKind == JsonValueKind.Array
                    ? value.EnumerateArray().SelectMany((item, index) => Problems(keyword.Value, item, $"{at}/{index}"))
                    : [],
                _ => [$"{at}: unknown keyword {keyword.Name}"],
            };
            foreach (var problem in problems)
                yield return problem;

            string[] Fails(bool fails) => fails ? [$"{at}: {keyword.Name}"] : [];
        }
    }

    private JsonElement Resolve(string reference) =>
        root.GetProperty("$defs").GetProperty(reference["#/$defs/".Length..]);

    private static IEnumerable<string> Types(JsonElement types) =>
        types.ValueKind == JsonValueKind.Array
            ? types.EnumerateArray().Select(type => type.GetString()!)
            : [types.GetString()!];

    private static bool IsType(JsonElement value, string type) =>
        type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            _ => throw new ArgumentException(type),
        };
}
