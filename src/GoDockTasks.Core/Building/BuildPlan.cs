using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Building;

/// <summary>Which programs there are to build.</summary>
/// <param name="Programs">Each a sidecar and its main package.</param>
/// <param name="Diagnostics">GDT0005, GDT0006 and GDT0011.</param>
/// <param name="Remarks">What isn't built, and why.</param>
internal sealed record BuildPlan(ImmutableArray<(Sidecar Sidecar, string Package)> Programs, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<string> Remarks)
{
    /// <param name="platform">What is compiled for; null where that isn't known.</param>
    public static BuildPlan Of(SidecarBuildRequest request, GoPlatform? platform)
    {
        var programs = ImmutableArray.CreateBuilder<(Sidecar, string)>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var remarks = ImmutableArray.CreateBuilder<string>();
        // Not every file system tells upper case from lower.
        var names = new Dictionary<string, Sidecar>(StringComparer.OrdinalIgnoreCase);
        foreach (var sidecar in request.Sidecars)
        {
            if (!sidecar.Build)
                continue;
            var (package, problem) = sidecar.Main is null ? Choose(sidecar, platform, request) : (sidecar.Main, null);
            if (problem is not null)
                diagnostics.Add(problem);
            else if (package is null)
                remarks.Add($"'{sidecar.ModuleDirectory}' has no main package: a library, which is not built.");
            else if (names.TryAdd(sidecar.Name, sidecar))
                programs.Add((sidecar, package));
            else
                diagnostics.Add(SameName(names[sidecar.Name], sidecar));
        }

        return new(programs.ToImmutable(), diagnostics.ToImmutable(), remarks.ToImmutable());
    }

    private static (string?, Diagnostic?) Choose(Sidecar sidecar, GoPlatform? platform, SidecarBuildRequest request)
    {
        var properties = GoSettingsReader.Properties(request.Proxy, request.Private, request.SumDb, request.NoProxy);
        var goFlags = GoSettingsReader.Read(request.Environment, request.ProjectFile, properties, toolchain: null)["GOFLAGS"].Value;
        var context = MainPackage.ContextOf(sidecar, platform?.OperatingSystem, platform?.Architecture, goFlags);
        return MainPackage.Find(sidecar, ModuleTree.Read(sidecar.ModuleDirectory), context, Path.GetDirectoryName(request.ProjectFile)!);
    }

    private static Diagnostic SameName(Sidecar first, Sidecar second)
    {
        var name = Path.GetFileName(second.Main is null or "." ? Path.GetDirectoryName(second.ModuleDirectory) : second.Main);
        return new(
            DiagnosticCatalogue.DuplicateSidecar,
            SidecarItemLocator.Find(second.Item, "Name"),
            $"'{first.Item.Include}' and '{second.Item.Include}' are both called '{second.Name}', and would be built to the same file; give one a name of its own, such as Name=\"{name}-{second.Name}\".");
    }
}
