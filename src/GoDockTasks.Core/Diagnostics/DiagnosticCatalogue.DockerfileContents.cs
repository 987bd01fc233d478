namespace GoDockTasks.Core.Diagnostics;

/// <summary>2120 to 2131: what is in a stage's image when something takes, compiles or starts it.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor ImportedPackageMissing = new(
        "GDT2120",
        "An imported package is not in the image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor UnknownStage = new(
        "GDT2121",
        "A stage is named that is not there",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor CopiedPathMissing = new(
        "GDT2122",
        "A path is copied that the stage does not have",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ProgramOfRunMissing = new(
        "GDT2123",
        "RUN needs a program that is not in the image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor UndeclaredArgument = new(
        "GDT2124",
        "A stage uses an argument that it does not declare",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor OutputRefused = new(
        "GDT2125",
        "go build can not write the program that it is asked for",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor VendorBeforeSource = new(
        "GDT2126",
        "go mod vendor runs before the source is there",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor LostFailure = new(
        "GDT2127",
        "The failure of a go command is lost",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor FloatingTool = new(
        "GDT2128",
        "A tool is installed without a version",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor UndefinedInFrom = new(
        "GDT2129",
        "FROM uses an argument that is not declared",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor RepeatedStage = new(
        "GDT2130",
        "Two stages have one name",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor OwnVariable = new(
        "GDT2131",
        "ENV uses a variable that it sets itself",
        DiagnosticSeverity.Warning
    );
}
