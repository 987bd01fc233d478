using System.Collections.Frozen;

namespace GoDockTasks.Core.Toolchain;

/// <summary>What a Go program is compiled for.</summary>
/// <param name="OperatingSystem">GOOS: "linux".</param>
/// <param name="Architecture">GOARCH: "amd64".</param>
/// <param name="ArmVersion">GOARM; null where the architecture isn't arm.</param>
public sealed record GoPlatform(string OperatingSystem, string Architecture, string? ArmVersion = null)
{
    // .NET's names in front of the first '-' or '.' (https://learn.microsoft.com/dotnet/core/rid-catalog).
    // Distributions are those of RIDs that older SDKs knew and that builds of .NET from source still call themselves
    // by.
    private static readonly FrozenDictionary<string, string> OperatingSystems = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["linux"] = "linux",
        ["alpine"] = "linux",
        ["arch"] = "linux",
        ["centos"] = "linux",
        ["debian"] = "linux",
        ["fedora"] = "linux",
        ["gentoo"] = "linux",
        ["linuxmint"] = "linux",
        ["ol"] = "linux",
        ["opensuse"] = "linux",
        ["rhel"] = "linux",
        ["rocky"] = "linux",
        ["almalinux"] = "linux",
        ["sles"] = "linux",
        ["ubuntu"] = "linux",
        ["osx"] = "darwin",
        ["win"] = "windows",
        ["win7"] = "windows",
        ["win8"] = "windows",
        ["win81"] = "windows",
        ["win10"] = "windows",
        ["freebsd"] = "freebsd",
        ["illumos"] = "illumos",
        ["solaris"] = "solaris",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // .NET's arm is ARMv7 with a floating point unit.
    private static readonly FrozenDictionary<string, Processor> Architectures = new Dictionary<string, Processor>(
        StringComparer.Ordinal
    )
    {
        ["x64"] = new("amd64", null),
        ["x86"] = new("386", null),
        ["arm64"] = new("arm64", null),
        ["arm"] = new("arm", "7"),
        ["armv6"] = new("arm", "6"),
        ["armel"] = new("arm", "5"),
        ["s390x"] = new("s390x", null),
        ["ppc64le"] = new("ppc64le", null),
        ["riscv64"] = new("riscv64", null),
        ["loongarch64"] = new("loong64", null),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Go has no other ports of these systems (go tool dist list).
    private static readonly FrozenDictionary<string, string[]> Ports = new Dictionary<string, string[]>(
        StringComparer.Ordinal
    )
    {
        ["linux"] = ["amd64", "386", "arm64", "arm", "s390x", "ppc64le", "riscv64", "loong64"],
        ["darwin"] = ["amd64", "arm64"],
        ["windows"] = ["amd64", "386", "arm64"],
        ["freebsd"] = ["amd64", "386", "arm64", "arm"],
        ["illumos"] = ["amd64"],
        ["solaris"] = ["amd64"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>".exe" on Windows, else empty.</summary>
    public string ExecutableSuffix => OperatingSystem == "windows" ? ".exe" : "";

    /// <summary>"linux/amd64", as Go writes it.</summary>
    public override string ToString() => $"{OperatingSystem}/{Architecture}";

    /// <summary>
    /// The platform of a .NET runtime identifier such as <c>linux-musl-x64</c>, <c>osx-arm64</c> or <c>win10-x86</c>;
    /// null where Go has none of the kind. Which C library the system has doesn't matter to Go, as long as cgo is off.
    /// </summary>
    public static GoPlatform? FromRuntimeIdentifier(string runtimeIdentifier)
    {
        var text = runtimeIdentifier.Trim().ToLowerInvariant();
        var (first, last) = (text.AsSpan().IndexOfAny('-', '.'), text.LastIndexOf('-'));
        if (
            first <= 0
            || last < first
            || !OperatingSystems.TryGetValue(text[..first], out var system)
            || !Architectures.TryGetValue(text[(last + 1)..], out var architecture)
            || !Ports[system].Contains(architecture.Architecture, StringComparer.Ordinal)
        )
            return null;
        // Android's C library: Go has that as a system of its own, for which there is no building without a C compiler.
        return text.Contains("-bionic-", StringComparison.Ordinal)
            ? null
            : new(system, architecture.Architecture, architecture.ArmVersion);
    }

    private sealed record Processor(string Architecture, string? ArmVersion);
}
