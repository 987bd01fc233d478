namespace GoDockTasks.Core.Diagnostics;

/// <summary>2109 to 2119: what of a module has to be in an image, and how go is told to use it.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor ReplacementNotInImage = new(
        "GDT2109",
        "A folder that replaces a module is not in the image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor WorkspaceIncomplete = new(
        "GDT2110",
        "go.work is in the image without all of its modules",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor EmbeddedFilesNotInImage = new(
        "GDT2111",
        "Embedded files are not in the image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor VendorNotInImage = new(
        "GDT2112",
        "The vendor folder is not in the image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor PrivateModule = new(
        "GDT2113",
        "An image is not prepared for private modules",
        DiagnosticSeverity.Warning
    )
    {
        StopsImageBuild = true,
    };

    public static readonly DiagnosticDescriptor ProxyNotInImage = new(
        "GDT2114",
        "A module proxy is configured and an image does not use it",
        DiagnosticSeverity.Warning
    )
    {
        StopsImageBuild = true,
    };

    public static readonly DiagnosticDescriptor GitMissingInImage = new(
        "GDT2115",
        "A module is fetched from its repository and an image has no git",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor CgoUnavailable = new(
        "GDT2116",
        "cgo is needed and can not work in an image",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor GoSettingRefused = new(
        "GDT2117",
        "A setting in an image keeps go from working",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor VcsStamped = new(
        "GDT2118",
        ".git is copied into an image and go asks git for the commit",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor PackageNotInImage = new(
        "GDT2119",
        "A package to build is not in the image",
        DiagnosticSeverity.Error
    );
}
