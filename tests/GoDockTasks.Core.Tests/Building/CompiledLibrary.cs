using System.Collections.Concurrent;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Tests.Building;

/// <summary>
/// Go's runtime, compiled once a version for all tests whose build cache has to be their own: each finds it there, and
/// nothing else, and compiles the program and its modules.
/// </summary>
internal static class CompiledLibrary
{
    private static readonly ConcurrentDictionary<(string Go, bool IsTrimmed), Lazy<Task<string>>> Caches = new();

    /// <summary>For <see cref="BuiltFolder.Through"/>, where a rebuild isn't about caches.</summary>
    public static async Task<Func<ProcessRequest, ProcessRequest>> ForRebuildsAsync(string version = RealGo.Newest)
    {
        var library = await CacheAsync(RealGo.Get(version), isTrimmed: true);
        return request => HandIn(request, library);
    }

    /// <summary>Fills a build cache with what a build without -trimpath takes.</summary>
    /// <param name="cache">For GOCACHE, absolute.</param>
    public static async Task CopyToAsync(RealGo go, string cache) =>
        Copy(await CacheAsync(go, isTrimmed: false), cache);

    // What says that everything is compiled anew is how a rebuild is known, and is taken out.
    private static ProcessRequest HandIn(ProcessRequest request, string library)
    {
        var flags = request.Environment.GetValueOrDefault("GOFLAGS", "").Split(' ');
        if (!flags.Contains("-a"))
            return request;
        Copy(library, request.Environment["GOCACHE"]);
        return request with
        {
            Environment = new Dictionary<string, string>(request.Environment)
            {
                ["GOFLAGS"] = string.Join(' ', flags.Where(flag => flag != "-a")),
            },
        };
    }

    private static void Copy(string library, string cache)
    {
        foreach (var file in Directory.EnumerateFiles(library, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(cache, Path.GetRelativePath(library, file));
            if (File.Exists(copy))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static Task<string> CacheAsync(RealGo go, bool isTrimmed) =>
        Caches.GetOrAdd((go.Version, isTrimmed), _ => new(() => CompileAsync(go, isTrimmed))).Value;

    // As a sidecar is built: without -trimpath Go takes it for another compilation.
    private static async Task<string> CompileAsync(RealGo go, bool isTrimmed)
    {
        var cache = go.BuildCache + (isTrimmed ? "-rebuilds" : "-runtime");
        using var folder = new TemporaryFolder();
        var compiled = await go.RunAsync(
            folder.Root,
            RealGo.Environment(folder.Root, ("GOCACHE", cache)),
            ["build", .. isTrimmed ? ["-trimpath"] : Array.Empty<string>(), "runtime"]
        );
        Assert.IsTrue(compiled.Succeeded, compiled.StandardError);
        return cache;
    }
}
