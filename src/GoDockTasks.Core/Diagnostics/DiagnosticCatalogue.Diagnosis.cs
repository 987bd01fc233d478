namespace GoDockTasks.Core.Diagnostics;

/// <summary>50xx: finding out what is wrong, and mending it.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor NoCauseFound = new(
        "GDT5002",
        "No cause was found",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor OnlyExitCode = new(
        "GDT5003",
        "A log tells an exit code and no cause",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor UnreadableLog = new(
        "GDT5004",
        "There is no log to read",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor BaseImageUnavailable = new(
        "GDT5005",
        "A base image could not be fetched",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor NotIsolated = new(
        "GDT5008",
        "A failure was not tried in containers",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor FailureNotReproduced = new(
        "GDT5009",
        "What was tried does not show the failure",
        DiagnosticSeverity.Message
    );
}
