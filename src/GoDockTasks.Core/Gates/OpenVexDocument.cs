using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Gates;

/// <summary>
/// What was accepted, for scanners that read OpenVEX 0.2.0: the same exceptions of the same programs give the same
/// bytes.
/// </summary>
public static class OpenVexDocument
{
    /// <param name="report">Whose exceptions are written.</param>
    /// <param name="programs">Those of its request.</param>
    /// <param name="time">When that was said: of the commit, for one, so that it stays the same.</param>
    /// <param name="author">Who says so: the builder's id.</param>
    /// <returns>Null where nothing was accepted.</returns>
    public static byte[]? ToUtf8(
        GateReport report,
        ImmutableArray<GatedProgram> programs,
        DateTimeOffset time,
        string author
    )
    {
        if (report.Used.IsEmpty)
            return null;
        var content = new JsonObject
        {
            ["@context"] = "https://openvex.dev/ns/v0.2.0",
            ["author"] = author,
            ["timestamp"] = UnixTime.Format(time),
            ["version"] = 1,
            ["tooling"] = "GoDockTasks",
            ["statements"] = new JsonArray([
                .. report
                    .Used.GroupBy(used => (used.Vulnerability, used.Accepted))
                    .OrderBy(group => group.Key.Vulnerability, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.Accepted.Id, StringComparer.Ordinal)
                    .Select(group => Statement(group, programs)),
            ]),
        };
        content["@id"] =
            "https://openvex.dev/docs/public/vex-"
            + Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.ToUtf8(content)));
        return [.. CanonicalJson.ToUtf8(content), (byte)'\n'];
    }

    private static JsonObject Statement(IEnumerable<UsedException> group, ImmutableArray<GatedProgram> programs)
    {
        var uses = group.ToList();
        var (first, accepted) = (uses[0], uses[0].Accepted);
        var sidecars = uses.Select(used => used.Sidecar).ToHashSet(StringComparer.Ordinal);
        var vulnerability = new JsonObject { ["name"] = first.Vulnerability };
        if (!first.Aliases.IsEmpty)
            vulnerability["aliases"] = new JsonArray([
                .. first.Aliases.Order(StringComparer.Ordinal).Select(alias => (JsonNode)alias),
            ]);
        var statement = new JsonObject
        {
            ["vulnerability"] = vulnerability,
            ["products"] = new JsonArray([
                .. programs
                    .Where(program => sidecars.Contains(program.Sidecar.Name))
                    .OrderBy(program => program.Sidecar.Name, StringComparer.Ordinal)
                    .SelectMany(Products),
            ]),
        };
        if (accepted.Justification is { } justification)
        {
            statement["status"] = "not_affected";
            statement["justification"] = justification;
            statement["impact_statement"] = accepted.Reason;
            return statement;
        }

        // Who accepts a risk doesn't say that there is none.
        statement["status"] = "affected";
        statement["action_statement"] = accepted.Until is { } until
            ? $"Accepted until {until:yyyy-MM-dd}: {accepted.Reason}"
            : $"Accepted: {accepted.Reason}";
        return statement;
    }

    private static IEnumerable<JsonNode> Products(GatedProgram program)
    {
        var binary = GoBuildInfoReader.ReadFile(program.Path).BuildInfo;
        var module = binary?.Main;
        var product = new JsonObject
        {
            ["@id"] = PackageUrl.OfModule(
                module?.Path ?? program.Sidecar.Name,
                module?.Version is null or "" or "(devel)" ? null : module.Version
            ),
        };
        if (FileDigest.Sha256(program.Path).Sha256 is { } sha256)
            product["hashes"] = new JsonObject { ["sha-256"] = sha256 };
        yield return product;
        foreach (var other in program.Products)
            yield return new JsonObject { ["@id"] = other };
    }
}
