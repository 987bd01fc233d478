using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>
/// Go's runtime, compiled once for all rebuilds that aren't about caches: each finds it in its own cache, which has
/// nothing else, and compiles the program and its modules.
/// </summary>
internal static class CompiledLibrary
{
    private static readonly Lazy<Task<string>> TheCache = new(CompileAsync);

    /// <summary>For <see cref="Building.BuiltFolder.Through"/>.</summary>
    public static async Task<Func<ProcessRequest, ProcessRequest>> ForRebuildsAsync()
    {
        var cache = await TheCache.Value;
        return request => HandIn(request, cache);
    }

    // What says that everything is compiled anew is how a rebuild is known, and is taken out.
    private static ProcessRequest HandIn(ProcessRequest request, string cache)
    {
        var flags = request.Environment.GetValueOrDefault("GOFLAGS", "").Split(' ');
        if (!flags.Contains("-a"))
            return request;
        foreach (var file in Directory.EnumerateFiles(cache, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(request.Environment["GOCACHE"], Path.GetRelativePath(cache, file));
            if (File.Exists(copy))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return request with
        {
            Environment = new Dictionary<string, string>(request.Environment)
            {
                ["GOFLAGS"] = string.Join(' ', flags.Where(flag => flag != "-a")),
            },
        };
    }

    private static async Task<string> CompileAsync()
    {
        var cache = RealGo.Get().BuildCache + "-rebuilds";
        using var folder = new TemporaryFolder();
        // As a sidecar is built: without -trimpath Go takes it for another compilation.
        var compiled = await RealGo
            .Get()
            .RunAsync(
                folder.Root,
                RealGo.Environment(folder.Root, ("GOCACHE", cache)),
                "build",
                "-trimpath",
                "runtime"
            );
        Assert.IsTrue(compiled.Succeeded, compiled.StandardError);
        return cache;
    }
}
