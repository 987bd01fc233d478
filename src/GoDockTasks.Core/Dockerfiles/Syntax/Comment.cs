namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>A line that starts with `#`, without the `#` and surrounding white space.</summary>
/// <param name="Text">May be empty.</param>
/// <param name="Start">Offset of the `#`.</param>
public readonly record struct Comment(string Text, int Start);
