using System.Collections.Immutable;
using System.Text.Json;

namespace GoDockTasks.Core.Dockerfiles.Context;

/// <summary>
/// What a file of `docker buildx bake` says of its targets. Source: the Bake file reference, "target".
/// </summary>
internal static class BakeDefinition
{
    // A target inherits from few.
    private const int MaxAncestors = 32;

    /// <summary>
    /// `docker-bake.hcl`, `docker-bake.json`, and the files that people put over them: `docker-bake.override.hcl`.
    /// </summary>
    public static bool IsName(string name) =>
        name.StartsWith("docker-bake.", StringComparison.Ordinal)
        && (name.EndsWith(".hcl", StringComparison.Ordinal) || name.EndsWith(".json", StringComparison.Ordinal));

    /// <summary>
    /// The builds of its targets, their paths counted from the file's folder; those that depend on a variable or a
    /// function are missing.
    /// </summary>
    /// <param name="path">Absolute.</param>
    public static ImmutableArray<DescribedBuild> Read(string path, string text)
    {
        var targets = path.EndsWith(".json", StringComparison.Ordinal) ? ReadJson(text) : HclTargets.Read(text);
        var builds = ImmutableArray.CreateBuilder<DescribedBuild>();
        foreach (var target in targets.Values)
        {
            var (context, dockerfile, inline) = (
                Effective(targets, target, "context"),
                Effective(targets, target, "dockerfile"),
                Effective(targets, target, "dockerfile-inline")
            );
            if (
                context.IsKnown
                && dockerfile.IsKnown
                && inline is { IsKnown: true, Text: null }
                && DescribedBuild.Create(path, context.Text, dockerfile.Text) is { } build
            )
                builds.Add(build with { Target = Effective(targets, target, "target").Text });
        }

        return builds.ToImmutable();
    }

    /// <summary>
    /// An attribute of the target or of what it inherits from: its own first, then the last of the others.
    /// </summary>
    private static BakeValue Effective(
        Dictionary<string, BakeTargetDefinition> targets,
        BakeTargetDefinition target,
        string name
    )
    {
        var open = new Stack<BakeTargetDefinition>([target]);
        for (var steps = 0; open.TryPop(out var next); steps++)
        {
            if (next.Attributes.TryGetValue(name, out var value))
                return value;
            if (next.Inherits is not { } inherits || steps > MaxAncestors)
                return BakeValue.Unknown;
            foreach (var parent in inherits)
            {
                if (!targets.TryGetValue(parent, out var other))
                    return BakeValue.Unknown;
                open.Push(other);
            }
        }

        return new(null, IsKnown: true);
    }

    private static Dictionary<string, BakeTargetDefinition> ReadJson(string text)
    {
        var found = new Dictionary<string, BakeTargetDefinition>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(text);
            if (
                document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("target", out var targets)
                || targets.ValueKind != JsonValueKind.Object
            )
                return found;
            foreach (var target in targets.EnumerateObject())
            {
                if (target.Value.ValueKind == JsonValueKind.Object)
                    found[target.Name] = FromJson(target.Value);
            }
        }
        catch (JsonException)
        {
            found.Clear();
        }

        return found;
    }

    private static BakeTargetDefinition FromJson(JsonElement target)
    {
        var attributes = target
            .EnumerateObject()
            .Where(property => property.Name != "inherits")
            .GroupBy(property => property.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Value(group.Last().Value), StringComparer.Ordinal);
        if (!target.TryGetProperty("inherits", out var inherits))
            return new(attributes, []);
        var values =
            inherits.ValueKind == JsonValueKind.Array ? inherits.EnumerateArray().Select(Value).ToList() : null;
        return new(
            attributes,
            values is not null && values.TrueForAll(value => value is { IsKnown: true, Text: not null })
                ? [.. values.Select(value => value.Text!)]
                : null
        );
    }

    // Strings are HCL's templates.
    private static BakeValue Value(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? HclTargets.Literal(element.GetString()!) : BakeValue.Unknown;
}

/// <summary>A target as it is written.</summary>
/// <param name="Attributes">By name.</param>
/// <param name="Inherits">Names of targets; null where they can't be known.</param>
internal sealed record BakeTargetDefinition(Dictionary<string, BakeValue> Attributes, ImmutableArray<string>? Inherits);

/// <summary>A value of an attribute.</summary>
/// <param name="Text">Null where none is written.</param>
/// <param name="IsKnown">False where it depends on a variable or a function.</param>
internal readonly record struct BakeValue(string? Text, bool IsKnown)
{
    public static BakeValue Unknown => new(null, IsKnown: false);
}
