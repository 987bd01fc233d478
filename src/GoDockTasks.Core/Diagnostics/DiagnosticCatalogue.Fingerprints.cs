namespace GoDockTasks.Core.Diagnostics;

/// <summary>30xx: fingerprints. What a verification finds can't be silenced.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor Tampered = new(
        "GDT3001",
        "The signature of a fingerprint does not match",
        DiagnosticSeverity.Error
    )
    {
        IsConfigurable = false,
    };

    public static readonly DiagnosticDescriptor Untrusted = new(
        "GDT3002",
        "A fingerprint is not signed by anybody you trust",
        DiagnosticSeverity.Error
    )
    {
        IsConfigurable = false,
    };

    public static readonly DiagnosticDescriptor WrongArtifact = new(
        "GDT3003",
        "A file is not the one that the fingerprint is about",
        DiagnosticSeverity.Error
    )
    {
        IsConfigurable = false,
    };

    public static readonly DiagnosticDescriptor PolicyViolated = new(
        "GDT3004",
        "A fingerprint tells of a build that is not allowed",
        DiagnosticSeverity.Error
    )
    {
        IsConfigurable = false,
    };

    public static readonly DiagnosticDescriptor FingerprintMismatch = new(
        "GDT3005",
        "Inputs differ from those of the fingerprint",
        DiagnosticSeverity.Error
    )
    {
        IsConfigurable = false,
    };

    public static readonly DiagnosticDescriptor NotReproduced = new(
        "GDT3006",
        "A rebuild gives other bytes",
        DiagnosticSeverity.Error
    )
    {
        IsConfigurable = false,
    };

    public static readonly DiagnosticDescriptor CannotVerify = new(
        "GDT3007",
        "A fingerprint can not be verified",
        DiagnosticSeverity.Error
    )
    {
        IsConfigurable = false,
    };

    public static readonly DiagnosticDescriptor NoGoBuildInfo = new(
        "GDT3008",
        "A file has no Go build info",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ImageMetadataUnusable = new(
        "GDT3009",
        "The metadata of images can not be used",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NotSigned = new(
        "GDT3010",
        "A fingerprint is not signed",
        DiagnosticSeverity.Message
    )
    {
        IsConfigurable = false,
    };

    public static readonly DiagnosticDescriptor SigningKeyUnusable = new(
        "GDT3011",
        "The signing key can not be used",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor SigningKeyTooPermissive = new(
        "GDT3012",
        "Others can read the signing key",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor PackageOutsideRange = new(
        "GDT3013",
        "A .NET package is resolved to a version that is not requested",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor NewerGenerator = new(
        "GDT3014",
        "A fingerprint was made by a newer GoDockTasks",
        DiagnosticSeverity.Warning
    );
}
