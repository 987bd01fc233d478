using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Images;

/// <summary>What was read from a lock file.</summary>
/// <param name="Lock">The entries that could be understood.</param>
/// <param name="Diagnostics">GDT4002, ordered by position, at most 20; GDT1012 where the file can't be read.</param>
public sealed record ParsedDigestLock(DigestLock Lock, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether there is a file at all, good or bad.</summary>
    public bool Exists { get; init; } = true;
}
