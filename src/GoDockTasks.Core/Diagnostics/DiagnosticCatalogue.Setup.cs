namespace GoDockTasks.Core.Diagnostics;

/// <summary>00xx: set-up, metadata and what could not be checked.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor GoNotFound = new(
        "GDT0002",
        "No usable Go was found",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor BadMetadata = new(
        "GDT0003",
        "GoSidecar metadata is wrong",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor SidecarMissing = new(
        "GDT0004",
        "The sidecar's folder or go.mod is missing",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor SeveralMains = new(
        "GDT0005",
        "Several main packages and none chosen",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor DuplicateSidecar = new(
        "GDT0006",
        "Two sidecars write the same file",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor TimedOut = new(
        "GDT0007",
        "A program took too long",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NotChecked = new(
        "GDT0008",
        "Something was not checked",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor UnknownPlatform = new(
        "GDT0009",
        "Go doesn't build for this runtime identifier",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NotAProgram = new(
        "GDT0010",
        "Main names a package that is not a program",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NoMainChosen = new(
        "GDT0011",
        "The module's programs lie elsewhere and none is chosen",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor NotExecutable = new(
        "GDT0012",
        "What go build left is not an executable",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor IrregularFile = new(
        "GDT0013",
        "What should be a file is a pipe, a socket or a device",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor StoreNotTrusted = new(
        "GDT0014",
        "Others can write to the store of verdicts",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor ReadTooLong = new(
        "GDT0015",
        "Reading a file took too long",
        DiagnosticSeverity.Error
    );
}
