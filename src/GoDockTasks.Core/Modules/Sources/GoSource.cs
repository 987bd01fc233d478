using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>
/// What the head of a Go file says: which package it is a part of, in which builds, and what it needs there.
/// </summary>
/// <param name="Path">Relative to what the caller says, with <c>/</c>.</param>
/// <param name="Package">From its package clause.</param>
public sealed record GoSource(string Path, string Package)
{
    /// <summary>A Go file is source that somebody wrote; a larger one is never read.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    // Few heads are longer.
    private const int FirstBytes = 4 * 1024;

    // Images are for Linux; for which processor, with which tags and with cgo or without, a Dockerfile often leaves
    // open.
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
    public bool IsProgram => Package == "main" && WithoutTags.Includes(Name, Constraint, usesCgo: false) != false;

    /// <summary>Whether a build has it; null where that depends on what isn't known. None has a test.</summary>
    public bool? IsIn(GoBuildContext context) => context.Includes(Name, Constraint, UsesCgo);

    /// <summary>By folder, and in one by name.</summary>
    public static int CompareByFolder(GoSource one, GoSource other)
    {
        var (left, right) = (one.Path.LastIndexOf('/'), other.Path.LastIndexOf('/'));
        var order = FolderOf(one, left).SequenceCompareTo(FolderOf(other, right));
        return order != 0 ? order : one.Path.AsSpan(left + 1).SequenceCompareTo(other.Path.AsSpan(right + 1));

        static ReadOnlySpan<char> FolderOf(GoSource source, int slash) =>
            slash < 0 ? "." : source.Path.AsSpan(0, slash);
    }

