using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>
/// What was found out, as Markdown for readers and as JSON for programs, which docs/diagnosis.schema.json defines. Free
/// of credentials, since what it is made from is.
/// </summary>
public static class DiagnosisReport
{
    private const int Version = 1;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // It goes into a file of its own, not into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A list with an entry a log.</summary>
    /// <param name="directory">Absolute; files below it are named relative to it.</param>
    public static string ToJson(ImmutableArray<LogDiagnosis> logs, string directory) =>
        Text(
            new JsonArray([
                .. logs.Select(log =>
                {
                    var entry = Cause(log.Cause, directory);
                    entry.Insert(0, "file", log.File);
                    entry["others"] = new JsonArray([.. log.Others.Select(other => Cause(other, directory))]);
                    return entry;
                }),
            ])
        );

    /// <summary>An object with an entry a module.</summary>
    /// <param name="directory">As for logs.</param>
    public static string ToJson(ImmutableArray<DiagnosedModule> modules, string directory) =>
        Text(
            new JsonObject
            {
                ["version"] = Version,
                ["modules"] = new JsonArray([.. modules.Select(module => Module(module, directory))]),
            }
        );

    /// <summary>A heading a log.</summary>
    /// <param name="directory">As for JSON.</param>
    public static string ToMarkdown(ImmutableArray<LogDiagnosis> logs, string directory) =>
        DiagnosisMarkdown.Write(logs, directory);

    /// <summary>A heading a module, with what was done as a Mermaid picture, and the facts in tables.</summary>
    /// <param name="directory">As for JSON.</param>
    public static string ToMarkdown(ImmutableArray<DiagnosedModule> modules, string directory) =>
        DiagnosisMarkdown.Write(modules, directory);

    /// <summary>
    /// Writes both, each beside the other: as <c>x.md</c> and <c>x.json</c>, whichever of them is named.
    /// </summary>
    /// <param name="path">Absolute.</param>
    /// <returns>GDT1012 where that can't be done.</returns>
    public static ImmutableArray<Diagnostic> Write(string path, string markdown, string json)
    {
        return
        [
            .. ReportFile.Write(Path.ChangeExtension(path, ".md"), Encoding.UTF8.GetBytes(markdown)),
            .. ReportFile.Write(Path.ChangeExtension(path, ".json"), Encoding.UTF8.GetBytes(json)),
        ];
    }

    private static string Text(JsonNode node) => node.ToJsonString(Readable) + "\n";

    private static JsonObject Cause(FoundCause cause, string directory)
    {
        var entry = new JsonObject
        {
            ["code"] = cause.Code,
            ["class"] = DiagnosticCatalogue.NameOf(cause.Descriptor),
            ["summary"] = cause.Summary,
        };
        if (cause.Step is not null)
            entry["step"] = cause.Step;
        if (cause.Location is { File: { } file, Line: var line })
            entry["location"] = new JsonObject { ["file"] = Relative(file, directory), ["line"] = line };
        entry["evidence"] = Strings(cause.Evidence);
        entry["fix"] = Strings(cause.Fixes);
        return entry;
    }

    private static JsonObject Module(DiagnosedModule module, string directory)
    {
        var entry = Facts(module, directory);
        if (module.Reproduction is not null)
            entry["reproduction"] = ReproductionReport.ToJson(module.Reproduction, directory);
        return entry;
    }

    private static JsonObject Facts(DiagnosedModule module, string directory) =>
        new()
        {
            ["module"] = Relative(module.Directory, directory),
            ["services"] = Strings(module.Services),
            ["tidy"] = module.Verdict.ToString(),
            ["cause"] = Cause(module.Cause, directory),
            ["others"] = new JsonArray([.. module.Others.Select(other => Cause(other, directory))]),
            ["go"] = module.Facts.Go,
            ["facts"] = new JsonObject(
                module.Facts.Module.Select(fact => KeyValuePair.Create(fact.Name, (JsonNode?)fact.Value))
            ),
            ["settings"] = new JsonArray([
                .. module.Facts.Settings.Select(setting => new JsonObject
                {
                    ["name"] = setting.Name,
                    ["value"] = setting.Value,
                    ["origin"] = setting.Origin,
                }),
            ]),
            ["folders"] = new JsonArray([
                .. module.Facts.Folders.Select(folder => new JsonObject
                {
                    ["name"] = folder.Name,
                    ["path"] = folder.Path,
                    ["exists"] = folder.Exists,
                    ["freeBytes"] = folder.FreeBytes,
                }),
            ]),
            ["probes"] = Strings(module.Remarks),
            ["trace"] = Strings(module.Trace),
        };

    internal static JsonArray Strings(ImmutableArray<string> texts) =>
        new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    internal static string Relative(string path, string directory)
    {
        var relative = Path.GetRelativePath(directory, path).Replace('\\', '/');
        return relative.Length < path.Length ? relative : path;
    }
}
