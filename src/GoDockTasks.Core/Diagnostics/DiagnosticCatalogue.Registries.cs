namespace GoDockTasks.Core.Diagnostics;

/// <summary>404x and 405x: pushing images.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor RegistryUnreachable = new(
        "GDT4040",
        "A registry can't be reached",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor RegistryCredentials = new(
        "GDT4041",
        "A registry doesn't accept the user",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor RegistryFailed = new(
        "GDT4042",
        "A registry failed",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor RegistryRefused = new(
        "GDT4043",
        "A registry refuses what is pushed",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NotWhatWasGated = new(
        "GDT4044",
        "The image isn't the one that passed the gates",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NothingPushed = new(
        "GDT4045",
        "Nothing was pushed",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NotListed = new(
        "GDT4046",
        "An attachment isn't listed",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ImageNameUnusable = new(
        "GDT4047",
        "An image's name can't be pushed to",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor TagsMoved = new(
        "GDT4048",
        "Some tags were moved",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NotificationFailed = new(
        "GDT4050",
        "The notification failed",
        DiagnosticSeverity.Warning
    );
}
