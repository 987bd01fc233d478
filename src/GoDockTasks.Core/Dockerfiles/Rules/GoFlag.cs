namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>A flag of a go command.</summary>
/// <param name="Name">Without dashes.</param>
/// <param name="Value">Null where it has none, or it can't be known.</param>
/// <param name="Start">Offset in the Dockerfile's text.</param>
internal readonly record struct GoFlag(string Name, string? Value, int Start);
