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

    // 50xx: what a recovery found in Go's caches, and what became of it.
    public static readonly DiagnosticDescriptor Recovered = new(
        "GDT5010",
        "A module was recovered",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor ModuleLocked = new(
        "GDT5011",
        "A go command holds a module's lock",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ArchiveDamaged = new(
        "GDT5012",
        "The module cache's archive is not what go.sum says",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor TreeDamaged = new(
        "GDT5013",
        "An extracted module differs from its archive",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor VendorDiffers = new(
        "GDT5014",
        "A vendored file differs from its module",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor BuildCacheDamaged = new(
        "GDT5015",
        "Go's build cache is damaged",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor CannotClear = new(
        "GDT5016",
        "A damaged module cannot be cleared",
        DiagnosticSeverity.Error
    );
}
