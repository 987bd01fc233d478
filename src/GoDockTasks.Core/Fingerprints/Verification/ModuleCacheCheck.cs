using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>Whether modules in Go's module cache are what go.sum says: go build compares what it downloads.</summary>
internal static class ModuleCacheCheck
{
    /// <summary>What isn't, or null. As `go mod verify`, for the modules of one binary, with go.sum's hashes.</summary>
    /// <param name="settings">Of the build.</param>
    /// <param name="binary">What was built from them.</param>
    public static string? Problem(GoSettings settings, GoBuildInfo binary)
    {
        foreach (var module in binary.Dependencies.Select(module => module.Replacement ?? module))
        {
            // A vendored module, or a folder, isn't taken from there.
            if (module.Sum.Length == 0)
                continue;
            var name = $"{module.Path}@{module.Version}";
            var (path, version) = (ModulePath.Escape(module.Path), ModuleVersion.Escape(module.Version));
            if (path is null || version is null)
                return $"the module {name} can't be looked up in Go's module cache";
            var folder = Path.Combine(
                ModuleCacheFolder.Of(settings),
                path.Replace('/', Path.DirectorySeparatorChar) + "@" + version
            );
            var found = DirHash.OfFolder(folder, name);
            if (found.Hash != module.Sum)
            {
                return $"the module {name} in '{folder}' isn't what go.sum says ({found.Hash ?? found.Problem} for "
                    + $"{module.Sum}); run `go clean -modcache`, and find out who changed it";
            }
        }

        return null;
    }
}
