namespace GoDockTasks.Core.Diagnostics;

/// <summary>2101 to 2107: go commands in Dockerfiles, and the module that they need.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor ImageOlderThanModule = new(
        "GDT2101",
        "The golang image is older than the module asks for",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor GoSumNotInImage = new(
        "GDT2102",
        "go.sum is not in the image when it is needed",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor TidyBeforeSource = new(
        "GDT2103",
        "go mod tidy runs before the source is there",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor TidyInImage = new(
        "GDT2104",
        "An image build changes go.mod",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor NoGoModInImage = new(
        "GDT2105",
        "A go command runs where no go.mod is",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor RefusedFolder = new(
        "GDT2106",
        "The module lies in a folder of the image where go does not accept one",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor CopySourceMissing = new(
        "GDT2107",
        "A source of COPY is not in the build context",
        DiagnosticSeverity.Error
    );
}
