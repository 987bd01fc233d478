using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
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
