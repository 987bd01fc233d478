using System.Collections.Immutable;
using System.Text.Json;
using GoDockTasks.Core.Gates.Reports;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Gates;

/// <summary>A kind of report, known by its content.</summary>
/// <param name="Name">In messages.</param>
/// <param name="Gate">The built-in gate that reads it.</param>
internal sealed record GateReportKind(string Name, string Gate)
{
    /// <summary>What a gate reads that is about vulnerabilities.</summary>
    public const string Vulnerabilities = ReleaseGates.Vulnerabilities;

    private static readonly string[] Messages = ["config", "SBOM", "progress", "osv", "finding"];

    private Func<GateRun, GateInput, ImmutableArray<JsonElement>, GateOutcome> Reader { get; init; } =
        (run, input, _) => input.Unusable(run, "it is of no kind that a gate reads");

    private ImmutableArray<JsonElement> Values { get; init; } = [];

    /// <summary>Reads it as JSON, and says what it is.</summary>
    public static GateReportKind Of(GateInput input)
    {
        if (IsGoTest(input.Content))
            return new("a report of go test", ReleaseGates.Contract)
            {
                Reader = (run, read, _) => ContractGate.Judge(run, read),
            };
        var (values, problem) = StrictJson.ReadStream(input.Content);
        if (problem is not null)
            return new("", "") { Reader = (run, read, _) => read.Unusable(run, problem) };
        return Kind(values) with { Values = values };
    }

    /// <summary>What the gate says of it.</summary>
    /// <param name="gate">The built-in gate whose reports are meant; null for any.</param>
    public GateOutcome Judge(GateRun run, GateInput input, string? gate = null) =>
        gate is not null && Name.Length > 0 && Gate != gate && !(gate == Vulnerabilities && Name == "SARIF")
            ? input.Unusable(run, $"it is {Name}, which this gate doesn't read")
            : Reader(run, input, Values);

    private static GateReportKind Kind(ImmutableArray<JsonElement> values)
    {
        var first = values.IsEmpty ? default : values[0];
        if (first.ValueKind != JsonValueKind.Object)
            return new("", "");
        if (first.TryGetProperty("SchemaVersion", out _) || first.TryGetProperty("ArtifactName", out _))
            return new("a report of Trivy", Vulnerabilities)
            {
                Reader = (run, input, all) =>
                    all.Length == 1
                        ? VulnerabilityGate.Judge(run, input, TrivyReport.Read(all[0]))
                        : input.Unusable(run, "it holds more than one report"),
            };
        if (Messages.Any(name => first.TryGetProperty(name, out _)))
            return new("a report of govulncheck", Vulnerabilities)
            {
                Reader = (run, input, all) =>
                    input.Failure ?? VulnerabilityGate.Judge(run, input, GovulncheckReport.Read(all, input.IsWhole)),
            };
        if (first.TryGetProperty("runs", out _) && first.TryGetProperty("version", out _))
            return new("SARIF", ReleaseGates.StaticAnalysis) { Reader = Sarif };
        if (first.TryGetProperty("measured", out _))
            return new("a measurement", "") { Reader = (run, input, all) => OwnGate.Judge(run, input, all[0]) };
        return new("", "");
    }

    private static GateOutcome Sarif(GateRun run, GateInput input, ImmutableArray<JsonElement> all) =>
        all.Length > 1 ? input.Unusable(run, "it holds more than one log")
        : run.Gate == Vulnerabilities
            ? VulnerabilityGate.Judge(run, input, StaticAnalysisGate.ToVulnerabilities(all[0]))
        : StaticAnalysisGate.Judge(run, input, all[0]);

    // Before Go 1.24 there are lines of go's own between the events.
    private static bool IsGoTest(ReadOnlySpan<byte> content) =>
        content.StartsWith("{\"Time\":"u8)
        || content.StartsWith("{\"Action\":"u8)
        || content.StartsWith("{\"ImportPath\":"u8);
}
