using System.Collections.Immutable;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>Makes of a module and of what its item says what a template is given.</summary>
internal sealed class DockerfileModels(ModuleAccess access)
{
    // Where the context is in the stage that compiles.
    private const string Source = "/src";
    private const string FirstGoThatStamps = "1.18";
    private const string ZoneDataTag = "timetzdata";

    public DockerfileModel Create(
        Sidecar sidecar,
        BuildGraph graph,
        string package,
        BaseImages.Chosen images,
        RuntimeFiles files
    )
    {
        var flags = LinkerFlags.Parse(sidecar.LdFlags);
        var tags =
            images.Runtime.IsScratch && !sidecar.Tags.Contains(ZoneDataTag)
                ? sidecar.Tags.Add(ZoneDataTag)
                : sidecar.Tags;
        return new()
        {
            Name = sidecar.Name,
            Build = new()
            {
                Image = images.Builder.Reference,
                Folder = InStage(graph, graph.Main.Folder),
                Package = package,
                Output = "/out/" + sidecar.Name,
                Mod = graph.VendorFolder is null ? "readonly" : "vendor",
                Tags = string.Join(',', tags),
                LdFlags = sidecar.LdFlags ?? "",
                LdFlagsWord = flags.ToShellWord() ?? DockerfileQuoting.Shell(sidecar.LdFlags ?? ""),
                Variables = flags.Variables,
                Cgo = sidecar.CgoEnabled,
                HasVcsStamp =
                    images.GoVersion is null
                    || !GoVersion.IsValid(images.GoVersion)
                    || images.GoVersion == "1"
                    || GoVersion.Compare(images.GoVersion, FirstGoThatStamps) >= 0,
                HasArmVariant = sidecar.Platforms.Any(platform =>
                    platform is { Architecture: "arm", Variant: not null }
                ),
            },
            Download = Download(graph),
            Runtime = new()
            {
                Base = images.Runtime,
                Program = $"{RuntimeFiles.Folder}/{sidecar.Name}",
                Folder = files.Copies.IsEmpty ? "" : RuntimeFiles.Folder,
                Files = files.Copies,
                User = sidecar.User,
                TimeZone = sidecar.TimeZone,
                Environment = sidecar.Environment,
                Ports = sidecar.Ports,
            },
            Debug = images.Debug,
        };
    }

    private DownloadModel Download(BuildGraph graph) =>
        new()
        {
            Needed = graph.NeedsDownload,
            IsCollected = graph.NeedsDownload && graph.IsLarge,
            Copies = graph.NeedsDownload ? Copies(graph) : [],
            Proxy = access.Proxy,
            Private = access.Private,
            NoProxy = access.NoProxy,
            SumDb = access.SumDb,
            Netrc = access.Netrc,
            Ssh = access.Ssh,
            Ca = access.Ca,
        };

    private static ImmutableArray<(ImmutableArray<string>, string)> Copies(BuildGraph graph)
    {
        var copies = ImmutableArray.CreateBuilder<(ImmutableArray<string>, string)>();
        if (graph.Workspace is { } work)
            Add(Path.GetDirectoryName(work.Path)!, "go.work", File.Exists(work.Path + ".sum"));
        foreach (var module in graph.Described)
            Add(module.Folder, "go.mod", module.HasSum);
        return copies.ToImmutable();

        void Add(string folder, string file, bool hasSum)
        {
            var prefix = Folders.Prefix(graph.Context, folder);
            var sum = file == "go.mod" ? "go.sum" : "go.work.sum";
            var target = folder == graph.Main.Folder ? "./" : InStage(graph, folder) + "/";
            copies.Add((hasSum ? [prefix + file, prefix + sum] : [prefix + file], target));
        }
    }

    private static string InStage(BuildGraph graph, string folder) =>
        Folders.Relative(graph.Context, folder) is var relative and not "." ? $"{Source}/{relative}" : Source;
}
