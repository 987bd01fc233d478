using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Toolchain;

/// <summary>Whether modules that ship together ask for the same Go.</summary>
internal static class GoVersionAgreement
{
    /// <summary>
    /// GDT1004 at each go line that isn't <paramref name="declaredVersion"/> (compared as far as that goes: 1.24 agrees
    /// with 1.24.3), or, where none is declared, at each whose language version is older than the newest among them.
    /// </summary>
    public static ImmutableArray<Diagnostic> Check(IEnumerable<GoModFile> modules, string? declaredVersion)
    {
        var stating = modules.Where(module => module.Go is not null).ToList();
        if (stating.Count == 0)
            return [];

        if (!string.IsNullOrWhiteSpace(declaredVersion))
        {
            var declared = declaredVersion.Trim();
            return
            [
                .. stating
                    .Where(module => !Agrees(module.Go!.Version, declared))
                    .Select(module =>
                        Differs(
                            module,
                            $"go.mod says Go {module.Go!.Version}, but GoDockGoVersion says {declared}; "
                                + $"change one of them."
                        )
                    ),
            ];
        }

        var newest = stating[0];
        foreach (var module in stating)
            newest = GoVersion.Compare(module.Go!.Version, newest.Go!.Version) > 0 ? module : newest;
        var language = GoVersion.Language(newest.Go!.Version);
        return
        [
            .. stating
                .Where(module => GoVersion.Language(module.Go!.Version) != language)
                .Select(module =>
                    Differs(
                        module,
                        $"go.mod says Go {module.Go!.Version}, but '{newest.Path}' says "
                            + $"{newest.Go.Version}; let the sidecars agree, or set GoDockGoVersion to the one "
                            + $"that counts."
                    )
                ),
        ];
    }

    private static bool Agrees(string version, string declared) =>
        GoVersion.Compare(version, declared) == 0
        || (GoVersion.Language(declared) == declared && GoVersion.Language(version) == declared);

    private static Diagnostic Differs(GoModFile module, string message) =>
        new(
            DiagnosticCatalogue.GoVersionsDisagree,
            new(module.Path, module.Go!.Position.Line, module.Go.Position.Column),
            message
        );
}
