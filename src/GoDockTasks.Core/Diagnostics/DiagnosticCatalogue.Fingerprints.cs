namespace GoDockTasks.Core.Diagnostics;

/// <summary>30xx: fingerprints.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor NoGoBuildInfo =
        new("GDT3008", "A file has no Go build info", DiagnosticSeverity.Error);
}
