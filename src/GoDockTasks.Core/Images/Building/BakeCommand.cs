using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Images.Building;

/// <summary>One call of <c>docker buildx bake</c>: what it builds, for what, and where the images go.</summary>
/// <param name="File">Absolute path of the bake file.</param>
/// <param name="Output">Absolute path of the folder that gets one for each target.</param>
internal sealed partial record BakeCommand(string File, string Output, ImmutableArray<BakedSidecar> Sidecars)
{
    // A few hundred bytes a target; of a buildx that can't leave provenance out, some kilobytes.
    private const int MaxMetadataBytes = 16 * 1024 * 1024;

    /// <summary>The instance of buildx; null for the one that is in use.</summary>
    public string? Builder { get; init; }

    /// <summary>For all targets; empty for what the bake file says.</summary>
    public ImmutableArray<Platform> Platforms { get; init; } = [];

    /// <summary>What all images say of themselves, by the label's name.</summary>
    public ImmutableArray<(string Name, string Value)> Labels { get; init; } = [];

    /// <summary>Absolute path of a target's image.</summary>
    public string FolderOf(BakedSidecar sidecar) => Path.Combine(Output, sidecar.Target);

    /// <summary>
    /// The name of the node that built a target's image, as buildx calls it; <see cref="BuilderNode.UnknownName"/>
    /// where what buildx wrote of the build doesn't say.
    /// </summary>
    public string NodeOf(BakedSidecar sidecar)
    {
        var (content, _) = RegularFile.TryRead(MetadataFile, MaxMetadataBytes);
        if (content is null || StrictJson.Read(content, out var root) is not null)
            return BuilderNode.UnknownName;
        // The builder, its node, and what the build is called in the node's history.
        var reference = StrictJson.Text(StrictJson.Member(root, sidecar.Target), "buildx.build.ref") ?? "";
        return reference.Split('/') is [_, var node, _] && NodeName().IsMatch(node) ? node : BuilderNode.UnknownName;
    }

    /// <summary>For docker.</summary>
    public ImmutableArray<string> Arguments =>
        [
            "buildx",
            "bake",
            "--progress",
            "plain",
            .. Builder is null ? (ImmutableArray<string>)[] : ["--builder", Builder],
            "--file",
            File,
            "--metadata-file",
            MetadataFile,
            .. Settings.SelectMany(setting => (string[])["--set", setting]),
            .. Sidecars.Select(sidecar => sidecar.Target),
        ];

    private string MetadataFile => Output + ".json";

    private IEnumerable<string> Settings =>
        [
            .. Platforms.IsEmpty ? (string[])[] : [$"*.platform={string.Join(',', Platforms)}"],
            .. Labels.Select(label => $"*.labels.{label.Name}={label.Value}"),
            .. Sidecars.SelectMany(Of),
        ];

    private IEnumerable<string> Of(BakedSidecar sidecar)
    {
        // The times of files in the layers become that of the commit, where there is one.
        yield return $"{sidecar.Target}.output="
            + $"type=oci,{Field("dest", FolderOf(sidecar))},tar=false,rewrite-timestamp=true";
        foreach (var (name, value) in sidecar.Settings)
            yield return $"{sidecar.Target}.{name}={value}";
    }

    // Its value is a line of CSV (RFC 4180).
    private static string Field(string name, string value) =>
        value.AsSpan().ContainsAny(',', '"')
            ? $"\"{name}={value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : $"{name}={value}";

    // buildx, store/util.go, and docker, context/store/store.go, whose names those of its own driver's nodes are.
    [GeneratedRegex("""^[a-zA-Z0-9][a-zA-Z0-9_.+-]{0,254}\z""")]
    private static partial Regex NodeName();
}

/// <summary>A sidecar, and what bake is told of it beside the bake file.</summary>
/// <param name="Settings">For <c>--set</c>, without the target's name.</param>
internal sealed record BakedSidecar(Sidecar Sidecar, ImmutableArray<(string Name, string Value)> Settings)
{
    public string Target { get; } = BakeTarget.NameOf(Sidecar.Name);
}
