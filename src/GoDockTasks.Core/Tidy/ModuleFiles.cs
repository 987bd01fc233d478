using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Tidy;

/// <summary>A module's own two files, read and parsed. Of go.sum, nobody asks for more than its text.</summary>
/// <param name="Directory">Absolute.</param>
/// <param name="GoModText">As it is, with its line ends.</param>
/// <param name="GoSumText">Likewise; null where there is no go.sum.</param>
/// <param name="Diagnostics">GDT1002 and GDT1012; with an error among them the module can't be checked further.</param>
internal sealed record ModuleFiles(
    string Directory, string GoModText, string? GoSumText, GoModFile GoMod, ImmutableArray<Diagnostic> Diagnostics)
{
    public string GoModPath => Path.Combine(Directory, "go.mod");

    public string GoSumPath => Path.Combine(Directory, "go.sum");

    /// <summary>go.mod with the line ends that go writes; a checkout with others isn't untidy for that.</summary>
    public string UnixGoMod => Unix(GoModText);

    /// <summary>go.sum, likewise.</summary>
    public string? UnixGoSum => GoSumText is null ? null : Unix(GoSumText);

    /// <summary>go builds it from its vendor folder.</summary>
    public bool IsVendored { get; private init; }

    /// <summary>vendor/modules.txt as it is; null where there is none.</summary>
    public string? VendorText { get; private init; }

    /// <summary>The same, parsed.</summary>
    public VendorModulesFile? Vendored { get; private init; }

    public bool AreUnusable => Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Reads the module in <paramref name="directory"/>.</summary>
    public static ModuleFiles Read(string directory)
    {
        var (modPath, sumPath) = (Path.Combine(directory, "go.mod"), Path.Combine(directory, "go.sum"));
        var mod = ModuleFileReader.Read(modPath, ModuleFileReader.MaxModBytes);
        var sum = ModuleFileReader.Read(sumPath, ModuleFileReader.MaxSumBytes);
        var module = GoModFile.Parse(mod.Text ?? "", modPath, acceptQueries: true);
        var sums = GoSumFile.Parse(sum.Text ?? "", sumPath);
        ImmutableArray<Diagnostic> diagnostics = [.. Of(mod, module.Diagnostics), .. Of(sum, sums.Diagnostics)];
        return new ModuleFiles(directory, mod.Text ?? "", sum.Text, module.Value, diagnostics).WithVendor();
    }

    /// <summary>GDT1010.</summary>
    public ImmutableArray<Diagnostic> CheckVendor() => IsVendored && !GoMod.HasQueries ? ModuleLayout.CheckVendor(GoMod, Vendored) : [];

    private ModuleFiles WithVendor()
    {
        var folder = Path.Combine(Directory, "vendor");
        if (!System.IO.Directory.Exists(folder))
            return this;
        var path = Path.Combine(folder, "modules.txt");
        var text = ModuleFileReader.Read(path, ModuleFileReader.MaxSumBytes);
        var vendored = text.Text is null ? null : VendorModulesFile.Parse(text.Text, path);
        return this with
        {
            IsVendored = ModuleLayout.IsVendored(GoMod, hasVendorFolder: true, vendored?.Value),
            Vendored = vendored?.Value,
            VendorText = text.Text,
            Diagnostics = Diagnostics.AddRange(Of(text, vendored?.Diagnostics ?? [])),
        };
    }

    private static string Unix(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    // A text that isn't there gives no diagnostics of its own.
    private static ImmutableArray<Diagnostic> Of(ModuleFileText file, ImmutableArray<Diagnostic> parsed) =>
        file.Text is null ? [.. file.Diagnostic is null ? (Diagnostic[])[] : [file.Diagnostic]] : file.Diagnostic is null ? parsed : parsed.Insert(0, file.Diagnostic);
}
