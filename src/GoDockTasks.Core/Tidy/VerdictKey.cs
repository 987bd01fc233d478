using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tidy;

/// <summary>The name of a verdict: a hash over everything that it depends on.</summary>
internal static class VerdictKey
{
    // The settings that can change what a successful `go mod tidy` writes. Proxies and checksum settings can't: they
    // decide whether a module arrives, and go.sum says what it must be.
    private static readonly string[] KeyVariables = ["GOTOOLCHAIN", "GOFLAGS", "GO111MODULE", "GOEXPERIMENT"];

    /// <summary>The key, or null where the verdict also depends on something that isn't looked at here.</summary>
    /// <param name="digest">The module's content, from <see cref="ModuleContent"/>.</param>
    public static string? Of(string digest, GoToolchain toolchain, GoSettings settings)
    {
        // An overlay brings in files from anywhere, a toolchain from PATH may be any.
        if (
            settings["GOFLAGS"].Value.Contains("-overlay", StringComparison.Ordinal)
            || settings["GOTOOLCHAIN"].Value.Contains("path", StringComparison.Ordinal)
        )
            return null;

        using var hash = new ContentHash();
        hash.Add("content", digest);
        hash.Add("toolchain", toolchain["GOVERSION"]);
        foreach (var name in KeyVariables)
            hash.Add(name, settings[name].Value);
        return hash.Finish();
    }
}
