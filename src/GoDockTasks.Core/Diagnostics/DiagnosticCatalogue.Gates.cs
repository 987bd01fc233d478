namespace GoDockTasks.Core.Diagnostics;

/// <summary>4010 to 4039: what stands between a build and its release.</summary>
public static partial class DiagnosticCatalogue
{
    public static readonly DiagnosticDescriptor Vulnerable = new(
        "GDT4010",
        "A program has a vulnerability that holds up its release",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor VulnerableBelowThreshold = new(
        "GDT4011",
        "A program has a vulnerability that does not hold up its release",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor NewFinding = new(
        "GDT4012",
        "Static analysis finds an error that the baseline does not have",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor Grown = new(
        "GDT4013",
        "A program has grown beyond its last releases",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor SlowerStart = new(
        "GDT4014",
        "A program starts slower than the last release",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ContractBroken = new(
        "GDT4015",
        "A contract test fails",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ContractNotBuilt = new(
        "GDT4016",
        "Contract tests do not build",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ContractPanicked = new(
        "GDT4017",
        "A contract test panics",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ContractTimedOut = new(
        "GDT4018",
        "Contract tests run out of time",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ContractNotRun = new(
        "GDT4019",
        "No contract test has run",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor EnvironmentUnfit = new(
        "GDT4020",
        "An image is not set up to be released",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor GateNotChecked = new(
        "GDT4021",
        "A gate has nothing to read",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ReportUnusable = new(
        "GDT4022",
        "A report is not whole, or not of a kind that its gate reads",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor ReportForeign = new(
        "GDT4023",
        "A report is about another program",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor DatabaseOld = new(
        "GDT4024",
        "A report was made with an old database of vulnerabilities",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor GateCommandFailed = new(
        "GDT4025",
        "The command of a gate leaves no report",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor NoBaseline = new(
        "GDT4026",
        "A gate has no baseline yet",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor BaselinesUnusable = new(
        "GDT4027",
        "The file of baselines can not be used",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor AcceptedUnusable = new(
        "GDT4028",
        "A finding is accepted without a reason",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor AcceptedExpired = new(
        "GDT4029",
        "A finding is no longer accepted",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor AcceptedUnused = new(
        "GDT4030",
        "A finding is accepted that no report has",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor AboveThreshold = new(
        "GDT4031",
        "A measurement is above the threshold of its gate",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor LastBaselinesUnusable = new(
        "GDT4032",
        "The baselines of the last release don't count",
        DiagnosticSeverity.Warning
    );

    public static readonly DiagnosticDescriptor NoLastBaselines = new(
        "GDT4033",
        "A registry has no baselines of a last release",
        DiagnosticSeverity.Message
    );

    public static readonly DiagnosticDescriptor TraceNotPassed = new(
        "GDT4034",
        "A signed statement says that an image didn't pass",
        DiagnosticSeverity.Error
    );

    public static readonly DiagnosticDescriptor TraceVerdictUnknown = new(
        "GDT4035",
        "A signed statement doesn't say whether an image passed",
        DiagnosticSeverity.Warning
    );
}
