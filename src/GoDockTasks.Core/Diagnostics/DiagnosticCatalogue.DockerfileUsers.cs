namespace GoDockTasks.Core.Diagnostics;

/// <summary>23xx: users, rights and secrets of Dockerfiles.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor RunsAsRoot = new(
        "GDT2301",
        "The container runs as root",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor NamedUser = new(
        "GDT2302",
        "The user is a name where a number is needed",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor SecretInImage = new(
        "GDT2303",
        "A secret gets into the image or its history",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ChecksumsOffInImage = new(
        "GDT2304",
        "Checksums are switched off for more than private modules in an image",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor WorldWritableInImage = new(
        "GDT2305",
        "Files of the image can be changed by everybody",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor AddWithoutChecksum = new(
        "GDT2306",
        "ADD takes something from the network without checking it",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor VolumeOwner = new(
        "GDT2307",
        "VOLUME makes a volume that nobody named, or that its user can not write",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor SecretKept = new(
        "GDT2308",
        "A secret is written into a layer",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor Sudo = new(
        "GDT2309",
        "sudo is used in an image",
        DiagnosticSeverity.Message
    );
}
