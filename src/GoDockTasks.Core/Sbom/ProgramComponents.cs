using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Sbom;

/// <summary>A program, and the modules that are linked into it as it says itself.</summary>
/// <param name="Program">The main module, with the hash of the program.</param>
/// <param name="Modules">The standard library, and what `go version -m` lists as <c>dep</c>.</param>
internal sealed record ProgramComponents(SbomComponent Program, ImmutableArray<SbomComponent> Modules)
{
    // What Go's vulnerability database calls it, and scanners that read binaries do.
    private const string StandardLibrary = "stdlib";
    private const string Development = "(devel)";

    /// <param name="name">The sidecar's name.</param>
    /// <param name="file">The binary's, without a folder.</param>
    /// <param name="sha256">The binary's.</param>
    /// <param name="sums">
    /// go.sum and what stands in for it in a workspace: of a vendored module the binary itself has no hash.
    /// </param>
    public static ProgramComponents Of(
        string name,
        string file,
        GoBuildInfo binary,
        string sha256,
        IEnumerable<GoSumEntry> sums
    )
    {
        var hashes = new Lazy<Dictionary<(string Path, string Version), string>>(() =>
        {
            var found = new Dictionary<(string, string), string>();
            foreach (var entry in sums.Where(entry => !entry.IsGoMod))
                found.TryAdd((entry.Path, entry.Version), entry.Hash);
            return found;
        });
        return new(
            Root(name, file, binary) with
            {
                Sha256 = sha256,
            },
            [Library(binary.GoVersion), .. binary.Dependencies.Select(module => Module(name, module, Sum))]
        );

        string? Sum(GoBuildModule module) =>
            module.Sum.Length > 0 ? module.Sum : hashes.Value.GetValueOrDefault((module.Path, module.Version));
    }

    private static SbomComponent Root(string name, string file, GoBuildInfo binary)
    {
        var version = binary.Main is { } main ? VersionOf(main) : null;
        return new SbomComponent("program:" + name, binary.Main?.Path ?? name, version)
        {
            IsApplication = true,
            Purl = binary.Main is null
                ? null
                : PackageUrl.OfModule(binary.Main.Path, version, FolderOf(binary.Path, binary.Main.Path)),
        }
            .With("godock:file", file)
            .With("godock:package", binary.Path);
    }

    // go1.27.3 X:jsonv2, and devel go1.28-0123abcd of a Go that somebody built.
    private static SbomComponent Library(string goVersion)
    {
        var words = goVersion.Split(' ');
        var word = words.FirstOrDefault(word => word.StartsWith("go", StringComparison.Ordinal));
        var version = word is null ? goVersion : word["go".Length..];
        return new SbomComponent($"{StandardLibrary}@{goVersion}", StandardLibrary, version)
        {
            Purl = PackageUrl.OfModule(StandardLibrary, version),
        }.With("godock:goVersion", goVersion);
    }

    private static SbomComponent Module(string program, GoBuildModule module, Func<GoBuildModule, string?> sum)
    {
        var built = module.Replacement ?? module;
        var version = VersionOf(built);
        var replaced =
            module.Replacement is null ? null
            : module.Version.Length == 0 ? module.Path
            : $"{module.Path}@{module.Version}";
        var hash = sum(built);
        // A folder has no version, and only its module's path is a name that means something elsewhere.
        if (module.Replacement is not null && version is null)
            return new SbomComponent($"{program}:{replaced}=>{built.Path}", module.Path, null)
                .With("godock:replaces", replaced)
                .With("godock:folder", built.Path);
        // A member of the workspace.
        if (version is null)
            return new SbomComponent($"{program}:{built.Path}", built.Path, null)
            {
                Purl = PackageUrl.OfModule(built.Path, null),
            };
        return new SbomComponent(
            $"{replaced}{(replaced is null ? "" : "=>")}{built.Path}@{version} {hash}".TrimEnd(),
            built.Path,
            version
        )
        {
            Purl = PackageUrl.OfModule(built.Path, version),
        }
            .With(SbomComponent.GoSum, hash)
            .With("godock:replaces", replaced);
    }

    private static string? VersionOf(GoBuildModule module) =>
        module.Version is "" or Development ? null : module.Version;

    private static string FolderOf(string package, string module) =>
        package.StartsWith(module + "/", StringComparison.Ordinal) ? package[(module.Length + 1)..] : "";
}
