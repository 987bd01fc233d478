using System.Collections.Immutable;
using Scriban.Runtime;

namespace GoDockTasks.Core.Dockerfiles.Generation;

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
