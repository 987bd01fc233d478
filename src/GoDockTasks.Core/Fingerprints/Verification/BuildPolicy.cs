using System.IO.Enumeration;
using System.Text.Json;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>Which builds are allowed, given that the fingerprint tells the truth.</summary>
internal static class BuildPolicy
{
    /// <summary>Everything about a statement that isn't allowed: what is wrong, then what to do.</summary>
    /// <param name="by">Whose signature holds.</param>
    public static IEnumerable<string> Violations(Statement statement, TrustedKey by)
    {
        if (statement.PredicateType != Statement.SlsaProvenance)
            return
            [
                $"its predicateType is '{statement.PredicateType}' and not '{Statement.SlsaProvenance}'; "
                    + $"make it with GenerateBuildFingerprint",
            ];
        if (statement.BuildType != Statement.GoBuild)
            return
            [
                $"its buildType is '{statement.BuildType}' and not '{Statement.GoBuild}'; make it with "
                    + $"GenerateBuildFingerprint",
            ];
        var parameters = StrictJson.Member(statement.BuildDefinition, "externalParameters");
        return
        [
            .. StatementSchema.Violations(statement.BuildDefinition),
            .. Source(statement, parameters, by),
            .. Runtime(StrictJson.Member(parameters, "runtime")),
        ];
    }

    private static IEnumerable<string> Source(Statement statement, JsonElement parameters, TrustedKey by)
    {
        var source = StrictJson.Member(parameters, "source");
        if (
            !by.AllowDirty
            && InputFact.Of(statement.BuildDefinition).LastOrDefault(fact => fact is { Kind: "source", Name: "dirty" })
                is not { Value: "false" }
        )
            yield return "it was built from sources that differ from their commit, or that are in none; commit them "
                + "and build again, or set AllowDirty=\"true\" on the GoDockTrustedKey item";
        if (!Matches(by.Source, StrictJson.Text(source, "uri")))
            yield return $"it was built from '{StrictJson.Text(source, "uri")}', and the GoDockTrustedKey item allows "
                + $"Source=\"{by.Source}\"; build from there, or change the item";
        if (!Matches(by.Ref, StrictJson.Text(source, "ref")))
            yield return $"it was built from the ref '{StrictJson.Text(source, "ref")}', and the GoDockTrustedKey item "
                + $"allows Ref=\"{by.Ref}\"; build that, or change the item";
    }

    private static IEnumerable<string> Runtime(JsonElement runtime)
    {
        var user = (StrictJson.Text(runtime, "user") ?? "").Split(':')[0];
        if (user is "" or "root" || user.All(c => c == '0'))
            yield return $"it runs as {(user.Length == 0 ? "nobody knows whom, which is root," : "root")} in its "
                + "image; set User on the GoSidecar item";
        if (string.IsNullOrEmpty(StrictJson.Text(runtime, "tz")))
            yield return "it says of no time zone to run in; set TimeZone on the GoSidecar item";
    }

    private static bool Matches(string? pattern, string? value) =>
        pattern is null
        || (
            value is not null
            && FileSystemName.MatchesSimpleExpression(
                pattern.Replace("\\", "\\\\", StringComparison.Ordinal),
                value,
                ignoreCase: false
            )
        );
}
