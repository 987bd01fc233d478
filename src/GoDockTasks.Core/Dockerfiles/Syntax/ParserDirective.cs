namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>`# syntax=…`, `# escape=…` or `# check=…` at the top of the file.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Value">What follows the `=`, trimmed.</param>
public readonly record struct ParserDirective(string Name, Word Value);
