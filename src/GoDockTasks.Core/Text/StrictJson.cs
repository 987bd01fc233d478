using System.Collections.Immutable;
using System.Text.Json;

namespace GoDockTasks.Core.Text;

/// <summary>
/// JSON that everybody reads alike: no name twice in an object, no comments, no text that isn't Unicode.
/// </summary>
internal static class StrictJson
{
    /// <summary>How deep values may nest; what is signed needs seven.</summary>
    public const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = MaxDepth,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads one JSON value.</summary>
    /// <param name="utf8">Without byte order mark.</param>
    /// <param name="root">Lives on its own; undefined where this fails.</param>
    /// <returns>Null, or what is wrong, with its place; nothing of the text.</returns>
    public static string? Read(ReadOnlyMemory<byte> utf8, out JsonElement root)
    {
        root = default;
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            if (!IsUnicode(document.RootElement))
                return "it holds text that isn't Unicode";
            root = document.RootElement.Clone();
            return null;
        }
        catch (JsonException exception) when (exception.LineNumber is { } line)
        {
            return Unlike(line, exception.BytePositionInLine ?? 0, $"malformed, or deeper than {MaxDepth}");
        }
        catch (JsonException)
        {
            // The document doesn't say where a name is that is there twice.
            var (line, place) = SecondName(utf8.Span);
            return Unlike(line, place, "a name that its object already has");
        }
        catch (InvalidOperationException)
        {
            // A name that isn't Unicode is found while names are compared.
            return "it holds text that isn't Unicode";
        }
    }

    /// <summary>Reads JSON values one after another, as tools write a stream of them.</summary>
    /// <param name="utf8">Without byte order mark; blanks may stand between values.</param>
    /// <returns>
    /// All values, or those before the first that isn't one and what is wrong with it, as <see cref="Read"/> has it.
    /// </returns>
    public static (ImmutableArray<JsonElement> Values, string? Problem) ReadStream(ReadOnlyMemory<byte> utf8)
    {
        var values = ImmutableArray.CreateBuilder<JsonElement>();
        var at = 0;
        while (true)
        {
            var rest = utf8[at..];
            at += rest.Length - rest.Span.TrimStart(" \t\r\n"u8).Length;
            if (at == utf8.Length)
                return (values.ToImmutable(), null);
            var length = LengthOfFirst(utf8.Span[at..]);
            var problem = Read(utf8.Slice(at, length), out var value);
            if (problem is not null)
                return (values.ToImmutable(), $"its value {values.Count + 1} can't be read: {problem}");
            values.Add(value);
            at += length;
        }
    }

    /// <summary>The text of a member, or null where it is missing or no text.</summary>
    public static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A member, or an undefined value.</summary>
    public static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A list's entries; none where it is missing or no list.</summary>
    public static IEnumerable<JsonElement> List(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    // All of it where it is no value.
    private static int LengthOfFirst(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(
                utf8,
                new JsonReaderOptions { MaxDepth = MaxDepth, AllowMultipleValues = true }
            );
            reader.Read();
            reader.Skip();
            return (int)reader.BytesConsumed;
        }
        catch (JsonException)
        {
            return utf8.Length;
        }
    }

    private static string Unlike(long line, long place, string what) =>
        $"it isn't JSON that everybody reads alike (line {line + 1}, byte {place + 1}: {what})";

    // Counted from 0, as the parser counts.
    private static (long Line, long Place) SecondName(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        var objects = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                objects.Push(new(StringComparer.Ordinal));
            else if (reader.TokenType == JsonTokenType.EndObject)
                objects.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName && !objects.Peek().Add(reader.GetString()!))
                break;
        }

        var before = utf8[..(int)reader.TokenStartIndex];
        return (before.Count((byte)'\n'), before.Length - before.LastIndexOf((byte)'\n') - 1);
    }

    // The parser looks at a string's bytes and escapes only when it is asked for the string.
    private static bool IsUnicode(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element
                    .EnumerateObject()
                    .All(member => member.Name is not null && IsUnicode(member.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsUnicode),
                JsonValueKind.String => element.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
