using System.Collections.Frozen;
using System.Globalization;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>
/// What decides which files of a folder are compiled: system, architecture, cgo, tags and Go's release (go/build's
/// Context, MatchFile). What isn't known leaves it open whether a file is.
/// </summary>
public sealed record GoBuildContext
{
    // internal/syslist: what a file's name can say, and which systems are "unix".
    private static readonly FrozenSet<string> Systems = FrozenSet.ToFrozenSet(
        [
            "aix",
            "android",
            "darwin",
            "dragonfly",
            "freebsd",
            "hurd",
            "illumos",
            "ios",
            "js",
            "linux",
            "nacl",
            "netbsd",
            "openbsd",
            "plan9",
            "solaris",
            "wasip1",
            "windows",
            "zos",
        ],
        StringComparer.Ordinal
    );

    private static readonly FrozenSet<string> Architectures = FrozenSet.ToFrozenSet(
        [
            "386",
            "amd64",
            "amd64p32",
            "arm",
            "armbe",
            "arm64",
            "arm64be",
            "loong64",
            "mips",
            "mipsle",
            "mips64",
            "mips64le",
            "mips64p32",
            "mips64p32le",
            "ppc",
            "ppc64",
            "ppc64le",
            "riscv",
            "riscv64",
            "s390",
            "s390x",
            "sparc",
            "sparc64",
            "wasm",
        ],
        StringComparer.Ordinal
    );

    private static readonly FrozenSet<string> Unix = FrozenSet.ToFrozenSet(
        [
            "aix",
            "android",
            "darwin",
            "dragonfly",
            "freebsd",
            "hurd",
            "illumos",
            "ios",
            "linux",
            "netbsd",
            "openbsd",
            "solaris",
        ],
        StringComparer.Ordinal
    );

    /// <summary>GOOS; null where any may be meant.</summary>
    public string? System { get; init; }

    /// <summary>GOARCH; null where any may be meant.</summary>
    public string? Architecture { get; init; }

    /// <summary>Whether CGO_ENABLED is 1; null where that isn't known.</summary>
    public bool? Cgo { get; init; }

    /// <summary>What -tags sets; null where that isn't known.</summary>
    public FrozenSet<string>? Tags { get; init; }

    /// <summary>The minor version of the Go that compiles, 27 for 1.27; null where that isn't known.</summary>
    public int? Release { get; init; }

    /// <summary>
    /// Whether a build of the package has the file; null where what isn't known decides. Tests are never a part of it.
    /// </summary>
    /// <param name="name">The file's, without folders.</param>
    /// <param name="usesCgo">It imports "C".</param>
    public bool? Includes(string name, BuildConstraint constraint, bool usesCgo)
    {
        if (name[0] is '_' or '.' || name.EndsWith("_test.go", StringComparison.Ordinal))
            return false;
        return MatchesName(name) & constraint.Holds(IsSet) & (usesCgo ? Cgo : true);
    }

    // x_GOOS.go, x_GOARCH.go, x_GOOS_GOARCH.go (goodOSArchFile); what stands before the first underscore doesn't count.
    private bool? MatchesName(string name)
    {
        var stem = name.Split('.')[0];
        var first = stem.IndexOf('_', StringComparison.Ordinal);
        if (first < 0)
            return true;
        var words = stem[(first + 1)..].Split('_');
        var last = words[^1];
        if (words.Length >= 2 && Systems.Contains(words[^2]) && Architectures.Contains(last))
            return IsSet(words[^2]) & IsSet(last);
        return Systems.Contains(last) || Architectures.Contains(last) ? IsSet(last) : true;
    }

    private bool? IsSet(string tag)
    {
        if (IsSystem(tag) || tag is "gc" || Tags?.Contains(tag) == true)
            return true;
        if (Architectures.Contains(tag))
            return Architecture is null ? null : tag == Architecture;
        if (tag == "cgo")
            return Cgo;
        if (
            tag.StartsWith("go1.", StringComparison.Ordinal)
            && int.TryParse(tag["go1.".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var release)
        )
            return Release is { } own ? release <= own : null;
        if (Systems.Contains(tag) || tag == "unix")
            return System is null ? null : false;
        if (tag == "gccgo")
            return false;
        // GOEXPERIMENT and GOAMD64 and the like set tags of their own, flags as well.
        return
            Tags is null
            || tag.Contains('.', StringComparison.Ordinal)
            || tag is "race" or "msan" or "asan" or "boringcrypto"
            ? null
            : false;
    }

    private bool IsSystem(string tag) =>
        tag == System
        || tag == "unix" && System is not null && Unix.Contains(System)
        || tag == "linux" && System == "android"
        || tag == "solaris" && System == "illumos"
        || tag == "darwin" && System == "ios";
}
