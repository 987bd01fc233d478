namespace GoDockTasks.Core.Diagnostics;

/// <summary>10xx: modules and toolchain.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor NotTidy = new(
        "GDT1001",
        "The module is not tidy",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor DoesNotParse = new(
        "GDT1002",
        "go.mod, go.sum, go.work or vendor/modules.txt does not parse",
        DiagnosticSeverity.Error
    )
    {
        StopsTidy = true,
    };

    public static readonly DiagnosticDescriptor ToolchainTooOld = new(
        "GDT1003",
        "The Go toolchain is older than the module asks for",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor GoVersionsDisagree = new(
        "GDT1004",
        "Sidecars disagree on the Go version",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor GoLineUnreadable = new(
        "GDT1005",
        "The go line has a form that an older toolchain cannot read",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor ModuleInGoPath = new(
        "GDT1006",
        "The module lies inside GOPATH where Go expects something else",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor ModuleInTempRoot = new(
        "GDT1007",
        "The module lies at the root of the temporary folder",
        DiagnosticSeverity.Error
    )
    {
        StopsTidy = true,
    };

    public static readonly DiagnosticDescriptor ReplaceTarget = new(
        "GDT1008",
        "A local replace target is missing or leaves the repository",
        DiagnosticSeverity.Error
    )
    {
        StopsTidy = true,
    };

    public static readonly DiagnosticDescriptor GoSumIncomplete = new(
        "GDT1009",
        "go.sum is missing or lacks an entry",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor VendorInconsistent = new(
        "GDT1010",
        "The vendor folder does not agree with go.mod",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor WorkspaceMember = new(
        "GDT1011",
        "A workspace member is missing or newer than go.work",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NoAccess = new(
        "GDT1012",
        "A file or a Go cache folder cannot be read or written",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor WorldWritable = new(
        "GDT1013",
        "Files of the module are writable by everybody",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor RetractedOrDeprecated = new(
        "GDT1014",
        "A required module is retracted or deprecated",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor BadGoFlags = new(
        "GDT1015",
        "GOFLAGS or GO111MODULE does not fit the module",
        DiagnosticSeverity.Error
    );
}
