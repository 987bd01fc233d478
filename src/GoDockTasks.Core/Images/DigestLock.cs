using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Images;

/// <summary>
/// Which content each base image's tag stood for when somebody last looked: what godock.lock.json holds.
/// </summary>
public sealed class DigestLock
{
    /// <summary>The version of the format that this code reads and writes.</summary>
    public const int FormatVersion = 1;

    private readonly ImmutableSortedDictionary<string, string> images;

    internal DigestLock(ImmutableSortedDictionary<string, string> images) => this.images = images;

    public static DigestLock Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>Digests by <see cref="ImageReference.Familiar"/>, sorted by it.</summary>
    public IReadOnlyDictionary<string, string> Images => images;

    /// <summary>Reads the text of a lock file.</summary>
    /// <param name="path">Absolute; for the diagnostics' positions only.</param>
    /// <param name="text">The whole file.</param>
    /// <returns>The entries that could be understood, and GDT4002 for each that couldn't, at its place.</returns>
    public static ParsedDigestLock Read(string path, string text) => DigestLockReader.Read(path, text);

    /// <summary>
    /// The digest for the image's tag (that it is written with a digest of its own is not looked at), or null where the
    /// lock has none.
    /// </summary>
    public string? DigestOf(ImageReference image) => images.GetValueOrDefault(image.Familiar);

    /// <summary>The same lock with one image's digest added or replaced.</summary>
    /// <param name="digest">One that <see cref="ImageDigest.IsValid"/> accepts.</param>
    public DigestLock With(ImageReference image, string digest) => new(images.SetItem(image.Familiar, digest));

    /// <summary>The whole file, the same for the same entries: sorted by character codes, two spaces, \n.</summary>
    [SuppressMessage("Globalization", "CA1305", Justification = "Only strings and a small number")]
    public string ToText()
    {
        // Neither an image's name nor a digest can hold a character that JSON would escape.
        var text = new StringBuilder($"{{\n  \"version\": {FormatVersion},\n  \"images\": {{");
        var separator = "\n";
        foreach (var (name, digest) in images)
        {
            text.Append(separator).Append($"    \"{name}\": \"{digest}\"");
            separator = ",\n";
        }

        return text.Append(images.IsEmpty ? "}\n}\n" : "\n  }\n}\n").ToString();
    }
}

/// <summary>What was read from a lock file.</summary>
/// <param name="Lock">The entries that could be understood.</param>
/// <param name="Diagnostics">GDT4002, ordered by position, at most 20; GDT1012 where the file can't be read.</param>
public sealed record ParsedDigestLock(DigestLock Lock, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether there is a file at all, good or bad.</summary>
    public bool Exists { get; init; } = true;
}

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
