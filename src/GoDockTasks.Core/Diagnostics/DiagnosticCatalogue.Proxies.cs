namespace GoDockTasks.Core.Diagnostics;

/// <summary>12xx: proxies and checksum database.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor MalformedGoProxy = new(
        "GDT1201",
        "GOPROXY is malformed",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor CredentialsInUrl = new(
        "GDT1202",
        "A URL holds credentials",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor NoFallback = new(
        "GDT1203",
        "A fallback proxy is never asked",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor OnlyDirect = new(
        "GDT1204",
        "Modules come straight from their repositories",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor ChecksumsTooOpen = new(
        "GDT1205",
        "Checksums are switched off for more than private modules",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor PrivateTooWide = new(
        "GDT1206",
        "GOPRIVATE is too wide",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor PrivateNameLeaks = new(
        "GDT1207",
        "A private module's name would be sent to a public proxy",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor UnknownVariable = new(
        "GDT1208",
        "Go does not know this variable",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor PlainHttp = new(
        "GDT1209",
        "A proxy is asked over plain http",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor ProxyUnreachable = new(
        "GDT1210",
        "A proxy did not answer",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor SettingsDiffer = new(
        "GDT1211",
        "Build and machine use different proxies or private patterns",
        DiagnosticSeverity.Message
    );
}
