using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace GoDockTasks.Core.Dockerfiles.Context;

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
