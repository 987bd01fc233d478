namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>Something that BuildKit refuses.</summary>
/// <param name="Start">Offset of the thing to change in the file's text.</param>
/// <param name="Message">What is wrong, with the value, and what to write instead; one line.</param>
public readonly record struct DockerfileError(int Start, string Message);
