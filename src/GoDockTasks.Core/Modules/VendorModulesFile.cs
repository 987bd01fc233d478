using System.Collections.Immutable;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>A vendor/modules.txt.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="IsWorkspace">Written by <c>go work vendor</c>: it stands for all modules of a workspace.</param>
/// <param name="Modules">In the order of the file; one for each module line, so that a module can appear twice.</param>
internal sealed record VendorModulesFile(string Path, bool IsWorkspace, ImmutableArray<VendoredModule> Modules)
{
    /// <summary>
    /// Reads what cmd/go's readVendorList reads. Go passes over lines that it doesn't understand, and so does this;
    /// only merge markers are reported.
    /// </summary>
    /// <param name="text">Content of the file.</param>
    /// <param name="path">The file, for positions.</param>
    public static Parsed<VendorModulesFile> Parse(string text, string path)
    {
        var errors = new SyntaxErrors(path);
        var builder = new VendorModulesBuilder();
        var rest = MergeConflicts.Hide(text, errors).AsSpan();
        for (var line = 1; !rest.IsEmpty; line++)
            builder.ReadLine(TextLines.Take(ref rest), line);
        return new(new(path, builder.IsWorkspace, builder.ToImmutable()), errors.ToImmutable());
    }
}

/// <summary>A <c># path version</c> line of vendor/modules.txt with the lines that belong to it.</summary>
/// <param name="Version">Null in a line that only says that every version is replaced.</param>
/// <param name="NewPath">What follows <c>=></c>; null if the module isn't replaced.</param>
/// <param name="NewVersion">Null if the replacement is a folder.</param>
/// <param name="Explicit">go.mod requires it.</param>
/// <param name="GoVersion">Of its own go.mod; null if that has none.</param>
/// <param name="Packages">Paths of the packages in the vendor folder.</param>
/// <param name="Position">The <c>#</c>.</param>
internal sealed record VendoredModule(
    string Path,
    string? Version,
    string? NewPath,
    string? NewVersion,
    bool Explicit,
    string? GoVersion,
    ImmutableArray<string> Packages,
    TextPosition Position
);

/// <summary>Whether go takes dependencies from a vendor folder.</summary>
internal static class Vendoring
{
    // go.dev/doc/go1.22
    private const string FirstGoVersionThatVendorsWorkspaces = "1.22";

    private const string FirstGoVersionThatVendors = "1.14";

    /// <summary>
    /// Whether go builds the module from its vendor folder without being told so: there is one, the go line is 1.14 or
    /// newer, and modules.txt isn't a workspace's (cmd/go/internal/modload's setDefaultBuildMod).
    /// </summary>
    /// <param name="hasVendorFolder">There is a folder called vendor beside go.mod.</param>
    /// <param name="vendored">Its modules.txt; null if there is none.</param>
    public static bool IsVendored(GoModFile file, bool hasVendorFolder, VendorModulesFile? vendored) =>
        hasVendorFolder
        && vendored is not { IsWorkspace: true }
        && file.Go is not null
        && GoVersion.Compare(file.Go.Version, FirstGoVersionThatVendors) >= 0;

    /// <summary>
    /// The absolute path of the vendor folder that go builds a module from; null where it takes modules from its cache.
    /// </summary>
    /// <param name="work">The workspace that the module is a member of; null for none.</param>
    public static string? FindVendor(GoModFile file, GoWorkFile? work)
    {
        var folder = Path.Combine(Path.GetDirectoryName(work?.Path ?? file.Path)!, "vendor");
        if (!Directory.Exists(folder))
            return null;
        var path = Path.Combine(folder, "modules.txt");
        var text = ModuleFileReader.Read(path, ModuleFileReader.MaxSumBytes).Text;
        var vendored = text is null ? null : VendorModulesFile.Parse(text, path).Value;
        var isUsed = work is null
            ? IsVendored(file, hasVendorFolder: true, vendored)
            : vendored is { IsWorkspace: true }
                && work.Go is { } go
                && GoVersion.Compare(go.Version, FirstGoVersionThatVendorsWorkspaces) >= 0;
        return isUsed ? folder : null;
    }
}
