using System.Collections.Immutable;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Toolchain;

/// <summary>
/// Go's releases as they were known on <see cref="AsOf"/>: a package that is older than a release can't know it.
/// Source: https://go.dev/doc/devel/release, whose policy is that a release is supported until there are two newer
/// ones.
/// </summary>
internal static class GoReleases
{
    /// <summary>When this was last compared with the source.</summary>
    public static readonly DateOnly AsOf = new(2026, 11, 28);

    // Oldest first. A new line is all that a new release takes.
    private static readonly ImmutableArray<(string Version, DateOnly On)> Releases =
    [
        ("1.16", new(2021, 2, 16)),
        ("1.17", new(2021, 8, 16)),
        ("1.18", new(2022, 3, 15)),
        ("1.19", new(2022, 8, 2)),
        ("1.20", new(2023, 2, 1)),
        ("1.21", new(2023, 8, 8)),
        ("1.22", new(2024, 2, 6)),
        ("1.23", new(2024, 8, 13)),
        ("1.24", new(2025, 2, 11)),
        ("1.25", new(2025, 8, 12)),
        ("1.26", new(2026, 2, 10)),
        ("1.27", new(2026, 8, 19)),
    ];

    /// <summary>The newest one: <c>1.27</c>.</summary>
    public static string Newest => Releases[^1].Version;

    /// <summary>
    /// Since when a version, such as <c>1.21</c>, <c>1.21.5</c> or <c>1.21rc1</c>, gets no more fixes; null while it
    /// does, and for one that isn't known.
    /// </summary>
    public static DateOnly? EndOf(string version)
    {
        if (!GoVersion.IsValid(version) || version == "1" || GoVersion.Language(version) is not { } language)
            return null;
        // What is older than the list ended before its first line says so.
        for (var i = 0; i + 2 < Releases.Length; i++)
        {
            if (GoVersion.Compare(language, Releases[i].Version) <= 0)
                return Releases[i + 2].On;
        }

        return null;
    }
}
