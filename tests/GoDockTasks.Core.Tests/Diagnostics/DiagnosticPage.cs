using System.Text.RegularExpressions;
using GoDockTasks.Core.Tests.Parts;

namespace GoDockTasks.Core.Tests.Diagnostics;

/// <summary>A code's page in docs/diagnostics.</summary>
/// <param name="Code">The name of its file.</param>
/// <param name="Text">All of it.</param>
internal sealed partial record DiagnosticPage(string Code, string Text)
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "diagnostics");

    /// <summary>Where the index lies.</summary>
    public static string Index { get; } = Path.Combine(Folder, "README.md");

    public static DiagnosticPage Of(string code) =>
        new(code, File.ReadAllText(Path.Combine(Folder, code + ".md")).ReplaceLineEndings("\n"));

    /// <summary>In the order of their codes.</summary>
    public static DiagnosticPage[] ReadAll() =>
    [
        .. Directory.GetFiles(Folder).Where(file => file != Index)
            .Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).Select(code => Of(code!)),
    ];

    /// <summary>What stands below a heading of the second level; empty where there is none.</summary>
    public string Section(string heading) =>
        Sections().Matches(Text).Where(match => match.Groups["heading"].Value == heading)
            .Select(match => match.Groups["text"].Value).SingleOrDefault("");

    [GeneratedRegex(@"^## (?<heading>.+)\n(?<text>(?:(?!## ).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Sections();
}