    /// <summary>The folders whose package is a program, or may be one; sorted.</summary>
    public static ImmutableArray<string> Programs(IEnumerable<GoSource> files, GoBuildContext context) =>
        [
            .. files
                .Where(file => file.Package == "main" && file.IsIn(context) != false)
                .Select(file => file.Folder)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Null for a file that can't be read, is too large, or isn't Go.</summary>
    /// <param name="fullPath">Absolute.</param>
    /// <param name="path">See <see cref="Path"/>.</param>
    public static GoSource? Read(string fullPath, string path)
    {
        try
        {
            var head = ReadHead(fullPath, path);
            return (
                head.IsEnough ? head : Parse(RegularFile.ReadBytes(fullPath, MaxBytes), path, isWhole: true)
            ).Source;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads a file's text, or the beginning of it.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="path">See <see cref="Path"/>.</param>
    /// <param name="isWhole">It is the whole file.</param>
    public static GoHead Parse(ReadOnlySpan<byte> text, string path, bool isWhole)
    {
        var imports = new List<(int Offset, int Length)>();
        var length = GoFileHead.Measure(text, (offset, length) => imports.Add((offset, length)));
        if (length < 0 && isWhole)
        {
            // A file may end within its head: a line at its end makes it readable to a reader that expects more.
            imports.Clear();
            GoFileHead.Measure([.. text, .. "\n\nvar _ = 0\n"u8], (offset, length) => imports.Add((offset, length)));
        }

        var paths = ImmutableArray.CreateBuilder<string>(imports.Count);
        foreach (var import in imports)
            paths.Add(Encoding.UTF8.GetString(text.Slice(import.Offset + 1, import.Length - 2)));
        var embeds = paths.Contains("embed");
        var head = new GoHead(length, isWhole || length >= 0 && !embeds, paths.MoveToImmutable(), null);
        // go/build passes over a package called documentation.
        if (!head.IsEnough || GoFileHead.PackageName(text) is not { } package || package == "documentation")
            return head;
        return head with
        {
            Source = new(path, package)
            {
                Imports = head.Imports,
                Embeds = embeds ? EmbedPattern.In(text) : [],
                Constraint = BuildConstraint.Read(text),
            },
        };
    }

    /// <summary>Writes it down for <see cref="Read(string[], ref int)"/>.</summary>
    public void Write(List<string> lines)
    {
        lines.AddRange([
            Path,
            Package,
            Constraint.Text,
            Imports.Length.ToString(CultureInfo.InvariantCulture),
            .. Imports,
            Embeds.Length.ToString(CultureInfo.InvariantCulture),
            .. Embeds.Select(pattern => (pattern.IncludesHidden ? "all:" : "") + pattern.Path),
        ]);
    }

    /// <summary>What was written down.</summary>
    /// <param name="at">The line to begin with; then the one behind it.</param>
    public static GoSource Read(string[] lines, ref int at)
    {
        var (path, package, constraint) = (lines[at], lines[at + 1], lines[at + 2]);
        at += 3;
        return new(path, package)
        {
            Constraint = BuildConstraint.FromText(constraint),
            Imports = [.. Take(lines, ref at)],
            Embeds = [.. Take(lines, ref at).Select(EmbedPattern.Of)],
        };
    }

    private static string[] Take(string[] lines, ref int at)
    {
        var count = int.Parse(lines[at++], CultureInfo.InvariantCulture);
        at += count;
        return lines[(at - count)..at];
    }

    // Not enough where the head is longer, or what is embedded stands behind it.
    private static GoHead ReadHead(string fullPath, string path)
    {
        Span<byte> buffer = stackalloc byte[FirstBytes];
        using var handle = RegularFile.OpenHandle(fullPath);
        var count = FileHandles.Read(handle, fullPath, buffer, 0);
        return Parse(buffer[..count], path, isWhole: count < FirstBytes);
    }
}

/// <summary>What was read of a Go file's beginning.</summary>
/// <param name="Length">Of the head in bytes; -1 where it doesn't end in what was read, or the file isn't Go.</param>
/// <param name="IsEnough">More of the file says nothing more.</param>
/// <param name="Imports">Paths, in order.</param>
/// <param name="Source">Null where it isn't Go, or more has to be read.</param>
public sealed record GoHead(int Length, bool IsEnough, ImmutableArray<string> Imports, GoSource? Source);

/// <summary>A Go file of a module.</summary>
/// <param name="RelativePath">From the module's folder, with `/` on every system.</param>
/// <param name="Path">Absolute.</param>
/// <param name="IsInPackage">It lies where <c>./...</c> looks: see <see cref="ModuleScope.Packages"/>.</param>
internal sealed record GoFile(string RelativePath, string Path, bool IsInPackage);

/// <summary>A pattern of a <c>//go:embed</c> line.</summary>
/// <param name="Path">
/// Relative to the package's folder, without quotes and <c>all:</c>; may have <c>*</c>, <c>?</c> and <c>[…]</c>.
/// </param>
/// <param name="IncludesHidden">
/// It was written with <c>all:</c>: files in a folder count, too, whose names start with a dot or an underscore.
/// </param>
public sealed record EmbedPattern(string Path, bool IncludesHidden)
{
    private const string All = "all:";

    /// <summary>
    /// Those of a Go file, whether or not go looks at the line: it has to begin one (go/build's findEmbed).
    /// </summary>
    /// <param name="text">The file; UTF-8.</param>
    public static ImmutableArray<EmbedPattern> In(ReadOnlySpan<byte> text)
    {
        var directive = "//go:embed"u8;
        var patterns = ImmutableArray.CreateBuilder<EmbedPattern>();
        for (int at, from = 0; (at = text[from..].IndexOf(directive)) >= 0; )
        {
            at += from;
            from = at + directive.Length;
            var before = text[(text[..at].LastIndexOf((byte)'\n') + 1)..at];
            var end = text[from..].IndexOf((byte)'\n');
            var arguments = end < 0 ? text[from..] : text[from..(from + end)];
            if (before.Trim(" \t"u8).IsEmpty && arguments is [(byte)' ' or (byte)'\t', ..])
                patterns.AddRange(Read(Encoding.UTF8.GetString(arguments)));
        }

        return patterns.ToImmutable();
    }

    /// <param name="pattern">As it is written, without quotes.</param>
    public static EmbedPattern Of(string pattern) =>
        pattern.StartsWith(All, StringComparison.Ordinal)
            ? new(pattern[All.Length..].TrimEnd('/'), IncludesHidden: true)
            : new(pattern.TrimEnd('/'), IncludesHidden: false);

    // Separated by blanks, bare or as Go strings in double or back quotes (package embed, "Directives"; parseGoEmbed in
    // go/build/read.go). What no Go compiler would accept ends the list.
    private static IEnumerable<EmbedPattern> Read(string arguments)
    {
        for (var rest = arguments.Trim(); rest.Length > 0; rest = rest.TrimStart())
        {
            var (pattern, length) = rest[0] switch
            {
                // Names of files that can be embedded hold neither quotes nor backslashes (package embed:
                // module.CheckFilePath), so none are escaped.
                '`' or '"' => Quoted(rest),
                _ => Bare(rest),
            };
            if (length == 0)
                yield break;
            rest = rest[length..];
            if (Of(pattern) is { Path.Length: > 0 } read)
                yield return read;
        }
    }

    private static (string Pattern, int Length) Bare(string text)
    {
        var end = text.AsSpan().IndexOfAny(' ', '\t');
        return end < 0 ? (text, text.Length) : (text[..end], end);
    }

    private static (string Pattern, int Length) Quoted(string text)
    {
        var end = text.IndexOf(text[0], 1);
        return end < 0 ? ("", 0) : (text[1..end], end + 1);
    }
}
