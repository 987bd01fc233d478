using System.Text;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Diagnostics;

/// <summary>
/// A code's page in docs/diagnostics: a head that the catalogue gives, an example that a test case gives, and what
/// people wrote around them.
/// </summary>
/// <param name="Code">The name of its file.</param>
/// <param name="Text">All of it; empty where there is no file.</param>
internal sealed partial record DiagnosticPage(string Code, string Text)
{
    public static string Folder { get; } = System.IO.Path.Combine(Repository.Root, "docs", "diagnostics");

    /// <summary>Raised by the targets, which run on hosts that can't load the catalogue.</summary>
    public static DiagnosticDescriptor HostTooOld { get; } =
        new("GDT0001", "The host is too old", DiagnosticSeverity.Error) { IsConfigurable = false };

    /// <summary>Every code there is.</summary>
    public static IEnumerable<DiagnosticDescriptor> Descriptors => [HostTooOld, .. DiagnosticCatalogue.All];

    public string Path => System.IO.Path.Combine(Folder, Code + ".md");

    public static DiagnosticPage Of(string code)
    {
        var page = new DiagnosticPage(code, "");
        return page with { Text = WrittenFile.Read(page.Path) };
    }

    /// <summary>In the order of their codes.</summary>
    public static DiagnosticPage[] ReadAll() =>
        [
            .. Directory
                .GetFiles(Folder)
                .Where(file => file != DiagnosticIndex.Path)
                .Select(System.IO.Path.GetFileNameWithoutExtension)
                .Order(StringComparer.Ordinal)
                .Select(code => Of(code!)),
        ];

    /// <summary>What stands below a heading of the second level; empty where there is none.</summary>
    public string Section(string heading) =>
        Sections()
            .Matches(Text)
            .Where(match => match.Groups["heading"].Value == heading)
            .Select(match => match.Groups["text"].Value)
            .SingleOrDefault("");

    /// <summary>The page with the head that belongs to it.</summary>
    public DiagnosticPage WithHead(DiagnosticDescriptor descriptor)
    {
        var head = new StringBuilder($"# {Code}: {descriptor.Title}\n\n| | |\n|---|---|\n");
        var category = DiagnosticIndex.Category(Code);
        Row("Category", $"[{category.Name}](README.md#{category.Anchor})");
        Row("Default severity", Severity(descriptor));
        Row("Can be changed", Configurable(descriptor));
        if (descriptor.IsNetwork)
            Row("Depends on", "other machines and the way to them");
        if (descriptor.StopsTidy)
            Row("As an error", "it is told instead of asking `go mod tidy`, which would fail for it");
        return this with { Text = Head().Replace(Text, head.ToString(), 1) };

        void Row(string name, string value) => head.Append($"| {name} | {value} |\n");
    }

    /// <summary>The page with what is printed as the first block of text below "Example".</summary>
    public DiagnosticPage WithExample(string printed)
    {
        var example = Example().Match(Text);
        Assert.IsTrue(example.Success, $"{Path}: no block of text below '## Example'");
        var (before, after) = (Text[..example.Index], Text[(example.Index + example.Length)..]);
        return this with { Text = $"{before}```text\n{printed}\n```{after}" };
    }

    private static string Severity(DiagnosticDescriptor descriptor) =>
        descriptor.DefaultSeverity.ToString().ToLowerInvariant()
        + (descriptor.IsNetwork ? "; while modules are checked, a warning locally and an error in CI" : "");

    private static string Configurable(DiagnosticDescriptor descriptor) =>
        descriptor == HostTooOld ? "no, since nothing else can run"
        : descriptor.IsConfigurable ? "[yes](README.md#severity-and-how-to-change-it)"
        : "[only to an error](README.md#severity-and-how-to-change-it)";

    [GeneratedRegex(@"^## (?<heading>.+)\n(?<text>(?:(?!## ).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Sections();

    [GeneratedRegex(@"(?<=\n## Example\n(?:(?!## |```text\n).*\n)*)```text\n(.*\n)*?```(?=\n)")]
    private static partial Regex Example();

    // The title and the first table.
    [GeneratedRegex(@"\A(# .*\n\n(\|.*\n)+)?")]
    private static partial Regex Head();
}
