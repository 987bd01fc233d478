using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>
/// What the head of a Go file says: which package it is a part of, in which builds, and what it needs there.
/// </summary>
/// <param name="Path">Relative to what the caller says, with <c>/</c>.</param>
/// <param name="Package">From its package clause.</param>
internal sealed record GoSource(string Path, string Package)
{
    /// <summary>A Go file is source that somebody wrote; a larger one is never read.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    // Few heads are longer.
    private const int FirstBytes = 4 * 1024;

    // Images are for Linux; for which processor, with which tags and with cgo or without, a Dockerfile often leaves open.
    private static readonly GoBuildContext Linux = new() { System = "linux" };

    private static readonly GoBuildContext WithoutTags = Linux with { Tags = [] };

    /// <summary>Paths in the order of the file.</summary>
    public ImmutableArray<string> Imports { get; init; } = [];

    public ImmutableArray<EmbedPattern> Embeds { get; init; } = [];

    public BuildConstraint Constraint { get; init; } = BuildConstraint.None;

    /// <summary>The file's name, without folders.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The folder's part of <see cref="Path"/>; <c>.</c> for none.</summary>
    public string Folder => Path.LastIndexOf('/') is var slash and >= 0 ? Path[..slash] : ".";

    public bool IsTest => Path.EndsWith("_test.go", StringComparison.Ordinal);

    /// <summary>It imports "C".</summary>
    public bool UsesCgo => Imports.Contains("C");

    /// <summary>It is compiled on every Linux, whatever the processor and the tags; cgo aside.</summary>
    public bool IsForAll => Linux.Includes(Name, Constraint, usesCgo: false) == true;

    /// <summary>
    /// It makes its package a program where no tag is set: unlike a file with <c>//go:build ignore</c>, or for Mage or
    /// another system.
    /// </summary>
    public bool IsProgram =>
        Package == "main" && WithoutTags.Includes(Name, Constraint, usesCgo: false) != false;

    /// <summary>Whether a build has it; null where that depends on what isn't known. None has a test.</summary>
    public bool? IsIn(GoBuildContext context) => context.Includes(Name, Constraint, UsesCgo);

    /// <summary>The folders whose package is a program, or may be one; sorted.</summary>
    public static ImmutableArray<string> Programs(IEnumerable<GoSource> files, GoBuildContext context) =>
    [
        .. files.Where(file => file.Package == "main" && file.IsIn(context) != false).Select(file => file.Folder)
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Null for a file that can't be read, is too large, or isn't Go.</summary>
    /// <param name="fullPath">Absolute.</param>
    /// <param name="path">See <see cref="Path"/>.</param>
    public static GoSource? Read(string fullPath, string path)
    {
        try
        {
            return ReadHead(fullPath, path) ?? Parse(RegularFile.ReadBytes(fullPath, MaxBytes), path, isWhole: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Null where the head is longer, or what is embedded stands behind it.
    private static GoSource? ReadHead(string fullPath, string path)
    {
        Span<byte> buffer = stackalloc byte[FirstBytes];
        using var handle = RegularFile.OpenHandle(fullPath);
        return Parse(buffer[..FileHandles.Read(handle, fullPath, buffer, 0)], path, isWhole: false);
    }

    private static GoSource? Parse(ReadOnlySpan<byte> text, string path, bool isWhole)
    {
        var imports = new List<(int Offset, int Length)>();
        var length = GoFileHead.Measure(text, (offset, length) => imports.Add((offset, length)));
        if (length < 0 && !isWhole)
            return null;
        if (length < 0)
        {
            // A file may end within its head: a line at its end makes it readable to a reader that expects more.
            imports.Clear();
            GoFileHead.Measure([.. text, .. "\n\nvar _ = 0\n"u8], (offset, length) => imports.Add((offset, length)));
        }

        var paths = ImmutableArray.CreateBuilder<string>(imports.Count);
        foreach (var import in imports)
            paths.Add(Encoding.UTF8.GetString(text.Slice(import.Offset + 1, import.Length - 2)));
        var embeds = paths.Contains("embed");
        // go/build passes over a package called documentation.
        if (embeds && !isWhole || GoFileHead.PackageName(text) is not { } package || package == "documentation")
            return null;
        return new(path, package)
        {
            Imports = paths.MoveToImmutable(),
            Embeds = embeds ? EmbedPattern.In(text) : [],
            Constraint = BuildConstraint.Read(text),
        };
    }
}
