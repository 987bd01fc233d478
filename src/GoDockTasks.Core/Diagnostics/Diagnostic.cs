namespace GoDockTasks.Core.Diagnostics;

/// <summary>Something to tell the user: what is wrong, where, and what to do about it.</summary>
/// <param name="Descriptor">Its entry in the catalogue.</param>
/// <param name="Location">The thing to change.</param>
/// <param name="Message">What is wrong, with the value; then what to do, as a command where one exists. One line, no secrets.</param>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, SourceLocation Location, string Message)
{
    /// <summary>"GDT" and four digits.</summary>
    public string Code => Descriptor.Code;

    /// <summary>The default of the catalogue unless the situation says otherwise (a network failure at a desk, in CI).</summary>
    public DiagnosticSeverity Severity { get; init; } = Descriptor.DefaultSeverity;

    /// <summary>What only some readers want (a diff, a program's whole output); several lines, no secrets; null if there is none.</summary>
    public string? Detail { get; init; }
}
