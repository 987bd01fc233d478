using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Building;

/// <summary>Which programs there are to build.</summary>
/// <param name="Programs">Each a sidecar and its main package.</param>
/// <param name="Diagnostics">GDT0005, GDT0006, GDT0011 and GDT2021.</param>
/// <param name="Remarks">What isn't built, and why.</param>
internal sealed record BuildPlan(
    ImmutableArray<PlannedProgram> Programs,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Remarks
)
{
    /// <param name="platform">What is compiled for; null where that isn't known.</param>
    /// <param name="view">What was read before, and didn't change.</param>
    public static BuildPlan Of(SidecarBuildRequest request, GoPlatform? platform, SourceView view)
    {
        var programs = ImmutableArray.CreateBuilder<PlannedProgram>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var remarks = ImmutableArray.CreateBuilder<string>();
        // Not every file system tells upper case from lower.
        var names = new Dictionary<string, Sidecar>(StringComparer.OrdinalIgnoreCase);
        string? goFlags = null;
        foreach (var sidecar in request.Sidecars)
        {
            if (!sidecar.Build)
                continue;
            if (LinkerFlags.Check(sidecar) is { } unknown)
                diagnostics.Add(unknown);
            var (package, problem) = sidecar.Main is null
                ? Choose(sidecar, platform, goFlags ??= GoFlags(request), request, view)
                : (sidecar.Main, null);
            if (problem is not null)
                diagnostics.Add(problem);
            else if (package is null)
                remarks.Add($"'{sidecar.ModuleDirectory}' has no main package: a library, which is not built.");
            else if (names.TryAdd(sidecar.Name, sidecar))
                programs.Add(new(sidecar, package));
            else
                diagnostics.Add(SameName(names[sidecar.Name], sidecar));
        }

        return new(programs.ToImmutable(), diagnostics.ToImmutable(), remarks.ToImmutable());
    }

    private static (string?, Diagnostic?) Choose(
        Sidecar sidecar,
        GoPlatform? platform,
        string goFlags,
        SidecarBuildRequest request,
        SourceView view
    )
    {
        (string? Package, Diagnostic? Problem) found = (null, null);
        // All that the choice depends on beside the module. What is wrong is said anew each time.
        var name =
            $"main package {platform?.OperatingSystem}/{platform?.Architecture} {sidecar.CgoEnabled} "
            + $"{string.Join(',', sidecar.Tags)} {goFlags}";
        var known = view.Derive(sidecar.ModuleDirectory, name, "", _ =>
        {
            var context = MainPackage.ContextOf(sidecar, platform?.OperatingSystem, platform?.Architecture, goFlags);
            found = MainPackage.Find(
                sidecar,
                ModuleTree.Read(sidecar.ModuleDirectory, view),
                context,
                Path.GetDirectoryName(request.ProjectFile)!
            );
            return found is ({ } package, null) ? [package] : null;
        });
        return known is null ? found : (known[0], null);
    }

    private static string GoFlags(SidecarBuildRequest request) =>
        GoSettingsReader.Read(request.Environment, request.ProjectFile, request.Go, toolchain: null)["GOFLAGS"].Value;

    private static Diagnostic SameName(Sidecar first, Sidecar second)
    {
        var name = Path.GetFileName(
            second.Main is null or "." ? Path.GetDirectoryName(second.ModuleDirectory) : second.Main
        );
        return new(
            DiagnosticCatalogue.DuplicateSidecar,
            SidecarItemLocator.Find(second.Item, "Name"),
            $"'{first.Item.Include}' and '{second.Item.Include}' are both called '{second.Name}', and would "
                + $"be built to the same file; give one a name of its own, such as Name=\"{name}-{second.Name}\"."
        );
    }
}

/// <summary>A sidecar and its main package.</summary>
internal sealed record PlannedProgram(Sidecar Sidecar, string Package);
