namespace GoDockTasks.Core.Diagnostics;

/// <summary>Something to tell the user: what is wrong, where, and what to do about it.</summary>
/// <param name="Descriptor">Its entry in the catalogue.</param>
/// <param name="Location">The thing to change.</param>
/// <param name="Message">
/// What is wrong, with the value; then what to do, as a command where one exists. One line, no secrets.
/// </param>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, SourceLocation Location, string Message)
{
    /// <summary>"GDT" and four digits.</summary>
    public string Code => Descriptor.Code;

    /// <summary>
    /// The default of the catalogue unless the situation says otherwise (see <see cref="SeverityIn"/>).
    /// </summary>
    public DiagnosticSeverity Severity { get; init; } = Descriptor.DefaultSeverity;

    /// <summary>
    /// Of what couldn't be checked for want of Go or a network, and of what is to be committed: a developer may go on
    /// without, and a build server must not pass it.
    /// </summary>
    /// <param name="continuousIntegration">This is a build server.</param>
    public static DiagnosticSeverity SeverityIn(bool continuousIntegration) =>
        continuousIntegration ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;

    /// <summary>
    /// What only some readers want (a diff, a program's whole output); several lines, no secrets; null if there is
    /// none.
    /// </summary>
    public string? Detail { get; init; }
}

/// <summary>
/// The thing to change. <paramref name="File"/> is an absolute path, or null where no file is to blame (an environment
/// variable). Lines and columns count from 1, columns in UTF-16 code units as editors do; 0 means "the whole file" or
/// "the whole line".
/// </summary>
public readonly record struct SourceLocation(string? File, int Line = 0, int Column = 0)
{
    /// <summary>No file to point at.</summary>
    public static SourceLocation None => default;
}

/// <summary>How a diagnostic is shown, in MSBuild's words.</summary>
public enum DiagnosticSeverity
{
    Message,
    Warning,
    Error,
}
