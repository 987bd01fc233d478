using System.Collections.Immutable;
using GoDockTasks.Core.Sidecars;
using Scriban.Runtime;

namespace GoDockTasks.Core.Dockerfiles.Generation;

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
