using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Sidecars;
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

/// <summary>
/// The <c>go build</c> of one program, without the place that it is written to: the same command gives the same bytes
/// in every folder.
/// </summary>
/// <param name="Directory">Absolute path of the module's folder, where it runs.</param>
/// <param name="Package">The main package: <c>.</c>, or a folder with <c>./</c> before it.</param>
/// <param name="Platform">What is compiled for.</param>
/// <param name="Mod">readonly or vendor.</param>
public sealed record BuildCommand(string Directory, string Package, GoPlatform Platform, string Mod)
{
    /// <summary>Build tags.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The linker's flags in one piece, as go takes them; null for none.</summary>
    public string? LdFlags { get; init; }

    /// <summary>CGO_ENABLED.</summary>
    public bool CgoEnabled { get; init; }

    /// <summary>That of a sidecar.</summary>
    public static BuildCommand Of(Sidecar sidecar, string package, GoPlatform platform, string mod) =>
        new(sidecar.ModuleDirectory, package, platform, mod)
        {
            Tags = sidecar.Tags,
            LdFlags = sidecar.StampedLdFlags,
            CgoEnabled = sidecar.CgoEnabled,
        };

    /// <summary>
    /// What -mod is: GOFLAGS may choose between readonly and vendor, and mod would write into the module.
    /// </summary>
    /// <param name="vendorFolder">That of the module, where go would use it by itself; null for none.</param>
    public static string ModOf(GoSettings settings, string? vendorFolder) =>
        (GoFlagsCheck.Mod(settings["GOFLAGS"].Value) ?? (vendorFolder is null ? "readonly" : "vendor")) == "vendor"
            ? "vendor"
            : "readonly";

    /// <summary>
    /// Go's arguments. Paths of this machine stay out of the binary, and so does the state of the repository, which an
    /// untracked file changes. What is said here overrides GOFLAGS.
    /// </summary>
    /// <param name="output">Absolute path of the binary.</param>
    public ImmutableArray<string> Arguments(string output)
    {
        var arguments = ImmutableArray.CreateBuilder<string>();
        arguments.AddRange("build", "-trimpath", "-buildvcs=false", "-mod=" + Mod);
        if (Tags.Length > 0)
            arguments.Add("-tags=" + string.Join(',', Tags));
        if (LdFlags is not null)
            arguments.Add("-ldflags=" + LdFlags);
        arguments.AddRange("-o", output, Package);
        return arguments.ToImmutable();
    }

    /// <summary>The variables that belong to it.</summary>
    public IEnumerable<(string Name, string Value)> Variables
    {
        get
        {
            yield return ("GOOS", Platform.OperatingSystem);
            yield return ("GOARCH", Platform.Architecture);
            if (Platform.ArmVersion is { } arm)
                yield return ("GOARM", arm);
            yield return ("CGO_ENABLED", CgoEnabled ? "1" : "0");
        }
    }
}
