using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Toolchain;

/// <summary>
/// Whether the Go at hand is new enough for a module (Go's toolchain selection, https://go.dev/doc/toolchain).
/// </summary>
internal static class ToolchainRequirement
{
    // The first Go that refuses a module that asks for a newer one, knows a version with a patch number there, and
    // switches toolchains.
    private const string FirstStrict = "1.21";

    /// <summary>Compares go.mod's go line with the toolchain that go would use.</summary>
    /// <param name="goVersion">The Go at hand: "1.24.4".</param>
    /// <param name="goToolchain">The effective GOTOOLCHAIN setting.</param>
    /// <returns>
    /// GDT1003, or null where the toolchain is new enough or go may fetch or find one that is. An error means that
    /// every go command is refused; a warning, on a Go before 1.21, that only tidy is.
    /// </returns>
    public static Diagnostic? Check(GoModFile module, string goVersion, string goToolchain)
    {
        if (
            module.Go is not { } line
            || !GoVersion.IsValid(line.Version)
            || GoVersion.Compare(line.Version, goVersion) <= 0
        )
            return null;

        if (GoVersion.Compare(goVersion, FirstStrict) < 0)
        {
            var unreadable = HasPatch(line.Version);
            return
                !unreadable && GoVersion.Compare(GoVersion.Language(line.Version)!, GoVersion.Language(goVersion)!) <= 0
                ? null
                : Problem(unreadable ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, goVersion);
        }

        var (name, switches) = Split(goToolchain);
        var effective = name is not null && GoVersion.Compare(name, goVersion) > 0 ? name : goVersion;
        return switches || GoVersion.Compare(line.Version, effective) <= 0
            ? null
            : Problem(DiagnosticSeverity.Error, effective);

        Diagnostic Problem(DiagnosticSeverity severity, string version) =>
            new(
                DiagnosticCatalogue.ToolchainTooOld,
                new(module.Path, line.Position.Line, line.Position.Column),
                $"go.mod asks for Go {line.Version}, and this is Go "
                    + $"{version}{Because(goToolchain, goVersion)}; install Go {line.Version} or newer, or point "
                    + $"GoDockGoExe at one."
                    + (
                        severity == DiagnosticSeverity.Warning
                            ? " Not checked: this Go builds the module but can't tidy it."
                            : ""
                    )
            )
            {
                Severity = severity,
            };
    }

    /// <summary>Whether go would hand over to another toolchain in this module, which brings its own GOROOT.</summary>
    public static bool Switches(GoModFile module, string goVersion, string goToolchain)
    {
        if (GoVersion.Compare(goVersion, FirstStrict) < 0)
            return false;
        var (name, switches) = Split(goToolchain);
        if (name is not null && GoVersion.Compare(name, goVersion) != 0)
            return true;
        return switches
            && (
                IsNewer(module.Go?.Version)
                || IsNewer(module.Toolchain is { } line ? GoVersion.FromToolchain(line.Name) : null)
            );

        bool IsNewer(string? version) =>
            version is not null && GoVersion.IsValid(version) && GoVersion.Compare(version, goVersion) > 0;
    }

    /// <summary>
    /// GDT1005 where the go line is written in a way that the declared, older Go can't read; null where all is well.
    /// </summary>
    /// <param name="declaredVersion">GoDockGoVersion, or null.</param>
    public static Diagnostic? CheckForm(GoModFile module, string? declaredVersion) =>
        module.Go is { } line
        && HasPatch(line.Version)
        && declaredVersion is not null
        && GoVersion.Compare(declaredVersion, FirstStrict) < 0
            ? new(
                DiagnosticCatalogue.GoLineUnreadable,
                new(module.Path, line.Position.Line, line.Position.Column),
                $"Go {declaredVersion}, which GoDockGoVersion declares, can't read 'go {line.Version}': "
                    + $"before Go 1.21 the line has no patch number; write 'go "
                    + $"{GoVersion.Language(line.Version)}'."
            )
            : null;

    private static string Because(string goToolchain, string version) =>
        GoVersion.Compare(version, FirstStrict) >= 0 ? $" with GOTOOLCHAIN={goToolchain}" : "";

    private static bool HasPatch(string version) => version != GoVersion.Language(version);

    // "auto", "path", "local", "go1.24.1", "go1.24.1+auto"
    private static (string? Version, bool Switches) Split(string goToolchain)
    {
        var parts = goToolchain.Split('+', 2);
        var name = GoVersion.FromToolchain(parts[0]);
        return (name, parts[^1] is "auto" or "path");
    }
}
