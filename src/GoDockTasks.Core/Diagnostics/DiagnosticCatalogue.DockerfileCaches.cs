namespace GoDockTasks.Core.Diagnostics;

/// <summary>2201 to 2206: what an image build does again though nothing has changed, and what it is sent.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor SourceBeforeDownload = new(
        "GDT2201",
        "The source is copied before modules are downloaded",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor DownloadNotCached = new(
        "GDT2202",
        "Modules are downloaded in the step that compiles",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor CacheMountMisplaced = new(
        "GDT2203",
        "A cache mount does not keep what it is meant for",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor CacheMountOwner = new(
        "GDT2204",
        "A cache mount belongs to another user",
        DiagnosticSeverity.Warning
    )
    {
        StopsImageBuild = true,
    };

    public static readonly DiagnosticDescriptor LockFileNotCopied = new(
        "GDT2205",
        "A lock file is not copied with its manifest",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor UnneededSent = new(
        "GDT2206",
        "The builder is sent what no build needs",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor NoBuildCache = new(
        "GDT2207",
        "A user without a home compiles",
        DiagnosticSeverity.Error
    );
}
