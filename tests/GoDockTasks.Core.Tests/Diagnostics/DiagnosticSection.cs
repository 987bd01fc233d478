using System.Text.RegularExpressions;

namespace GoDockTasks.Core.Tests.Diagnostics;

/// <summary>A code's section in docs/diagnostics.md.</summary>
/// <param name="Code">From its heading.</param>
/// <param name="Title">Its first line that isn't blank, without the asterisks; null where that isn't bold.</param>
/// <param name="DefaultSeverity">The first word after "Default severity:"; null where there is none.</param>
/// <param name="Text">All of it.</param>
internal sealed partial record DiagnosticSection(string Code, string? Title, string? DefaultSeverity, string Text)
{
    /// <summary>The sections of a page, in its order.</summary>
    public static DiagnosticSection[] ReadAll(string page) =>
        [.. Sections().Matches(page.ReplaceLineEndings("\n")).Select(match => Read(match.Groups["code"].Value, match.Groups["text"].Value))];

    private static DiagnosticSection Read(string code, string text) => new(
        code,
        FirstLine().Match(text) is { Success: true } title ? title.Groups["title"].Value : null,
        Severity().Match(text) is { Success: true } severity ? severity.Groups["severity"].Value : null,
        text);

    // The heading alone gives the anchor #gdt1001 that help links end in.
    [GeneratedRegex(@"^## (?<code>GDT.*)\n(?<text>(?:(?!## ).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Sections();

    [GeneratedRegex(@"\A\n\*\*(?<title>[^*\n]+)\*\*\n\n")]
    private static partial Regex FirstLine();

    [GeneratedRegex(@"^Default severity: (?<severity>\w+)", RegexOptions.Multiline)]
    private static partial Regex Severity();
}
