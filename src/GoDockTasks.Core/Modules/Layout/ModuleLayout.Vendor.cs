using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Modules.Layout;

/// <summary>Modules whose dependencies are a part of the repository.</summary>
internal static partial class ModuleLayout
{
    /// <summary>
    /// GDT1010 for each line of go.mod or modules.txt that the other file contradicts (cmd/go/internal/modload's
    /// checkVendorConsistency). Only for a module that <see cref="Vendoring.IsVendored"/>.
    /// </summary>
    /// <param name="vendored">
    /// Null if the vendor folder has no modules.txt: a single diagnostic then, if anything is required.
    /// </param>
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
                "the vendor folder has no modules.txt, without which go can't build from it; run go mod "
                    + "vendor, or rename the folder if it isn't Go's"
            ),
        ];
    }

    /// <summary>
    /// GDT1010 for each package that the vendor folder hasn't, though the module's packages need it in every build.
    /// Only for a module that <see cref="Vendoring.IsVendored"/>.
    /// </summary>
    /// <param name="sources">The module's own Go files.</param>
    internal static ImmutableArray<Diagnostic> CheckVendoredImports(
        GoModFile file,
        VendorModulesFile vendored,
        ModuleSources sources
    ) => new VendoredImports(file, vendored).FindMissing(sources.Files.Where(source => IsLoadedByTidy(file, source)));
}
