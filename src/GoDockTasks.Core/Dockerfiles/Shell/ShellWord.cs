namespace GoDockTasks.Core.Dockerfiles.Shell;

/// <summary>A word of a shell command.</summary>
/// <param name="Text">
/// With quotes gone and known variables replaced; null where it depends on something that only a build knows.
/// </param>
/// <param name="Raw">As written.</param>
/// <param name="Start">Offset of its first character in the Dockerfile's text.</param>
public readonly record struct ShellWord(string? Text, string Raw, int Start)
{
    public override string ToString() => Text ?? Raw;
}
