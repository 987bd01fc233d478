using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Gates.Reports;

/// <summary>
/// What `trivy --format json` writes, schema version 2. Source: aquasecurity/trivy, pkg/types/report.go and
/// trivy-db's pkg/types.
/// </summary>
internal static class TrivyReport
{
    private const string Binary = "gobinary";
    private static readonly string[] Vectors = ["V40Vector", "V3Vector"];

    public static VulnerabilityReading Read(JsonElement report)
    {
        if (StrictJson.Member(report, "SchemaVersion") is not { ValueKind: JsonValueKind.Number } version)
            return VulnerabilityReading.Not("Trivy's report has no SchemaVersion");
        if (!version.TryGetInt32(out var number) || number != 2)
            return VulnerabilityReading.Not($"it has Trivy's schema version {version}, and 2 is what is known here");
        if (Time(report) is not { } time)
            return VulnerabilityReading.Not("Trivy's report has no CreatedAt");
        var results = StrictJson.List(report, "Results").ToList();
        var binaries = results.Where(result => StrictJson.Text(result, "Type") == Binary).ToList();
        if (binaries.Count == 0)
            return VulnerabilityReading.Not(
                "Trivy has found no Go program in what it scanned; scan the image, or the program with `trivy rootfs`"
            );
        return new VulnerabilityReport([
            .. results
                .SelectMany(result => StrictJson.List(result, "Vulnerabilities"))
                .Select(Vulnerability)
                .GroupBy(one => (one.Id, one.Subject))
                .Select(group => group.MaxBy(one => one.Score ?? double.MaxValue)!)
                .OrderBy(one => one.Id, StringComparer.Ordinal)
                .ThenBy(one => one.Subject, StringComparer.Ordinal),
        ])
        {
            Modules = Modules(binaries),
            IsOfOneBinary = binaries.Count == 1,
            Time = time,
        };
    }

    private static DateTimeOffset? Time(JsonElement report) =>
        DateTimeOffset.TryParse(
            StrictJson.Text(report, "CreatedAt"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;

    // Listed only with --list-all-pkgs, which newer ones do by themselves.
    private static ImmutableArray<ScannedModule>? Modules(List<JsonElement> binaries)
    {
        var packages = binaries.SelectMany(binary => StrictJson.List(binary, "Packages")).ToList();
        return packages.Count == 0
            ? null
            :
            [
                .. packages.Select(package => new ScannedModule(
                    StrictJson.Text(package, "Name") ?? "",
                    StrictJson.Text(package, "Version") ?? ""
                )),
            ];
    }

    private static ScannedVulnerability Vulnerability(JsonElement found) =>
        new(StrictJson.Text(found, "VulnerabilityID") ?? "", VulnerabilityReach.Present, Score(found))
        {
            Aliases = [.. StrictJson.List(found, "VendorIDs").Select(id => id.ToString())],
            Subject = $"{StrictJson.Text(found, "PkgName")} {StrictJson.Text(found, "InstalledVersion")}".Trim(),
            FixedIn = StrictJson.Text(found, "FixedVersion"),
            Summary = StrictJson.Text(found, "Title") ?? "",
        };

    // As Trivy itself: of who said how severe it is, else of the databases that most people go by.
    private static double? Score(JsonElement found)
    {
        var vendors = StrictJson.Member(found, "CVSS");
        foreach (var vendor in new[] { StrictJson.Text(found, "SeveritySource"), "nvd", "ghsa" })
        {
            if (vendor is not null && ScoreOf(StrictJson.Member(vendors, vendor)) is { } score)
                return score;
        }

        return StrictJson.Text(found, "Severity") switch
        {
            "CRITICAL" => 9,
            "HIGH" => 7,
            "MEDIUM" => 4,
            "LOW" => 0.1,
            _ => null,
        };
    }

    private static double? ScoreOf(JsonElement vendor) =>
        Vectors
            .Select(name => StrictJson.Text(vendor, name) is { Length: > 0 } vector ? CvssScore.Of(vector) : null)
            .Max();
}
