using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Tidy;

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
    public static string ToMarkdown(ImmutableArray<LogDiagnosis> logs, string directory)
    {
        var text = new StringBuilder("# Diagnosis\n");
        foreach (var log in logs)
        {
            text.Append("\n## ").Append(Plain(log.File)).Append('\n');
            Append(text, log.Cause, log.Others, directory);
        }

        return text.ToString();
    }

    /// <summary>A heading a module, with what was done as a Mermaid picture, and the facts in tables.</summary>
    /// <param name="directory">As for JSON.</param>
    public static string ToMarkdown(ImmutableArray<DiagnosedModule> modules, string directory)
    {
        var text = new StringBuilder("# Diagnosis\n");
        foreach (var module in modules)
        {
            text.Append("\n## ").Append(Plain(Relative(module.Directory, directory))).Append("\n\n");
            AppendFlow(text, module);
            Append(text, module.Cause, module.Others, directory);
            if (module.Reproduction is not null)
                ReproductionReport.Append(text, module.Reproduction, directory);
            AppendFacts(text, module);
        }

        return text.ToString();
    }

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

    private static void Append(
        StringBuilder text,
        FoundCause cause,
        ImmutableArray<FoundCause> others,
        string directory
    )
    {
        text.Append("\n### Cause\n\n").Append(Sentence(cause, directory)).Append('\n');
        if (cause.Step is not null)
            text.Append("\nThe step that failed: ").Append(Code(cause.Step)).Append('\n');
        if (!cause.Evidence.IsEmpty)
            AppendBlock(text.Append("\n### Evidence\n\n"), cause.Evidence);
        if (!cause.Fixes.IsEmpty)
        {
            text.Append("\n### How to fix\n\n");
            var number = 0;
            foreach (var fix in cause.Fixes)
                text.Append(CultureInfo.InvariantCulture, $"{++number}. {Plain(fix)}\n");
        }

        if (others.IsEmpty)
            return;
        text.Append("\n### What else is wrong\n\n");
        foreach (var other in others)
        {
            text.Append("- ").Append(Sentence(other, directory));
            if (other.Fix.Length > 0)
                text.Append("; ").Append(Plain(other.Fix));
            text.Append('\n');
        }
    }

    private static string Sentence(FoundCause cause, string directory)
    {
        var at = cause.Location is { File: { } file, Line: var line }
            ? $" ({Code(line > 0 ? $"{Relative(file, directory)}:{line}" : Relative(file, directory))})"
            : "";
        return $"**{cause.Code}** {Plain(cause.Summary)}{at}";
    }

    // github.com and GitLab draw these; others show the text, which can be read as well.
    private static void AppendFlow(StringBuilder text, DiagnosedModule module)
    {
        var failed = module.Verdict is ModuleVerdict.Failed or ModuleVerdict.NotChecked;
        var answers = module.Remarks.Count(remark => remark.Contains(" answered in ", StringComparison.Ordinal));
        (string Label, bool IsBad)[] steps =
        [
            (module.Facts.Go is null ? "no Go" : "Go " + module.Facts.Go.Split(' ')[0], module.Facts.Go is null),
            (
                module.Remarks.IsEmpty ? "proxies: not asked" : $"proxies: {answers} of {module.Remarks.Length} answer",
                module.Remarks.Length > answers
            ),
            ($"go mod tidy: {Verdict(module.Verdict)}", failed || module.Verdict == ModuleVerdict.Untidy),
            (module.IsCacheSound ? "module cache: as go.sum says" : "module cache: damaged", !module.IsCacheSound),
            ($"Dockerfile: {Errors(module.DockerfileErrors)}", module.DockerfileErrors > 0),
        ];
        text.Append("```mermaid\nflowchart LR\n");
        for (var index = 0; index < steps.Length; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  s{index}[\"{steps[index].Label}\"]");
            text.Append(steps[index].IsBad ? ":::bad\n" : "\n");
        }

        text.Append("  ").AppendJoin(" --> ", Enumerable.Range(0, steps.Length).Select(index => $"s{index}"));
        text.Append("\n  classDef bad stroke:#c00,stroke-width:3px\n```\n");
    }

    private static string Verdict(ModuleVerdict verdict) =>
        verdict switch
        {
            ModuleVerdict.Tidy => "nothing to change",
            ModuleVerdict.Untidy => "not tidy",
            ModuleVerdict.Failed => "failed",
            _ => "not checked",
        };

    private static string Errors(int count) =>
        count switch
        {
            0 => "no errors",
            1 => "1 error",
            _ => $"{count.ToString(CultureInfo.InvariantCulture)} errors",
        };

    private static void AppendFacts(StringBuilder text, DiagnosedModule module)
    {
        var facts = module.Facts;
        text.Append("\n### Facts\n\n| what | value |\n|---|---|\n");
        Row(text, "Go", facts.Go ?? "none");
        foreach (var (name, value) in facts.Module)
            Row(text, name, value);
        foreach (var folder in facts.Folders)
            Row(
                text,
                folder.Name,
                folder.Path
                    + (folder.Exists ? "" : " (not there yet)")
                    + (folder.FreeBytes is { } free ? $", {free / (1024 * 1024)} MiB free" : "")
            );
        text.Append("\n| setting | value | set by |\n|---|---|---|\n");
        foreach (var (name, value, origin) in facts.Settings)
            Row(text, name, value, origin);
        if (!module.Remarks.IsEmpty)
        {
            text.Append("\n### Proxies\n\n");
            foreach (var remark in module.Remarks)
                text.Append("- ").Append(Plain(remark)).Append('\n');
        }

        if (!module.Trace.IsEmpty)
            AppendBlock(text.Append("\n### What go asked\n\n"), module.Trace);
    }

    internal static void Row(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
            text.Append("| ").Append(Plain(cell).Replace("|", "\\|", StringComparison.Ordinal)).Append(' ');
        text.Append("|\n");
    }

    // A fence that is longer than any in the text: what a program printed can't end it.
    internal static void AppendBlock(StringBuilder text, ImmutableArray<string> lines)
    {
        var fence = new string('`', Math.Max(3, 1 + lines.Max(LongestFence)));
        text.Append(fence).Append("text\n");
        foreach (var line in lines)
            text.Append(Printable.Line(line)).Append('\n');
        text.Append(fence).Append('\n');
    }

    private static int LongestFence(string line)
    {
        var (longest, current) = (0, 0);
        foreach (var character in line)
            longest = Math.Max(longest, current = character == '`' ? current + 1 : 0);
        return longest;
    }

    internal static string Code(string text) =>
        text.Contains('`', StringComparison.Ordinal) ? $"`` {Printable.Line(text)} ``" : $"`{Printable.Line(text)}`";

    // What comes from a log or a file is text: it makes no headings, links, pictures or tags.
    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in Printable.Line(text))
        {
            if (character is '<' or '>' or '[' or ']' or '*' or '\\' or '#')
                plain.Append('\\');
            plain.Append(character);
        }

        return plain.ToString();
    }

    internal static string Relative(string path, string directory)
    {
        var relative = Path.GetRelativePath(directory, path).Replace('\\', '/');
        return relative.Length < path.Length ? relative : path;
    }
}
