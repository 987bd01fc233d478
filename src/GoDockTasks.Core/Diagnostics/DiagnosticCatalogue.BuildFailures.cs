namespace GoDockTasks.Core.Diagnostics;

/// <summary>
/// 1136 to 1143 and 1151 to 1154: why a go command failed, where the cause lies around the module: repositories,
/// GOROOT, linkers, settings.
/// </summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor RepositoryHost = new(
        "GDT1136",
        "A repository's host does not serve a module",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor NoSecureProtocol = new(
        "GDT1137",
        "A repository is reached by no secure protocol",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor OlderGoDiffers = new(
        "GDT1138",
        "go mod tidy is refused for the sake of an older Go",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor WrongGoRoot = new(
        "GDT1139",
        "GOROOT is not that of this Go",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor Linking = new("GDT1140", "The linker failed", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor PkgConfig = new(
        "GDT1141",
        "pkg-config is missing or does not know a library",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor LdFlagsRefused = new(
        "GDT1142",
        "The linker refuses LdFlags",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor CaseCollision = new(
        "GDT1143",
        "Two names differ only in the case of their letters",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor SourceGone = new(
        "GDT1151",
        "A compiler names a file that is not there",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor BadGoSumDb = new(
        "GDT1152",
        "GOSUMDB names no checksum database that can be used",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor BadGoSetting = new(
        "GDT1153",
        "A Go setting has a value that go does not know",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor OutOfResources = new(
        "GDT1154",
        "Memory, files or processes ran out",
        DiagnosticSeverity.Error
    );
}
