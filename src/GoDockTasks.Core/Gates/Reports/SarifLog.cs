using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Gates.Reports;

/// <summary>What a static analyzer says in SARIF 2.1.0 (OASIS standard, errata 01).</summary>
/// <param name="Findings">In the order of the log; suppressed ones, and those that are gone, aren't among them.</param>
internal sealed record SarifLog(ImmutableArray<SarifFinding> Findings)
{
    private const string Version = "2.1.0";

    // Sections 3.27.9 and 3.27.24.
    private const string Fail = "fail";
    private const string Gone = "absent";

    private static readonly string[] Prints = ["fingerprints", "partialFingerprints"];

    /// <param name="root">The whole file.</param>
    /// <returns>The log, or why it doesn't count.</returns>
    public static (SarifLog? Log, string? Problem) Read(JsonElement root)
    {
        if (StrictJson.Text(root, "version") is not Version)
            return (null, $"its SARIF version isn't {Version}");
        var runs = StrictJson.List(root, "runs").ToList();
        if (runs.Count == 0)
            return (null, "it holds no run of a tool");
        var findings = ImmutableArray.CreateBuilder<SarifFinding>();
        foreach (var run in runs)
        {
            if (Problem(run) is { } problem)
                return (null, problem);
            var rules = new SarifRules(run);
            findings.AddRange(
                StrictJson
                    .List(run, "results")
                    .Where(result => !IsSuppressed(result) && StrictJson.Text(result, "baselineState") != Gone)
                    .Select(result => Finding(run, result, rules))
            );
        }

        return (new(findings.ToImmutable()), null);
    }

    // Section 3.14.23: without results nothing was scanned, or they are elsewhere. But staticcheck leaves them out
    // where there are none, and says that it has run to its end (section 3.20.14).
    private static string? Problem(JsonElement run)
    {
        var tool = StrictJson.Text(StrictJson.Member(StrictJson.Member(run, "tool"), "driver"), "name");
        if (tool is null)
            return "a run in it names no tool";
        var ends = StrictJson
            .List(run, "invocations")
            .Select(invocation => StrictJson.Member(invocation, "executionSuccessful").ValueKind)
            .ToList();
        if (ends.Exists(end => end != JsonValueKind.True))
            return $"{tool} says in it that it has not run to its end (executionSuccessful)";
        var results = StrictJson.Member(run, "results").ValueKind;
        var isLeftOut =
            results == JsonValueKind.Undefined
            && ends.Count > 0
            && !run.TryGetProperty("externalPropertyFileReferences", out _);
        return results == JsonValueKind.Array || isLeftOut ? null : $"{tool} has left no results in it";
    }

    // Section 3.27.23: each of them has to be accepted, which is what nothing means, too.
    private static bool IsSuppressed(JsonElement result)
    {
        var suppressions = StrictJson.List(result, "suppressions").ToList();
        return suppressions.Count > 0
            && suppressions.TrueForAll(suppression => StrictJson.Text(suppression, "status") is null or "accepted");
    }

    private static SarifFinding Finding(JsonElement run, JsonElement result, SarifRules rules)
    {
        var rule = rules.Of(result);
        var place = StrictJson.Member(StrictJson.List(result, "locations").FirstOrDefault(), "physicalLocation");
        var region = StrictJson.Member(place, "region");
        return new(rule.Id, Level(result, rule.Level))
        {
            Message = Message(result, rule.Rule),
            Uri = Uri(run, StrictJson.Member(place, "artifactLocation")),
            Line = Number(region, "startLine"),
            Column = Number(region, "startColumn"),
            Snippet = StrictJson.Text(StrictJson.Member(region, "snippet"), "text"),
            SecuritySeverity = Severity(rule.Rule),
            Fingerprints =
            [
                .. Prints
                    .Select(name => StrictJson.Member(result, name))
                    .Where(prints => prints.ValueKind == JsonValueKind.Object)
                    .SelectMany(prints => prints.EnumerateObject())
                    .Select(print => (print.Name, print.Value.ToString()))
                    .Order(),
            ],
        };
    }

    // Section 3.27.10. What isn't a failure has no level.
    private static string Level(JsonElement result, string? ofRule) =>
        StrictJson.Text(result, "kind") is { } kind && kind != Fail
            ? "none"
            : StrictJson.Text(result, "level") ?? ofRule ?? "warning";

    // Section 3.11: a text, or the name of one that the rule has.
    private static string Message(JsonElement result, JsonElement rule)
    {
        var message = StrictJson.Member(result, "message");
        if (StrictJson.Text(message, "text") is { } text)
            return text;
        var id = StrictJson.Text(message, "id") ?? "";
        var named = StrictJson.Text(StrictJson.Member(StrictJson.Member(rule, "messageStrings"), id), "text") ?? id;
        foreach (var (index, argument) in StrictJson.List(message, "arguments").Index())
            named = named.Replace($"{{{index}}}", argument.ToString(), StringComparison.Ordinal);
        return named;
    }

