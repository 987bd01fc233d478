namespace GoDockTasks.Core.Diagnostics;

/// <summary>40xx: images and gates.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor ImageLookup = new(
        "GDT4001",
        "An image could not be looked up",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor LockFileDoesNotParse = new(
        "GDT4002",
        "The lock file of base images does not parse",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ImageLayoutUnreadable = new(
        "GDT4101",
        "An image's layout could not be read",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ImageFileUnreadable = new(
        "GDT4108",
        "A file could not be taken out of an image",
        DiagnosticSeverity.Error
    );
}
