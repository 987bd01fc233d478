using System.Collections.Immutable;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Fingerprints;

/// <summary>A program that was built from a sidecar.</summary>
/// <param name="Package">The main package: <c>.</c>, or a folder with <c>./</c> before it.</param>
public sealed record PrintedProgram(Sidecar Sidecar, string Package)
{
    /// <summary>The programs of a project; libraries, and what isn't built, are none.</summary>
    /// <param name="projectDirectory">Absolute.</param>
    /// <param name="goFlags">GOFLAGS of the build that made them.</param>
    public static ImmutableArray<PrintedProgram> Of(ImmutableArray<Sidecar> sidecars, string projectDirectory, string goFlags = "") =>
    [
        .. from sidecar in sidecars
           where sidecar.Build
           let package = sidecar.Main ??
               MainPackage.Find(sidecar, ModuleTree.Read(sidecar.ModuleDirectory), MainPackage.ContextOf(sidecar, null, null, goFlags), projectDirectory).Package
           where package is not null
           select new PrintedProgram(sidecar, package),
    ];
}
