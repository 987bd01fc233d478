using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Images;

/// <summary>
/// Reads a lock file with exact positions. Apart from <see cref="DigestLock"/>, so that System.Text.Json is only loaded
/// where there is a file.
/// </summary>
internal ref struct DigestLockReader
{
    private const int MaxDiagnostics = 20;

    private readonly string path;
    private readonly ReadOnlySpan<byte> bytes;
    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly ImmutableSortedDictionary<string, string>.Builder images = ImmutableSortedDictionary.CreateBuilder<
        string,
        string
    >(StringComparer.Ordinal);
    private Utf8JsonReader json;

    private DigestLockReader(string path, ReadOnlySpan<byte> bytes)
    {
        this.path = path;
        this.bytes = bytes;
        json = new(bytes, new JsonReaderOptions { MaxDepth = 8 });
    }

    public static ParsedDigestLock Read(string path, string text)
    {
        var reader = new DigestLockReader(path, Encoding.UTF8.GetBytes(text.StartsWith('\uFEFF') ? text[1..] : text));
        try
        {
            reader.ReadFile();
        }
        catch (JsonException exception)
        {
            reader.AddMalformed(exception);
        }

        return new(new(reader.images.ToImmutable()), reader.diagnostics.ToImmutable());
    }

    private void ReadFile()
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            Add("holds no JSON object");
            return;
        }

        var hasVersion = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var at = json.TokenStartIndex;
            var name = Value();
            json.Read();
            switch (name)
            {
                case "version" when !ReadVersion():
                    return;
                case "version":
                    hasVersion = true;
                    break;
                case "images" when json.TokenType == JsonTokenType.StartObject:
                    ReadImages();
                    break;
                case "images":
                    Add("has 'images' that are no object");
                    json.Skip();
                    break;
                default:
                    Add($"has the unknown property '{Shown(name)}'", at);
                    json.Skip();
                    break;
            }
        }

        if (!hasVersion)
            Add("has no 'version'");
        // Only white space may follow.
        json.Read();
    }

    private readonly bool ReadVersion()
    {
        if (
            json.TokenType == JsonTokenType.Number
            && json.TryGetInt32(out var version)
            && version == DigestLock.FormatVersion
        )
            return true;
        Add(
            $"has version '{Shown(Value())}', and this GoDockTasks reads version "
                + $"{DigestLock.FormatVersion}; use one that is as new as the one that wrote it"
        );
        return false;
    }

    private void ReadImages()
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var at = json.TokenStartIndex;
            var name = Value();
            json.Read();
            var isNamed = IsKey(name, at);
            if (json.TokenType != JsonTokenType.String || !ImageDigest.IsValid(Value()))
                Add($"has no digest for '{Shown(name)}': 'sha256:' and 64 lower-case hex digits belong here");
            else if (isNamed)
                images[name] = Value();
            json.Skip();
        }
    }

    private readonly bool IsKey(string name, long at)
    {
        if (ImageReference.TryParse(name) is not { } image || image.Digest is not null)
            Add($"has '{Shown(name)}' where an image with its tag belongs, such as 'golang:1.27.3-bookworm'", at);
        else if (image.Familiar != name)
            Add($"calls '{image.Familiar}' '{Shown(name)}': only the short name with its tag is looked up", at);
        else if (images.ContainsKey(name))
            Add($"has '{name}' twice", at);
        else
            return true;
        return false;
    }

    private readonly void AddMalformed(JsonException exception)
    {
        var line = exception.LineNumber ?? 0;
        var start = 0;
        for (var number = 0L; number < line; number++)
            start += bytes[start..].IndexOf((byte)'\n') + 1;
        Add("is no JSON here", Math.Min(start + (exception.BytePositionInLine ?? 0), bytes.Length));
    }

    // As it stands there: neither names nor digests need escapes, and undoing bad ones throws.
    private readonly string Value() => Encoding.UTF8.GetString(json.ValueSpan);

    private readonly void Add(string what) => Add(what, json.TokenStartIndex);

    private readonly void Add(string what, long at)
    {
        if (diagnostics.Count == MaxDiagnostics)
            return;
        var before = bytes[..(int)at];
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        diagnostics.Add(
            new(
                DiagnosticCatalogue.LockFileDoesNotParse,
                new(path, line, column),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{Path.GetFileName(path)}' {what}. Restore it from version control, or delete it and "
                        + $"run `dotnet build -t:UpdateBaseImages`."
                )
            )
        );
    }

    // One line of a bounded length, whatever stands in the file.
    private static string Shown(string text) => Printable.Line(text[..Math.Min(text.Length, 100)]);
}
