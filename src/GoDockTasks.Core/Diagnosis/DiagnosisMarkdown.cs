using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>What was found out, for readers.</summary>
internal static class DiagnosisMarkdown
{
    public static string Write(ImmutableArray<LogDiagnosis> logs, string directory)
    {
        var text = new StringBuilder("# Diagnosis\n");
        foreach (var log in logs)
        {
            text.Append("\n## ").Append(Plain(log.File)).Append('\n');
            Append(text, log.Cause, log.Others, directory);
        }

        return text.ToString();
    }

    public static string Write(ImmutableArray<DiagnosedModule> modules, string directory)
    {
        var text = new StringBuilder("# Diagnosis\n");
        foreach (var module in modules)
        {
            text.Append("\n## ").Append(Plain(DiagnosisReport.Relative(module.Directory, directory))).Append("\n\n");
            AppendFlow(text, module);
            Append(text, module.Cause, module.Others, directory);
            if (module.Reproduction is not null)
                ReproductionReport.Append(text, module.Reproduction, directory);
            AppendFacts(text, module);
        }

        return text.ToString();
    }

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
        var place = cause.Location.File is { } file ? DiagnosisReport.Relative(file, directory) : null;
        if (place is not null && cause.Location.Line > 0)
            place += $":{cause.Location.Line.ToString(CultureInfo.InvariantCulture)}";
        var at = place is null ? "" : $" ({Code(place)})";
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
            ($"module cache: {Cache(module.Cache)}", module.Cache == ModuleCacheState.Damaged),
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

    private static string Cache(ModuleCacheState state) =>
        state switch
        {
            ModuleCacheState.NotUsed => "not used, vendored",
            ModuleCacheState.Empty => "nothing in it",
            ModuleCacheState.Sound => "as go.sum says",
            _ => "damaged",
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
        foreach (var fact in facts.Module)
            Row(text, fact.Name, fact.Value);
        foreach (var folder in facts.Folders)
            Row(
                text,
                folder.Name,
                folder.Path
                    + (folder.Exists ? "" : " (not there yet)")
                    + (folder.FreeBytes is { } free ? $", {free / (1024 * 1024)} MiB free" : "")
            );
        text.Append("\n| setting | value | set by |\n|---|---|---|\n");
        foreach (var setting in facts.Settings)
            Row(text, setting.Name, setting.Value, setting.Origin);
        if (!module.Remarks.IsEmpty)
        {
            text.Append("\n### Proxies\n\n");
            foreach (var remark in module.Remarks)
                text.Append("- ").Append(Plain(remark)).Append('\n');
        }

        if (!module.Trace.IsEmpty)
            AppendBlock(text.Append("\n### What go asked\n\n"), module.Trace);
    }

    public static void Row(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
            text.Append("| ").Append(Plain(cell).Replace("|", "\\|", StringComparison.Ordinal)).Append(' ');
        text.Append("|\n");
    }

    // A fence that is longer than any in the text: what a program printed can't end it.
    public static void AppendBlock(StringBuilder text, ImmutableArray<string> lines)
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

    public static string Code(string text) =>
        text.Contains('`', StringComparison.Ordinal) ? $"`` {Printable.Line(text)} ``" : $"`{Printable.Line(text)}`";

    // What comes from a log or a file is text: it makes no headings, links, pictures or tags.
    public static string Plain(string text)
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
}
