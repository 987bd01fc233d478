namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>What a stage starts from.</summary>
/// <param name="Name">With its tag where it has one, without digest; <c>scratch</c> for nothing.</param>
/// <param name="Digest">Of the index; null where none is known.</param>
internal sealed record StageImage(string Name, string? Digest)
{
    public bool IsScratch => Name == "scratch";

    /// <summary>As a FROM names it.</summary>
    public string Reference => Digest is null ? Name : $"{Name}@{Digest}";
}
