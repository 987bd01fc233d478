using System.Globalization;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Building;

/// <summary>A hash over everything that decides which bytes a build makes.</summary>
internal static class BuildKey
{
    // Beside those that a command sets itself (cmd/go/internal/cfg/cfg.go). Where modules come from doesn't count:
    // go.sum says what they must be.
    private static readonly string[] KeyVariables =
    [
        "GOFLAGS",
        "GOTOOLCHAIN",
        "GO111MODULE",
        "GOEXPERIMENT",
        "GOFIPS140",
        "GODEBUG",
        "GOAMD64",
        "GO386",
        "GOARM",
        "GOARM64",
        "GOMIPS",
        "GOMIPS64",
        "GOPPC64",
        "GORISCV64",
        "GOWASM",
        "GOROOT",
        "GO_EXTLINK_ENABLED",
        "GO_LDSO",
    ];

    // All others bring in files from anywhere, run programs of the user's, or ask for everything anew.
    private static readonly HashSet<string> HarmlessFlags = new(StringComparer.Ordinal)
    {
        "asmflags",
        "buildmode",
        "buildvcs",
        "gcflags",
        "installsuffix",
        "ldflags",
        "mod",
        "modcacherw",
        "p",
        "race",
        "tags",
        "trimpath",
        "v",
        "x",
    };

    /// <summary>
    /// The key, or null where the build also depends on something that isn't looked at here: then go has to be asked
    /// each time.
    /// </summary>
    /// <param name="inputs">What <see cref="BuildInputs"/> says.</param>
    public static string? Of(string? inputs, BuildCommand command, GoInstallation go)
    {
        // A C compiler reads what it wants to.
        if (
            inputs is null
            || command.CgoEnabled
            || go.IsShim
            || !AreHarmless(go.Settings["GOFLAGS"].Value)
            || go.Settings["GOTOOLCHAIN"].Value.Contains("path", StringComparison.Ordinal)
            || go.Toolchain["GOVERSION"].StartsWith("devel", StringComparison.Ordinal)
        )
            return null;

        using var hash = new ContentHash();
        hash.Add("inputs", inputs);
        hash.Add("toolchain", go.Toolchain["GOVERSION"]);
        hash.Add("program", Stamp(go.Toolchain.Executable));
        foreach (var argument in command.Arguments(""))
            hash.Add("argument", argument);
        foreach (var (name, value) in command.Variables)
            hash.Add(name, value);
        foreach (var name in KeyVariables)
            hash.Add(name, go.Settings[name].Value);
        return hash.Finish();
    }

    private static bool AreHarmless(string goFlags) =>
        GoFlagsCheck.Split(goFlags) is { } flags
        && flags.All(flag => HarmlessFlags.Contains(flag.TrimStart('-').Split('=')[0]));

    private static string Stamp(string executable)
    {
        var file = new FileInfo(executable);
        return file.Exists
            ? string.Create(CultureInfo.InvariantCulture, $"{executable} {file.Length} {file.LastWriteTimeUtc.Ticks}")
            : executable;
    }
}
