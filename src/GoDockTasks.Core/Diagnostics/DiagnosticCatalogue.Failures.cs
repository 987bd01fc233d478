namespace GoDockTasks.Core.Diagnostics;

/// <summary>11xx: why a go command failed, where no 10xx fits.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor DependencyNeedsNewerGo = new(
        "GDT1102",
        "A dependency needs a newer Go",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ToolchainUnavailable = new(
        "GDT1103",
        "The Go toolchain could not be downloaded",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor NoGoMod = new(
        "GDT1106",
        "No go.mod was found",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ChecksumMismatch = new(
        "GDT1110",
        "A module is not what go.sum says it is",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ChecksumDatabase = new(
        "GDT1112",
        "The checksum database did not confirm a module",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor PackageNotFound = new(
        "GDT1115",
        "No module provides a package",
        DiagnosticSeverity.Error
    )
    {
        StopsTidy = true,
    };

    public static readonly DiagnosticDescriptor NotStd = new(
        "GDT1116",
        "A package is not in the standard library",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor AmbiguousImport = new(
        "GDT1117",
        "Two modules provide the same package",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor PathMismatch = new(
        "GDT1118",
        "A module declares another path",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor UnknownRevision = new(
        "GDT1119",
        "A module has no such revision",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor BadVersion = new(
        "GDT1120",
        "A module version is not valid",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NotOnProxy = new(
        "GDT1121",
        "The proxy does not have a module",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor ProxyAuth = new(
        "GDT1122",
        "The proxy refuses access",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor ProxyServerError = new(
        "GDT1123",
        "The proxy failed",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor NotAModule = new(
        "GDT1124",
        "What the proxy sent is not a Go module",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor ProxyOff = new(
        "GDT1125",
        "Downloads are switched off by GOPROXY=off",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor Dns = new(
        "GDT1126",
        "A host name could not be resolved",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor ConnectionRefused = new(
        "GDT1127",
        "A connection was refused",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor NetworkTimeout = new(
        "GDT1128",
        "A connection timed out",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor Certificate = new(
        "GDT1129",
        "A certificate is not trusted",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor GitAuth = new(
        "GDT1130",
        "git needs credentials",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor GitSsh = new(
        "GDT1131",
        "git could not log in over SSH",
        DiagnosticSeverity.Error
    )
    {
        IsNetwork = true,
    };

    public static readonly DiagnosticDescriptor GitMissing = new(
        "GDT1132",
        "git is not installed",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor DubiousOwnership = new(
        "GDT1133",
        "git does not trust the owner of a folder",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor VcsStamp = new(
        "GDT1134",
        "The version control state could not be read",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor VcsNotAllowed = new(
        "GDT1135",
        "GOVCS does not allow a version control system",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ReadOnly = new(
        "GDT1144",
        "A file could not be updated",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NoSpace = new("GDT1145", "No space is left", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor CCompiler = new(
        "GDT1146",
        "A C compiler is missing",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ConstraintsExcludeAll = new(
        "GDT1147",
        "Build constraints leave no Go files",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor Embed = new(
        "GDT1148",
        "A go:embed pattern matches nothing",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NoSuchPackage = new(
        "GDT1149",
        "A package folder is missing or has no Go files",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor Compile = new(
        "GDT1150",
        "Go code does not compile",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor TestFailed = new("GDT1155", "A test failed", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor Unclassified = new(
        "GDT1199",
        "A go command failed",
        DiagnosticSeverity.Error
    );
}
