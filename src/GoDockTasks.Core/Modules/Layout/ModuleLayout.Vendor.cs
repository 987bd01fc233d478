using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Modules;

/// <summary>Modules whose dependencies are a part of the repository.</summary>
public static partial class ModuleLayout
{
    // go.dev/doc/go1.22
    private const string FirstGoVersionThatVendorsWorkspaces = "1.22";

    private const string FirstGoVersionThatVendors = "1.14";

    /// <summary>
    /// Whether go builds the module from its vendor folder without being told so: there is one, the go line is 1.14 or newer, and
    /// modules.txt isn't a workspace's (cmd/go/internal/modload's setDefaultBuildMod).
    /// </summary>
    /// <param name="hasVendorFolder">There is a folder called vendor beside go.mod.</param>
    /// <param name="vendored">Its modules.txt; null if there is none.</param>
    public static bool IsVendored(GoModFile file, bool hasVendorFolder, VendorModulesFile? vendored) =>
        hasVendorFolder
        && vendored is not { IsWorkspace: true }
        && file.Go is not null
        && GoVersion.Compare(file.Go.Version, FirstGoVersionThatVendors) >= 0;

    /// <summary>The absolute path of the vendor folder that go builds a module from; null where it takes modules from its cache.</summary>
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
            : vendored is { IsWorkspace: true } && work.Go is { } go && GoVersion.Compare(go.Version, FirstGoVersionThatVendorsWorkspaces) >= 0;
        return isUsed ? folder : null;
    }

    /// <summary>
    /// GDT1010 for each line of go.mod or modules.txt that the other file contradicts (cmd/go/internal/modload's
    /// checkVendorConsistency). Only for a module that <see cref="IsVendored"/>.
    /// </summary>
    /// <param name="vendored">Null if the vendor folder has no modules.txt: a single diagnostic then, if anything is required.</param>
    public static ImmutableArray<Diagnostic> CheckVendor(GoModFile file, VendorModulesFile? vendored)
    {
        if (vendored is not null)
            return new VendorComparison(file, vendored).Compare();
        if (file.Require.IsEmpty)
            return [];
        var position = file.Require[0].Position;
        return
        [
            new(
                DiagnosticCatalogue.VendorInconsistent,
                new(file.Path, position.Line, position.Column),
                "the vendor folder has no modules.txt, without which go can't build from it; run go mod vendor, or rename the folder if it isn't Go's"),
        ];
    }

    /// <summary>
    /// GDT1010 for each package that the vendor folder hasn't, though the module's packages need it in every build. Only
    /// for a module that <see cref="IsVendored"/>.
    /// </summary>
    /// <param name="sources">The module's own Go files.</param>
    internal static ImmutableArray<Diagnostic> CheckVendoredImports(
        GoModFile file, VendorModulesFile vendored, ModuleSources sources) =>
        new VendoredImports(file, vendored).FindMissing(sources.Files.Where(source => IsLoadedByTidy(file, source)));
}
