using System.Text;

namespace GoDockTasks.Core.Tests.Diagnostics;

/// <summary>What codes with the same first digits are about.</summary>
/// <param name="Prefix">"GDT" and two digits.</param>
/// <param name="Name">A heading.</param>
/// <param name="About">A sentence.</param>
internal sealed record DiagnosticCategory(string Prefix, string Name, string About)
{
    /// <summary>Of the heading.</summary>
    public string Anchor => Name.ToLowerInvariant().Replace(' ', '-');
}

/// <summary>docs/diagnostics/README.md: what people wrote, and a table of codes for each category.</summary>
internal static class DiagnosticIndex
{
    // What is below is written by the catalogue.
    private const string Heading = "\n## All codes\n";

    private static readonly DiagnosticCategory[] Categories =
    [
        new("GDT00", "Set-up", "The host, Go itself, `GoSidecar` items."),
        new("GDT10", "Modules and toolchain", "What is wrong with a module, or with the Go that it meets."),
        new("GDT11", "Failed go commands", "Why a go command failed, where no GDT10xx says it."),
        new("GDT12", "Proxies and private modules", "Proxies, checksum database, private modules."),
        new("GDT20", "Dockerfiles and base images", "Dockerfiles as files, and the images that they start from."),
        new("GDT21", "Go in image builds", "What Go needs in the build of an image."),
        new("GDT22", "Slow image builds", "What makes the build of an image slow."),
        new("GDT23", "Users and secrets", "Users, secrets and permissions in images."),
        new("GDT24", "Images that run", "What an image lacks or carries when it runs."),
        new("GDT30", "Fingerprints", "What was built, from what, how, and who says so."),
        new("GDT40", "Registries", "Images, what is read about them, and gates before their release."),
        new("GDT41", "Built images", "Images that `BuildGoImage` builds, and what is read from images."),
        new("GDT50", "Diagnosis and recovery", "What `DiagnoseGoModule` and `RecoverGoModule` find."),
    ];

    public static string Path { get; } = System.IO.Path.Combine(DiagnosticPage.Folder, "README.md");

    public static DiagnosticCategory Category(string code) =>
        Categories.Single(category => code.StartsWith(category.Prefix, StringComparison.Ordinal));

    /// <summary>The index with the tables that belong into it.</summary>
    public static string Write(string index)
    {
        var text = new StringBuilder(index[..index.IndexOf(Heading, StringComparison.Ordinal)]).Append(Heading);
        foreach (var category in Categories)
        {
            text.Append($"\n### {category.Name}\n\n{category.Prefix}xx: {category.About}\n\n")
                .Append("| code | title | severity |\n|---|---|---|\n");
            foreach (var entry in DiagnosticPage.Descriptors.Where(entry => Category(entry.Code) == category))
            {
                var severity = entry.DefaultSeverity.ToString().ToLowerInvariant();
                text.Append($"| [{entry.Code}]({entry.Code}.md) | {entry.Title} | {severity} |\n");
            }
        }

        return text.ToString();
    }
}
