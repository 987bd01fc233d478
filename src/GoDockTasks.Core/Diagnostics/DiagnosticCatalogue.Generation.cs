namespace GoDockTasks.Core.Diagnostics;

/// <summary>2014 to 2029: what is generated, and what its images will have.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor BuilderOutOfSupport = new(
        "GDT2014",
        "The image is built with a Go that gets no more fixes",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor HostAndImageDiffer = new(
        "GDT2015",
        "This machine and the image build with different versions of Go",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor UnknownStamp = new(
        "GDT2021",
        "LdFlags names a variable that there isn't",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor RuntimeFileMissing = new(
        "GDT2022",
        "A file that the image is to have is missing",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor OpenedFileNotInImage = new(
        "GDT2023",
        "The program opens a file that its image lacks",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor CgoIsOff = new(
        "GDT2024",
        "C code is imported and cgo is off",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor RuntimeFileClosed = new(
        "GDT2025",
        "A file of the image is closed to its user",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor GeneratedByNewerVersion = new(
        "GDT2026",
        "A generated file was made by a newer version of this package",
        DiagnosticSeverity.Warning
    );
}
