using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Failures;

/// <summary>What Go's settings tell of a failure: which value is to be changed, and where that is.</summary>
internal static class FailureSettings
{
    /// <summary>The failure with advice that names the setting, its value and who set it.</summary>
    public static GoFailure Apply(GoFailure failure, GoSettings settings)
    {
        if ((failure.ModulePath ?? failure.Package) is { } path)
            failure = failure with { IsPrivate = IsPrivate(path, settings) };
        var what = failure.Descriptor;
        if (what == DiagnosticCatalogue.BadGoSumDb && settings["GOSUMDB"] is { Value.Length: > 0 } sumDb)
            return failure with
            {
                Advice =
                    $"{SettingText.NameAndValue(sumDb)}: {SettingText.Unset(sumDb)}, or set it to the name "
                    + $"of a checksum database ({OfToolchain(failure)})",
            };
        if (
            what == DiagnosticCatalogue.BadGoFlags
            && settings["GOFLAGS"] is { IsChosen: true, Value.Length: > 0 } flags
        )
            return failure with
            {
                Advice =
                    $"{SettingText.NameAndValue(flags)}: "
                    + $"{failure.Advice ?? $"correct it, or {SettingText.Unset(flags)}"}",
            };
        if (what == DiagnosticCatalogue.WrongGoRoot && settings["GOROOT"] is { IsChosen: true } root)
            return failure with
            {
                Advice = $"{SettingText.NameAndValue(root)}: {SettingText.Unset(root)}; go finds its own by itself",
            };
        return failure;
    }

    /// <summary>
    /// Where the setting that is to blame stands; null where none is, or where it is a variable of the environment.
    /// </summary>
    public static SourceLocation? Location(GoFailure failure, GoSettings settings)
    {
        var what = failure.Descriptor;
        var name =
            what == DiagnosticCatalogue.BadGoSumDb ? "GOSUMDB"
            : what == DiagnosticCatalogue.BadGoFlags ? "GOFLAGS"
            : what == DiagnosticCatalogue.WrongGoRoot ? "GOROOT"
            : null;
        return name is not null && settings[name].Location is { File: not null } location ? location : null;
    }

    private static bool IsPrivate(string path, GoSettings settings) =>
        ModulePath.MatchPatterns(settings["GOPRIVATE"].Value, path)
        || ModulePath.MatchPatterns(settings["GONOPROXY"].Value, path);

    // A module can go without the database, by GOPRIVATE; a toolchain is never taken without it.
    private static string OfToolchain(GoFailure failure) =>
        failure.Output.Contains("golang.org/toolchain", StringComparison.Ordinal)
            ? "go takes no toolchain without one; or install that Go and set GOTOOLCHAIN=local"
            : "of private modules GOPRIVATE keeps it away";
}
