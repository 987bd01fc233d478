using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Fingerprints.Signing;

/// <summary>Reads `GoDockTrustedKey` items.</summary>
public static class TrustedKeyReader
{
    private const int MaxBytes = 64 * 1024;

    /// <param name="items">
    /// A public key file each, with metadata BuilderId and, optional, Source, Ref and AllowDirty.
    /// </param>
    /// <param name="directory">Absolute; relative paths count from it.</param>
    /// <returns>The keys, and GDT3007 for each item that is none: it trusts nobody.</returns>
    public static (ImmutableArray<TrustedKey> Keys, ImmutableArray<Diagnostic> Diagnostics) Read(
        IEnumerable<SidecarItem> items,
        string directory
    )
    {
        var keys = ImmutableArray.CreateBuilder<TrustedKey>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var item in items)
        {
            var path = Path.GetFullPath(item.Include.Replace('\\', '/'), directory);
            var (content, problem) = RegularFile.TryRead(path, MaxBytes);
            var (key, unusable) = content is null
                ? (null, problem)
                : VerificationKey.Read(Encoding.UTF8.GetString(content));
            var dirty = Metadata(item, "AllowDirty") ?? "false";
            problem = unusable
                ?? (
                    Metadata(item, "BuilderId") is null
                        ? "it has no BuilderId, so that it isn't said for whom the key may speak"
                        : null
                )
                ?? (bool.TryParse(dirty, out _) ? null : $"its AllowDirty is '{dirty}' and neither true nor false");
            if (problem is not null)
                diagnostics.Add(
                    new(
                        DiagnosticCatalogue.CannotVerify,
                        new(item.ProjectFile ?? path),
                        $"the GoDockTrustedKey item '{item.Include}' trusts nobody: {problem}; correct the item"
                    )
                );
            else
                keys.Add(
                    new(key!, Metadata(item, "BuilderId")!)
                    {
                        Source = Metadata(item, "Source"),
                        Ref = Metadata(item, "Ref"),
                        AllowDirty = bool.Parse(dirty),
                    }
                );
        }

        return (keys.ToImmutable(), diagnostics.ToImmutable());
    }

    private static string? Metadata(SidecarItem item, string name) =>
        item.Metadata.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}

/// <summary>Whom a verification believes: who signs with this key, as long as he speaks for this builder.</summary>
/// <param name="Key">The public key.</param>
/// <param name="BuilderId">The only `builder.id` that the key may speak for.</param>
public sealed record TrustedKey(VerificationKey Key, string BuilderId)
{
    /// <summary>What `source.uri` must be, `*` for any part of it; null for anything.</summary>
    public string? Source { get; init; }

    /// <summary>What `source.ref` must be, likewise.</summary>
    public string? Ref { get; init; }

    /// <summary>Builds from sources that differ from their commit are allowed, too.</summary>
    public bool AllowDirty { get; init; }
}
