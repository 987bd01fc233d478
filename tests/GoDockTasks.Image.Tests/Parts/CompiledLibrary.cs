using System.Collections.Immutable;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Image.Tests.Parts;

/// <summary>
/// What of the standard library tests need compiled, so that builds in images don't compile it again and again: in
/// caches of this machine's go, for all runs, like <see cref="RealGo.BuildCache"/>. Go asks for nothing in them but by
/// the digest of all that a compilation depends on, to which where Go lies doesn't belong.
/// </summary>
/// <param name="ImageCache">For the cache that an image has, in layers: what small programs need.</param>
/// <param name="MountCache">
/// For the cache mount of generated Dockerfiles, which all builds of a daemon share: what services need.
/// </param>
internal sealed record CompiledLibrary(string ImageCache, string MountCache)
{
    public static async Task<CompiledLibrary?> OfAsync(RealGo go)
    {
        if (go.Version != RealGo.Newest)
            return null;
        var library = new CompiledLibrary(go.BuildCache + "-image", go.BuildCache + "-mount");
        await CompileAsync(go, library.ImageCache, ["fmt", "embed", "net/http"]);
        await CompileAsync(go, library.ImageCache, ["-trimpath", "fmt", "embed"]);
        await CompileAsync(go, library.MountCache, ["-trimpath", "net/http", "html/template", "time/tzdata"]);
        // Of the other platform that images are built for the smallest programs alone.
        await CompileAsync(go, library.MountCache, ["-trimpath", "runtime"], ("GOARCH", "arm64"));
        return library;
    }

    private static async Task CompileAsync(
        RealGo go,
        string cache,
        ImmutableArray<string> arguments,
        params (string Name, string Value)[] more
    )
    {
        var environment = RealGo.Environment(
            cache,
            [
                ("GOCACHE", cache),
                ("GOFLAGS", ""),
                ("CGO_ENABLED", "0"),
                // Without collecting garbage the compiler takes a quarter less time.
                ("GOGC", "off"),
                .. more,
            ]
        );
        await Tool.RunAsync(go.Executable, "/", environment, ["build", .. arguments]).ShouldSucceedAsync();
    }
}