    // Section 3.4: by itself, or as an entry of the run's list. What is absolute counts from where the tool ran.
    private static string Uri(JsonElement run, JsonElement location)
    {
        if (StrictJson.Text(location, "uri") is null && Number(location, "index") is >= 0 and var index)
            location = StrictJson.Member(StrictJson.List(run, "artifacts").ElementAtOrDefault(index), "location");
        var uri = StrictJson.Text(location, "uri") ?? "";
        if (!uri.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            return uri;
        var bases = StrictJson
            .List(run, "invocations")
            .Select(invocation => StrictJson.Text(StrictJson.Member(invocation, "workingDirectory"), "uri"))
            .Concat(
                StrictJson.Member(run, "originalUriBaseIds") is { ValueKind: JsonValueKind.Object } named
                    ? named.EnumerateObject().Select(entry => StrictJson.Text(entry.Value, "uri"))
                    : []
            );
        var folder = bases
            .OfType<string>()
            .Select(text => text.TrimEnd('/') + "/")
            .Where(text => uri.StartsWith(text, StringComparison.Ordinal))
            .MaxBy(text => text.Length);
        return folder is null ? uri : uri[folder.Length..];
    }

    // What code scanning on build servers goes by.
    private static double? Severity(JsonElement rule)
    {
        var severity = StrictJson.Member(StrictJson.Member(rule, "properties"), "security-severity").ToString();
        return double.TryParse(severity, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score)
            ? score
            : null;
    }

    private static int Number(JsonElement parent, string name) =>
        StrictJson.Member(parent, name) is { ValueKind: JsonValueKind.Number } number
        && number.TryGetInt32(out var value)
            ? value
            : -1;
}

/// <summary>A result that isn't suppressed.</summary>
/// <param name="Level">none, note, warning or error: the effective one.</param>
internal sealed record SarifFinding(string Rule, string Level)
{
    public required string Message { get; init; }

    /// <summary>Relative to where the tool ran, or as the log has it; empty for no file.</summary>
    public required string Uri { get; init; }

    /// <summary>-1 for none.</summary>
    public int Line { get; init; }

    /// <summary>-1 for none.</summary>
    public int Column { get; init; }

    public string? Snippet { get; init; }

    /// <summary>0.0 to 10.0, where the rule has one.</summary>
    public double? SecuritySeverity { get; init; }

    /// <summary>By name; those that the standard calls partial, too.</summary>
    public ImmutableArray<(string Name, string Value)> Fingerprints { get; init; } = [];
}

/// <summary>The rules of a run: of the tool itself, and of its extensions (section 3.52).</summary>
internal sealed class SarifRules(JsonElement run)
{
    private readonly JsonElement driver = StrictJson.Member(StrictJson.Member(run, "tool"), "driver");
    private readonly List<JsonElement> extensions = [.. StrictJson.List(StrictJson.Member(run, "tool"), "extensions")];

    /// <summary>The rule of a result, as it is called and at the level that the invocation gave it.</summary>
    public (string Id, JsonElement Rule, string? Level) Of(JsonElement result)
    {
        var reference = StrictJson.Member(result, "rule");
        var id = StrictJson.Text(result, "ruleId") ?? StrictJson.Text(reference, "id");
        var component = Component(StrictJson.Member(reference, "toolComponent"));
        var rules = StrictJson.List(component, "rules").ToList();
        var rule = Find(rules, id, Index(result, "ruleIndex") ?? Index(reference, "index"));
        // Section 3.27.5: an id may go on behind that of its rule.
        id ??= StrictJson.Text(rule, "id") ?? "";
        return (id, rule, Override(result, rule, rules, component) ?? LevelOf(rule, "defaultConfiguration"));
    }

    private static string? LevelOf(JsonElement parent, string member) =>
        StrictJson.Text(StrictJson.Member(parent, member), "level");

    // Section 3.27.10: only of the invocation that the result names.
    private string? Override(JsonElement result, JsonElement rule, List<JsonElement> rules, JsonElement component)
    {
        if (
            rule.ValueKind == JsonValueKind.Undefined
            || Index(StrictJson.Member(result, "provenance"), "invocationIndex") is not { } index
        )
            return null;
        var invocation = StrictJson.List(run, "invocations").ElementAtOrDefault(index);
        foreach (var entry in StrictJson.List(invocation, "ruleConfigurationOverrides"))
        {
            var descriptor = StrictJson.Member(entry, "descriptor");
            if (!JsonElement.DeepEquals(Component(StrictJson.Member(descriptor, "toolComponent")), component))
                continue;
            var meant = Find(rules, StrictJson.Text(descriptor, "id"), Index(descriptor, "index"));
            if (meant.ValueKind != JsonValueKind.Undefined && JsonElement.DeepEquals(meant, rule))
                return LevelOf(entry, "configuration");
        }

        return null;
    }

    // Section 3.54: by index, else by GUID or name; the tool itself where there is none.
    private JsonElement Component(JsonElement reference)
    {
        if (reference.ValueKind != JsonValueKind.Object)
            return driver;
        if (Index(reference, "index") is { } index)
            return extensions.ElementAtOrDefault(index);
        return
            extensions.Find(extension => Same(extension, reference, "guid") || Same(extension, reference, "name"))
                is { ValueKind: JsonValueKind.Object } found
            ? found
            : driver;
    }

    private static bool Same(JsonElement left, JsonElement right, string name) =>
        StrictJson.Text(left, name) is { } text && text == StrictJson.Text(right, name);

    private static JsonElement Find(List<JsonElement> rules, string? id, int? index)
    {
        if (index < rules.Count)
        {
            var indexed = rules[index.Value];
            if (id is null || IsCalled(indexed, id))
                return indexed;
        }

        return id is null ? default : rules.Find(rule => IsCalled(rule, id));
    }

    private static bool IsCalled(JsonElement rule, string id) =>
        StrictJson.Text(rule, "id") is { } name && (id == name || id.StartsWith(name + "/", StringComparison.Ordinal));

    private static int? Index(JsonElement parent, string name) =>
        StrictJson.Member(parent, name) is { ValueKind: JsonValueKind.Number } number
        && number.TryGetInt32(out var index)
        && index >= 0
            ? index
            : null;
}
