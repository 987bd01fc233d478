namespace GoDockTasks.Core.Diagnostics;

/// <summary>24xx: the image that runs.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor NoCertificates = new(
        "GDT2401",
        "The image has no CA certificates, and the program needs them",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor NoTimeZones = new(
        "GDT2402",
        "The image has no time zones, and the program needs them",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor ShellForm = new(
        "GDT2403",
        "ENTRYPOINT or CMD goes through a shell",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor ToolchainShipped = new(
        "GDT2404",
        "The Go toolchain is in the image that runs",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor NotReproducible = new(
        "GDT2405",
        "The build can not be repeated to the byte",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor FixedPlatform = new(
        "GDT2406",
        "The image is built for one platform only",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor StartedFileMissing = new(
        "GDT2407",
        "What a container starts is not in the image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor GlibcTooOld = new(
        "GDT2408",
        "The program needs a newer C library than its image has",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ScriptNotStarted = new(
        "GDT2409",
        "A script can not be started",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor InstructionReplaced = new(
        "GDT2410",
        "An instruction is replaced by a later one",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor InstructionSwallowed = new(
        "GDT2411",
        "An instruction is part of the one before it",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor ProgramOfOtherPlatform = new(
        "GDT2412",
        "A program is started on another platform than it was built for",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor LibraryMissing = new(
        "GDT2413",
        "A program needs a shared library that its image does not have",
        DiagnosticSeverity.Error
    );
}
