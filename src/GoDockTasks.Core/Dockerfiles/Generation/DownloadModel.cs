using System.Collections.Immutable;
using DotLiquid;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>The step that fetches modules.</summary>
internal sealed record DownloadModel
{
    /// <summary>There is something to fetch.</summary>
    public required bool Needed { get; init; }

    /// <summary>Files in the context, and the folder in the stage that they belong in, with a slash at its end.</summary>
    public required ImmutableArray<(ImmutableArray<string> Files, string Folder)> Copies { get; init; }

    public required string Proxy { get; init; }

    public required string Private { get; init; }

    public required string NoProxy { get; init; }

    public required string SumDb { get; init; }

    public required bool Netrc { get; init; }

    public required bool Ssh { get; init; }

    public required bool Ca { get; init; }

    public Hash ToHash() => new()
    {
        ["needed"] = Needed,
        ["copies"] = Copies.Select(copy => new Hash { ["files"] = copy.Files.ToArray(), ["folder"] = copy.Folder }).ToArray(),
        ["proxy"] = Proxy,
        ["private"] = Private,
        ["no_proxy"] = NoProxy,
        ["sumdb"] = SumDb,
        ["netrc"] = Netrc,
        ["ssh"] = Ssh,
        ["ca"] = Ca,
    };
}
