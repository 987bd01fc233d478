using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Gates.Reports;

/// <summary>
/// The stream of messages that `govulncheck -format json` writes: its configuration, what it scans, the entries of the
/// database about those modules, and findings. Source: golang.org/x/vuln/internal/govulncheck, protocol v1.
/// </summary>
internal static class GovulncheckReport
{
    /// <summary>
    /// What the last message says, where somebody who has seen govulncheck end well has added it. The stream itself has
    /// no end: cut after any message, it looks whole.
    /// </summary>
    public const string End = "the end of the report";

    /// <param name="messages">All values of the stream.</param>
    /// <param name="isWhole">The program that wrote it ended by itself, and said that all went well.</param>
    public static VulnerabilityReading Read(ImmutableArray<JsonElement> messages, bool isWhole)
    {
        var config = StrictJson.Member(messages[0], "config");
        if (ConfigProblem(config) is { } problem)
            return VulnerabilityReading.Not(problem);
        if (!isWhole && StrictJson.Text(StrictJson.Member(messages[^1], "progress"), "message") != End)
            return VulnerabilityReading.Not(
                "nothing shows that govulncheck's stream is whole: let the gate's Command run it, or add the message "
                    + $"{{\"progress\":{{\"message\":\"{End}\"}}}} where it has ended with exit code 0"
            );
        var bills = messages
            .Select(message => StrictJson.Member(message, "SBOM"))
            .Where(bill => bill.ValueKind == JsonValueKind.Object)
            .ToList();
        if (bills.Count != 1)
            return VulnerabilityReading.Not("govulncheck doesn't say once which modules it scanned");
        if (messages.Skip(1).Any(message => StrictJson.Member(message, "config").ValueKind != JsonValueKind.Undefined))
            return VulnerabilityReading.Not("it holds two streams");
        var isBinary = StrictJson.Text(config, "scan_mode") == "binary";
        return Findings(messages, StrictJson.Text(config, "scan_level") == "symbol") switch
        {
            (_, { } broken) => VulnerabilityReading.Not(broken),
            var (vulnerabilities, _) => new VulnerabilityReport(vulnerabilities)
            {
                Modules = Modules(bills[0]),
                IsOfOneBinary = isBinary,
                Roots =
                [
                    .. StrictJson.List(bills[0], "roots").Select(root => root.ToString()).Order(StringComparer.Ordinal),
                ],
                Time = Time(config),
            },
        };
    }

    private static string? ConfigProblem(JsonElement config)
    {
        if (config.ValueKind != JsonValueKind.Object)
            return "govulncheck's stream doesn't begin with its configuration";
        if (StrictJson.Text(config, "protocol_version") is not { } version)
            return "govulncheck's configuration has no protocol_version";
        if (version != "v1" && !version.StartsWith("v1.", StringComparison.Ordinal))
            return $"it has govulncheck's protocol {version}, and v1 is what is known here";
        foreach (var name in new[] { "scanner_name", "scanner_version", "db", "scan_level" })
        {
            if (string.IsNullOrEmpty(StrictJson.Text(config, name)))
                return $"govulncheck's configuration has no {name}";
        }

        if (Time(config) is null)
            return "govulncheck's configuration has no db_last_modified";
        var mode = StrictJson.Text(config, "scan_mode");
        return mode is "source" or "binary"
            ? null
            : $"its scan_mode is '{mode}', which scans no program; run govulncheck with -mode binary or -mode source";
    }

    private static DateTimeOffset? Time(JsonElement config) =>
        DateTimeOffset.TryParse(
            StrictJson.Text(config, "db_last_modified"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;

    private static ImmutableArray<ScannedModule> Modules(JsonElement bill) =>
        [
            .. StrictJson
                .List(bill, "modules")
                .Select(module => new ScannedModule(
                    StrictJson.Text(module, "path") ?? "",
                    StrictJson.Text(module, "version") ?? ""
                )),
        ];

    private static (ImmutableArray<ScannedVulnerability> Found, string? Problem) Findings(
        ImmutableArray<JsonElement> messages,
        bool looksAtSymbols
    )
    {
        var entries = new Dictionary<string, OsvEntry>(StringComparer.Ordinal);
        foreach (var osv in messages.Select(message => StrictJson.Member(message, "osv")))
        {
            if (osv.ValueKind != JsonValueKind.Undefined && OsvEntry.Read(osv) is { } entry)
                entries[entry.Id] = entry;
        }

        var found = new SortedDictionary<string, ScannedVulnerability>(StringComparer.Ordinal);
        foreach (var finding in messages.Select(message => StrictJson.Member(message, "finding")))
        {
            if (finding.ValueKind == JsonValueKind.Undefined)
                continue;
            var id = StrictJson.Text(finding, "osv") ?? "";
            if (!entries.TryGetValue(id, out var entry))
                return ([], $"it has a finding about '{id}', and not the database's entry of it");
            var frame = StrictJson.List(finding, "trace").FirstOrDefault();
            if (StrictJson.Text(frame, "module") is not { } module)
                return ([], $"its finding about '{id}' names no module");
            var vulnerability = new ScannedVulnerability(id, Reach(frame, looksAtSymbols), entry.Score)
            {
                Aliases = entry.Aliases,
                Subject = $"{module} {StrictJson.Text(frame, "version")}".TrimEnd(),
                FixedIn = StrictJson.Text(finding, "fixed_version"),
                Summary = entry.Summary,
            };
            if (!found.TryGetValue(id, out var known) || known.Reach < vulnerability.Reach)
                found[id] = vulnerability;
        }

        return ([.. found.Values], null);
    }

    // A scan that doesn't look for symbols can't know that none is called.
    private static VulnerabilityReach Reach(JsonElement frame, bool looksAtSymbols) =>
        !looksAtSymbols ? VulnerabilityReach.Present
        : StrictJson.Text(frame, "function") is { Length: > 0 } ? VulnerabilityReach.Called
        : StrictJson.Text(frame, "package") is { Length: > 0 } ? VulnerabilityReach.Imported
        : VulnerabilityReach.Required;
}

/// <summary>An entry of the database: OSV format 1.x, as Go's has it.</summary>
/// <param name="Score">The highest that its vectors give; null without one.</param>
internal sealed record OsvEntry(string Id, ImmutableArray<string> Aliases, string Summary, double? Score)
{
    public static OsvEntry? Read(JsonElement osv) =>
        StrictJson.Text(osv, "id") is { } id
            ? new(
                id,
                [.. StrictJson.List(osv, "aliases").Select(alias => alias.ToString())],
                StrictJson.Text(osv, "summary") ?? "",
                ScoreOf(osv)
            )
            : null;

    // The whole entry's, and those of each package.
    private static double? ScoreOf(JsonElement osv) =>
        StrictJson
            .List(osv, "severity")
            .Concat(StrictJson.List(osv, "affected").SelectMany(affected => StrictJson.List(affected, "severity")))
            .Select(severity => StrictJson.Text(severity, "score") is { } vector ? CvssScore.Of(vector) : null)
            .Max();
}
