namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>A name of ENV, LABEL or ARG with what is written for its value.</summary>
/// <param name="Value">Null for an ARG without a default.</param>
public readonly record struct NamedValue(Word Name, Word? Value);
