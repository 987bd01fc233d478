namespace GoDockTasks.Core.Diagnostics;

/// <summary>One entry of the catalogue: what a GDT code stands for, the same in every message that carries it.</summary>
/// <param name="Code">"GDT" and four digits.</param>
/// <param name="Title">What is wrong, without the values of a case; the heading of its section in docs/diagnostics.md.</param>
/// <param name="DefaultSeverity">What it is where the user says nothing else.</param>
public sealed record DiagnosticDescriptor(string Code, string Title, DiagnosticSeverity DefaultSeverity);
