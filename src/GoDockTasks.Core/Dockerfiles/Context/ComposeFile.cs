using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace GoDockTasks.Core.Dockerfiles.Context;

/// <summary>
/// What a compose file says of builds. Source: the Compose Specification, "Compose Build Specification" and
/// "Interpolation".
/// </summary>
internal static class ComposeFile
{
    /// <summary>
    /// `compose.yaml`, `docker-compose.yml`, and the files that people put over them: `docker-compose.dev.yml`.
    /// </summary>
    public static bool IsName(string name) =>
        (name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal))
        && (
            name.StartsWith("compose", StringComparison.Ordinal)
            || name.StartsWith("docker-compose", StringComparison.Ordinal)
        );

    /// <summary>
    /// The builds of its services; those that depend on a variable without a default, or on another file, are missing.
    /// </summary>
    /// <param name="path">Absolute.</param>
    public static ImmutableArray<DescribedBuild> Read(string path, string text)
    {
        var builds = ImmutableArray.CreateBuilder<DescribedBuild>();
        foreach (var document in BoundedYaml.Read(text))
        {
            if (BoundedYaml.Get(document, "services") is not YamlMappingNode services)
                continue;
            foreach (var service in services.Children.Values)
            {
                if (
                    BoundedYaml.Get(service, "build") is { } build
                    && BoundedYaml.Get(service, "extends") is null
                    && Create(path, build) is { } described
                )
                    builds.Add(described);
            }
        }

        return builds.ToImmutable();
    }

    private static DescribedBuild? Create(string path, YamlNode build)
    {
        if (build is YamlScalarNode { Value: { Length: > 0 } folder })
            return Interpolate(folder) is { } context ? DescribedBuild.Create(path, context, null) : null;
        if (build is not YamlMappingNode || BoundedYaml.Get(build, "dockerfile_inline") is not null)
            return null;
        if (
            !TryValue(build, "context", out var written)
            || !TryValue(build, "dockerfile", out var dockerfile)
            || DescribedBuild.Create(path, written, dockerfile) is not { } described
        )
            return null;
        return TryValue(build, "target", out var target) ? described with { Target = target } : described;
    }

    private static bool TryValue(YamlNode build, string key, out string? value)
    {
        value = null;
        if (BoundedYaml.Get(build, key) is not { } node)
            return true;
        value = BoundedYaml.Text(node) is { Length: > 0 } text ? Interpolate(text) : null;
        return value is not null;
    }

    /// <summary>
    /// With defaults in place of variables, `${NAME:-default}`; null where one has none, since only the environment
    /// knows it then.
    /// </summary>
    private static string? Interpolate(string text)
    {
        var result = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '$')
            {
                result.Append(text[at]);
                continue;
            }

            if (at + 1 < text.Length && text[at + 1] == '$')
            {
                result.Append('$');
                at++;
                continue;
            }

            var end = text.IndexOf('}', at);
            if (end < 0 || DefaultOf(text[(at + 1)..end]) is not { } value)
                return null;
            result.Append(value);
            at = end;
        }

        return result.ToString();
    }

    // `{NAME:-value` or `{NAME-value`.
    private static string? DefaultOf(string variable)
    {
        var end = 1;
        while (end < variable.Length && (char.IsAsciiLetterOrDigit(variable[end]) || variable[end] == '_'))
            end++;
        if (variable is not ['{', ..] || end == variable.Length)
            return null;
        var value = variable[end..] switch
        {
            [':', '-', .. var rest] => rest,
            ['-', .. var rest] => rest,
            _ => null,
        };
        return value?.Contains('$', StringComparison.Ordinal) == false ? value : null;
    }
}

/// <summary>
/// Reads YAML of anybody's: of bounded depth, and with aliases as references to what they name, never as copies.
/// </summary>
internal static class BoundedYaml
{
    // Deeper than any file that people write; the library's reader takes a stack frame for each level.
    private const int MaxDepth = 64;

    /// <summary>The roots of a file's documents; none where it isn't YAML or is nested too deeply.</summary>
    public static IReadOnlyList<YamlNode> Read(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new Bounded(new Parser(new StringReader(text))));
        }
        // The library's own reader of numbers and escapes throws what the runtime does.
        catch (Exception exception)
            when (exception
                    is YamlException
                        or FormatException
                        or OverflowException
                        or ArgumentException
                        or InvalidOperationException
            )
        {
            return [];
        }

        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    /// <summary>
    /// What a mapping has under a key, its own before what `&lt;&lt;` merges into it; null where it has nothing.
    /// </summary>
    public static YamlNode? Get(YamlNode? node, string key)
    {
        // A mapping can merge itself.
        for (
            var (depth, open) = (0, new Queue<YamlNode?>([node]));
            depth < MaxDepth && open.TryDequeue(out var next);
            depth++
        )
        {
            if (next is not YamlMappingNode mapping)
                continue;
            if (TryGet(mapping, key, out var value))
                return value;
            if (!TryGet(mapping, "<<", out var merged))
                continue;
            foreach (var other in merged is YamlSequenceNode list ? list.Children : (IEnumerable<YamlNode>)[merged])
                open.Enqueue(other);
        }

        return null;
    }

    /// <summary>The text of a scalar; null for anything else.</summary>
    public static string? Text(YamlNode? node) => (node as YamlScalarNode)?.Value;

    private static bool TryGet(YamlMappingNode mapping, string key, [NotNullWhen(true)] out YamlNode? value) =>
        mapping.Children.TryGetValue(new YamlScalarNode(key), out value);

    private sealed class Bounded(Parser parser) : IParser
    {
        private int depth;

        public ParsingEvent? Current => parser.Current;

        public bool MoveNext()
        {
            var moved = parser.MoveNext();
            depth += parser.Current?.NestingIncrease ?? 0;
            return depth <= MaxDepth ? moved : throw new YamlException($"is nested more than {MaxDepth} deep");
        }
    }
}
