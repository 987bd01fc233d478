namespace GoDockTasks.Core.Diagnostics;

/// <summary>2120 to 2129: what is in a stage's image when something takes, compiles or starts it.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor ImportedPackageMissing =
        new("GDT2120", "An imported package is not in the image", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor UnknownStage =
        new("GDT2121", "A stage is named that is not there", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor CopiedPathMissing =
        new("GDT2122", "A path is copied that the stage does not have", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor ProgramOfRunMissing =
        new("GDT2123", "RUN needs a program that is not in the image", DiagnosticSeverity.Error);
}
