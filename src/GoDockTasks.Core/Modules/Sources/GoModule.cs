using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules.Layout;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>
/// A module's own files, read and parsed: once for all who ask in a build, and not at all where a snapshot shows that
/// they are as they were.
/// </summary>
internal sealed class GoModule
{
    // What is longer isn't kept for the next build.
    private const int MaxKept = 1024 * 1024;

    private GoModule(string directory, SourceView view)
    {
        Directory = directory;
        GoModFile = Read(view, "go.mod", ModuleFileReader.MaxModBytes);
        var module = Modules.GoModFile.Parse(GoModFile.Text ?? "", GoModPath, acceptQueries: true);
        (GoMod, HasErrors) = (module.Value, module.HasErrors);
        var sumDiagnostics = ReadGoSum(view, out var hash);
        GoSumHash = hash;
        Diagnostics = [.. Of(GoModFile, module.Diagnostics), .. sumDiagnostics];
        if (!System.IO.Directory.Exists(VendorFolder))
            return;
        var vendor = Read(view, Path.Combine("vendor", "modules.txt"), ModuleFileReader.MaxSumBytes);
        var parsed = vendor.Text is null ? null : VendorModulesFile.Parse(vendor.Text, vendor.Path);
        (VendorText, Vendored) = (vendor.Text, parsed?.Value);
        IsVendored = Vendoring.IsVendored(GoMod, hasVendorFolder: true, Vendored);
        Diagnostics = Diagnostics.AddRange(Of(vendor, parsed?.Diagnostics ?? []));
    }

    /// <summary>Absolute.</summary>
    public string Directory { get; }

    public string GoModPath => Path.Combine(Directory, "go.mod");

    public string GoSumPath => Path.Combine(Directory, "go.sum");

    /// <summary>go.mod as it is, or why it can't be had.</summary>
    public ModuleFileText GoModFile { get; }

    /// <summary>Its text, with its line ends; empty where there is none.</summary>
    public string GoModText => GoModFile.Text ?? "";

    /// <summary>What it says; a version may be a query.</summary>
    public GoModFile GoMod { get; }

    /// <summary>go refuses go.mod.</summary>
    public bool HasErrors { get; }

    /// <summary>There is a go.sum that can be read.</summary>
    public bool HasGoSum => GoSumHash.Length > 0;

    /// <summary>A hash over go.sum: 64 lower-case hexadecimal digits; empty where there is none.</summary>
    public string GoSumHash { get; }

    /// <summary>
    /// go.sum as it is, read each time and kept by nobody: it is the longest of a module's texts, and only who tidies
    /// asks for more than a hash. Null where there is none.
    /// </summary>
    public string? GoSumText => HasGoSum ? ModuleFileReader.Read(GoSumPath, ModuleFileReader.MaxSumBytes).Text : null;

    /// <summary>go.mod with the line ends that go writes; a checkout with others isn't untidy for that.</summary>
    public string UnixGoMod => Unix(GoModText);

    /// <summary>go.sum, likewise.</summary>
    public string? UnixGoSum => GoSumText is { } text ? Unix(text) : null;

    /// <summary>go builds it from its vendor folder, where no workspace says otherwise.</summary>
    public bool IsVendored { get; }

    /// <summary>vendor/modules.txt as it is; null where there is none.</summary>
    public string? VendorText { get; }

    /// <summary>The same, parsed.</summary>
    public VendorModulesFile? Vendored { get; }

    /// <summary>GDT1002, GDT1012 and GDT1013; with an error among them the module can't be checked further.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public bool AreUnusable => Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private string VendorFolder => Path.Combine(Directory, "vendor");

    /// <summary>The module in a folder.</summary>
    /// <param name="directory">Absolute.</param>
    public static GoModule At(string directory, SourceView view) =>
        view.Keep(directory, () => new GoModule(directory, view));

    /// <summary>See <see cref="Vendoring.FindVendor"/>.</summary>
    public string? FindVendor(GoWorkFile? work) =>
        work is not null ? Vendoring.FindVendor(GoMod, work)
        : IsVendored ? VendorFolder
        : null;

    // The texts of both are short.
    private ModuleFileText Read(SourceView view, string name, int maxBytes)
    {
        ModuleFileText? read = null;
        var path = Path.Combine(Directory, name);
        var kept = view.Derive(Directory, name, "", _ =>
        {
            read = ModuleFileReader.Read(path, maxBytes);
            return read.Diagnostic is not null || read.Text?.Length > MaxKept ? null
                : read.Text is null ? []
                : [read.Text];
        });
        return read ?? new(path, kept is [var text] ? text : null, null);
    }

    private ImmutableArray<Diagnostic> ReadGoSum(SourceView view, out string hash)
    {
        ModuleFileText? read = null;
        ImmutableArray<Diagnostic> diagnostics = [];
        var kept = view.Derive(Directory, "go.sum", "", _ =>
        {
            read = ModuleFileReader.Read(GoSumPath, ModuleFileReader.MaxSumBytes);
            diagnostics = Of(read, GoSumFile.Parse(read.Text ?? "", GoSumPath).Diagnostics);
            return diagnostics.IsEmpty ? [Hash(read.Text)] : null;
        });
        hash = read is null ? kept![0] : Hash(read.Text);
        return diagnostics;
    }

    private static string Hash(string? text) =>
        text is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Unix(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    // A text that isn't there gives no diagnostics of its own.
    private static ImmutableArray<Diagnostic> Of(ModuleFileText file, ImmutableArray<Diagnostic> parsed) =>
        file.Text is null ? [.. file.Diagnostic is null ? (Diagnostic[])[] : [file.Diagnostic]]
        : file.Diagnostic is null ? parsed
        : parsed.Insert(0, file.Diagnostic);
}
