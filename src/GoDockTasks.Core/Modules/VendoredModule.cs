using System.Collections.Immutable;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>A <c># path version</c> line of vendor/modules.txt with the lines that belong to it.</summary>
/// <param name="Version">Null in a line that only says that every version is replaced.</param>
/// <param name="NewPath">What follows <c>=></c>; null if the module isn't replaced.</param>
/// <param name="NewVersion">Null if the replacement is a folder.</param>
/// <param name="Explicit">go.mod requires it.</param>
/// <param name="GoVersion">Of its own go.mod; null if that has none.</param>
/// <param name="Packages">Paths of the packages in the vendor folder.</param>
/// <param name="Position">The <c>#</c>.</param>
public sealed record VendoredModule(
    string Path,
    string? Version,
    string? NewPath,
    string? NewVersion,
    bool Explicit,
    string? GoVersion,
    ImmutableArray<string> Packages,
    TextPosition Position
);
