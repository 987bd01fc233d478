using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>A program that was built from a sidecar.</summary>
/// <param name="Package">The main package: <c>.</c>, or a folder with <c>./</c> before it.</param>
public sealed record FingerprintedProgram(Sidecar Sidecar, string Package)
{
    /// <summary>The programs of a project; libraries, and what isn't built, are none.</summary>
    /// <param name="projectDirectory">Absolute.</param>
    /// <param name="goFlags">GOFLAGS of the build that made them.</param>
    public static ImmutableArray<FingerprintedProgram> Of(
        ImmutableArray<Sidecar> sidecars,
        string projectDirectory,
        string goFlags = ""
    ) => Read(sidecars, projectDirectory, goFlags).Programs;

    /// <summary>
    /// The same, and the names of all that should be built, also where it can't be told which package they are.
    /// </summary>
    /// <param name="projectDirectory">Absolute.</param>
    /// <param name="goFlags">GOFLAGS of the build that made them.</param>
    public static (ImmutableArray<FingerprintedProgram> Programs, ImmutableArray<string> Names) Read(
        ImmutableArray<Sidecar> sidecars,
        string projectDirectory,
        string goFlags = ""
    )
    {
        var programs = ImmutableArray.CreateBuilder<FingerprintedProgram>();
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var sidecar in sidecars.Where(sidecar => sidecar.Build))
        {
            var (package, problem) = sidecar.Main is not null
                ? (sidecar.Main, null)
                : MainPackage.Find(
                    sidecar,
                    ModuleTree.Read(sidecar.ModuleDirectory),
                    MainPackage.ContextOf(sidecar, null, null, goFlags),
                    projectDirectory
                );
            if (package is not null)
                programs.Add(new(sidecar, package));
            if (package is not null || problem is { Severity: DiagnosticSeverity.Error })
                names.Add(sidecar.Name);
        }

        return (programs.ToImmutable(), names.ToImmutable());
    }
}
