using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Images.Building;

/// <summary>One call of <c>docker buildx bake</c>: what it builds, for what, and where the images go.</summary>
/// <param name="File">Absolute path of the bake file.</param>
/// <param name="Output">Absolute path of the folder that gets one for each target.</param>
internal sealed record BakeCommand(string File, string Output, ImmutableArray<BakedSidecar> Sidecars)
{
    /// <summary>The instance of buildx; null for the one that is in use.</summary>
    public string? Builder { get; init; }

    /// <summary>For all targets; empty for what the bake file says.</summary>
    public ImmutableArray<Platform> Platforms { get; init; } = [];

    /// <summary>What all images say of themselves, by the label's name.</summary>
    public ImmutableArray<(string Name, string Value)> Labels { get; init; } = [];

    /// <summary>Absolute path of a target's image.</summary>
    public string FolderOf(BakedSidecar sidecar) => Path.Combine(Output, sidecar.Target);

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
            .. Settings.SelectMany(setting => (string[])["--set", setting]),
            .. Sidecars.Select(sidecar => sidecar.Target),
        ];

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
}

/// <summary>A sidecar, and what bake is told of it beside the bake file.</summary>
/// <param name="Settings">For <c>--set</c>, without the target's name.</param>
internal sealed record BakedSidecar(Sidecar Sidecar, ImmutableArray<(string Name, string Value)> Settings)
{
    public string Target { get; } = BakeTarget.NameOf(Sidecar.Name);
}
