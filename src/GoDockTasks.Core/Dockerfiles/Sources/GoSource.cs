using System.Collections.Immutable;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Sources;

/// <summary>What the head of a Go file says.</summary>
/// <param name="Path">Relative to the build context.</param>
/// <param name="Package">From its package clause.</param>
internal sealed record GoSource(string Path, string Package)
{
    // go/build's syslist.go: what a file's name can say of a system. Linux isn't in it, since that is what images are.
    private static readonly ImmutableHashSet<string> OtherPlatforms =
    [
        "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "nacl", "netbsd", "openbsd", "plan9", "solaris", "wasip1", "windows", "zos",
        "386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64", "s390x", "wasm",
    ];

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<string> Imports { get; init; } = [];

    public ImmutableArray<EmbedPattern> Embeds { get; init; } = [];

    /// <summary>What follows `//go:build`; null where there is none.</summary>
    public string? Constraint { get; init; }

    public bool IsTest => Path.EndsWith("_test.go", StringComparison.Ordinal);

    public bool UsesCgo => Imports.Contains("C");

    /// <summary>It is compiled on every Linux: neither its name nor a constraint asks for anything.</summary>
    public bool IsForAll => Constraint is null && !IsTest && !IsForOtherPlatform();

    private bool IsForOtherPlatform()
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(Path);
        var parts = name.Split('_');
        return parts.Skip(1).Any(OtherPlatforms.Contains);
    }
}
