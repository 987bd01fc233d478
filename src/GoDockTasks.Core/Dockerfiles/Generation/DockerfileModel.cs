using System.Collections.Immutable;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Sidecars;
using Scriban.Runtime;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>What a template is given; docs/dockerfiles.md documents each field for those who write one.</summary>
internal sealed record DockerfileModel
{
    public required string Name { get; init; }

    public required BuildModel Build { get; init; }

    public required DownloadModel Download { get; init; }

    public required RuntimeModel Runtime { get; init; }

    /// <summary>What a stage for debugging starts from; null for no such stage.</summary>
    public required StageImage? Debug { get; init; }

    /// <summary>For Liquid: names in lower case with underscores, an empty text where there is no value.</summary>
    public ScriptObject ToLiquid() =>
        new()
        {
            ["name"] = Name,
            ["build"] = Build.ToLiquid(),
            ["download"] = Download.ToLiquid(),
            ["runtime"] = Runtime.ToLiquid(),
            ["debug"] = new ScriptObject { ["image"] = Debug?.Reference ?? "" },
        };
}

/// <summary>What a stage starts from.</summary>
/// <param name="Name">With its tag where it has one, without digest; <c>scratch</c> for nothing.</param>
/// <param name="Digest">Of the index; null where none is known.</param>
internal sealed record StageImage(string Name, string? Digest)
{
    public bool IsScratch => Name == "scratch";

    /// <summary>As a FROM names it.</summary>
    public string Reference => Digest is null ? Name : $"{Name}@{Digest}";
}

/// <summary>The stage that compiles.</summary>
internal sealed record BuildModel
{
    public required string Image { get; init; }

    /// <summary>The module's folder inside of /src.</summary>
    public required string Folder { get; init; }

    /// <summary>The main package, relative to the folder.</summary>
    public required string Package { get; init; }

    public required string Output { get; init; }

    /// <summary>readonly or vendor</summary>
    public required string Mod { get; init; }

    /// <summary>Separated by commas.</summary>
    public required string Tags { get; init; }

    public required string LdFlags { get; init; }

    /// <summary>The same as one word of the shell, in which variables of the build are expanded.</summary>
    public required string LdFlagsWord { get; init; }

    /// <summary>Build arguments that it names.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    public required bool Cgo { get; init; }

    /// <summary>Go knows -buildvcs: 1.18 and newer.</summary>
    public required bool HasVcsStamp { get; init; }

    /// <summary>One of the platforms is a variant of arm.</summary>
    public required bool HasArmVariant { get; init; }

    public ScriptObject ToLiquid() =>
        new()
        {
            ["image"] = Image,
            ["folder"] = Folder,
            ["package"] = Package,
            ["output"] = Output,
            ["mod"] = Mod,
            ["tags"] = Tags,
            ["ldflags"] = LdFlags,
            ["ldflags_word"] = LdFlagsWord,
            ["variables"] = new ScriptArray(Variables),
            ["cgo"] = Cgo,
            ["has_vcs_stamp"] = HasVcsStamp,
            ["has_arm_variant"] = HasArmVariant,
        };
}

/// <summary>The step that fetches modules.</summary>
internal sealed record DownloadModel
{
    /// <summary>There is something to fetch.</summary>
    public required bool Needed { get; init; }

    /// <summary>There are too many files to name each: a stage of their own collects them.</summary>
    public required bool IsCollected { get; init; }

    /// <summary>
    /// Files in the context, and the folder in the stage that they belong in, with a slash at its end.
    /// </summary>
    public required ImmutableArray<(ImmutableArray<string> Files, string Folder)> Copies { get; init; }

    public required string Proxy { get; init; }

    public required string Private { get; init; }

    public required string NoProxy { get; init; }

    public required string SumDb { get; init; }

    public required bool Netrc { get; init; }

    public required bool Ssh { get; init; }

    public required bool Ca { get; init; }

    public ScriptObject ToLiquid() =>
        new()
        {
            ["needed"] = Needed,
            ["is_collected"] = IsCollected,
            ["copies"] = new ScriptArray(
                Copies.Select(copy => new ScriptObject
                {
                    ["files"] = new ScriptArray(copy.Files),
                    ["folder"] = copy.Folder,
                })
            ),
            ["proxy"] = Proxy,
            ["private"] = Private,
            ["no_proxy"] = NoProxy,
            ["sumdb"] = SumDb,
            ["netrc"] = Netrc,
            ["ssh"] = Ssh,
            ["ca"] = Ca,
        };
}

/// <summary>The stage that is the image.</summary>
internal sealed record RuntimeModel
{
    public required StageImage Base { get; init; }

    /// <summary>Absolute path in the image.</summary>
    public required string Program { get; init; }

    /// <summary>Where the program starts, if it reads files there; else empty.</summary>
    public required string Folder { get; init; }

    /// <summary>Those files: paths in the context, and a folder of the image, with a slash at its end.</summary>
    public required ImmutableArray<(ImmutableArray<string> Files, string Folder)> Files { get; init; }

    public required string User { get; init; }

    public required string TimeZone { get; init; }

    public required ImmutableArray<EnvironmentVariable> Environment { get; init; }

    public required ImmutableArray<Port> Ports { get; init; }

    public ScriptObject ToLiquid() =>
        new()
        {
            ["image"] = Base.Reference,
            ["base_name"] = Base.Name,
            ["base_digest"] = Base.Digest ?? "",
            ["is_scratch"] = Base.IsScratch,
            ["program"] = Program,
            ["folder"] = Folder,
            ["files"] = new ScriptArray(
                Files.Select(copy => new ScriptObject
                {
                    ["files"] = new ScriptArray(copy.Files),
                    ["folder"] = copy.Folder,
                })
            ),
            ["user"] = User,
            ["time_zone"] = TimeZone,
            ["environment"] = new ScriptArray(
                Environment.Select(variable => new ScriptObject
                {
                    ["name"] = variable.Name,
                    ["value"] = variable.Value,
                })
            ),
            ["ports"] = new ScriptArray(Ports.Select(port => port.ToString())),
        };
}

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
