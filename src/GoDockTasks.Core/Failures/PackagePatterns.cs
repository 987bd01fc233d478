using System.Collections.Immutable;
using static GoDockTasks.Core.Diagnostics.DiagnosticCatalogue;
using static GoDockTasks.Core.Failures.Specificity;

namespace GoDockTasks.Core.Failures;

/// <summary>
/// Packages, their files and what becomes of them: cmd/go/internal/load, modload/import and work, go/build.
/// </summary>
internal static class PackagePatterns
{
    private const string OtherVersion =
        "correct the import path, or take a version of the module that has the package: 'go get {module}@VERSION'";

    private const string Latest =
        "correct the import path, or take a version of the module that has the package: 'go get {package}@latest'";

    private const string NoHost =
        "correct the import path; a module whose path names no host can't be downloaded, only replaced by "
        + "a folder: 'go mod edit -replace=PATH=../folder'";

    public static readonly ImmutableArray<FailurePattern> All =
    [
        new(NotStd, Cause, "package {package} is not in std"),
        new(NotStd, Cause, "package {package} is not in GOROOT"),
        new(AmbiguousImport, Cause, "ambiguous import: found package {package} in multiple"),
        new(PackageNotFound, Cause, "module {module}@{*} found ({version}{*}but does not contain package {package}")
        {
            Advice = OtherVersion,
        },
        new(
            PackageNotFound,
            Cause,
            "package {package} provided by {module} at latest version {*} but not at required version {version}"
        )
        {
            Advice = Latest,
        },
        new(PackageNotFound, Cause, " imports {package}: malformed module path") { Advice = NoHost },
        new(PackageNotFound, Cause, "malformed module path \"{package}\"") { Advice = NoHost },
        new(PackageNotFound, Wrapper, "cannot find module providing package {package}"),
        // Before 1.14.
        new(PackageNotFound, Wrapper, "cannot find module for path {package}"),
        new(PackageNotFound, Wrapper, "unrecognized import path \"{package}\""),
        // 1.19 in a vendored module: the folder follows.
        new(PackageNotFound, Wrapper, "cannot find package \".\" in: "),
        new(ConstraintsExcludeAll, Cause, "package {package}: build constraints exclude all Go files"),
        new(ConstraintsExcludeAll, Cause, "build constraints exclude all Go files"),
        new(ConstraintsExcludeAll, Cause, "package {package}: C source files not allowed when not using cgo"),
        new(ConstraintsExcludeAll, Cause, "unsupported GOOS/GOARCH pair"),
        new(Embed, Cause, "pattern {*}: no matching files found"),
        new(Embed, Cause, "pattern {*}: cannot embed "),
        new(Embed, Cause, "pattern {*}: invalid pattern syntax"),
        new(NoSuchPackage, Cause, ": directory not found"),
        new(NoSuchPackage, Cause, "{package}: no non-test Go files in "),
        new(NoSuchPackage, Cause, "no Go files in "),
        // What tidy calls a folder in which each Go file is left out.
        new(NoSuchPackage, Cause, "{package}: no Go source files"),
        new(NoSuchPackage, Cause, "does not contain package {package}"),
        new(NoSuchPackage, Cause, "outside main module or its selected dependencies"),
        new(NoSuchPackage, Cause, "package {package} is not a main package"),
        new(NoSuchPackage, Cause, "no main packages to build"),
        new(NoSuchPackage, Cause, "named files must be .go files"),
        new(NoSuchPackage, Cause, "is a directory, should be a Go file"),
        new(BadGoFlags, Cause, "parsing $GOFLAGS: "),
        new(BadGoFlags, Cause, "(from $GOFLAGS)"),
        new(BadGoFlags, Cause, "modules disabled by GO111MODULE=off"),
        // Before 1.13.
        new(BadGoFlags, Cause, "modules disabled inside GOPATH/src by GO111MODULE=auto"),
        new(BadGoFlags, Cause, "cannot be used with GO111MODULE=off"),
        new(BadGoFlags, Cause, "unknown environment setting GO111MODULE="),
        new(BadGoFlags, Cause, "only valid when using modules"),
        new(BadGoFlags, Cause, "-mod may only be set to readonly "),
        new(BadGoFlags, Cause, " not supported (can be '', 'mod', 'readonly', or 'vendor')"),
        new(BadGoFlags, Cause, "file does not have .mod extension"),
        new(BadGoFlags, Cause, "-modfile cannot be used "),
        // With modules on, packages aren't looked for there.
        new(BadGoFlags, Cause, "cannot find package \"{package}\" in any of: {*}(from $GOPATH)"),
    ];
}
