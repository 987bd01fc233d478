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
