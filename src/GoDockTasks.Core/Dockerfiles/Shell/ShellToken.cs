namespace GoDockTasks.Core.Dockerfiles.Shell;

/// <summary>A piece of a script.</summary>
/// <param name="Text">As written.</param>
/// <param name="Start">Index in the script.</param>
internal readonly record struct ShellToken(ShellTokenKind Kind, string Text, int Start);
