using System.Collections.Immutable;
using DotLiquid;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>The stage that is the image.</summary>
internal sealed record RuntimeModel
{
    public required StageImage Base { get; init; }

    /// <summary>Absolute path in the image.</summary>
    public required string Program { get; init; }

    public required string User { get; init; }

    public required string TimeZone { get; init; }

    public required ImmutableArray<EnvironmentVariable> Environment { get; init; }

    public required ImmutableArray<Port> Ports { get; init; }

    public Hash ToHash() => new()
    {
        ["image"] = Base.Reference,
        ["base_name"] = Base.Name,
        ["base_digest"] = Base.Digest ?? "",
        ["is_scratch"] = Base.IsScratch,
        ["program"] = Program,
        ["user"] = User,
        ["time_zone"] = TimeZone,
        ["environment"] = Environment.Select(variable => new Hash { ["name"] = variable.Name, ["value"] = variable.Value }).ToArray(),
        ["ports"] = Ports.Select(port => port.ToString()).ToArray(),
    };
}
