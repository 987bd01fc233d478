using System.Text;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>A package that a module on this machine should have by its path, and hasn't.</summary>
/// <param name="Package">Its import path.</param>
/// <param name="ModulePath">The module's.</param>
/// <param name="ModuleFolder">Absolute path of the module's folder.</param>
/// <param name="Kind">What is there instead.</param>
internal sealed record MissingPackage(string Package, string ModulePath, string ModuleFolder, MissingPackageKind Kind)
{
    // Enough for source that a person wrote; where more of it has to be looked through, the question is asked without
    // an example.
    private const int MaxGoFileBytes = 1024 * 1024;

    /// <summary>
    /// The folder that it should be in, relative to the module's, with <c>/</c>; <c>.</c> for that itself.
    /// </summary>
    public string Folder => Package.Length == ModulePath.Length ? "." : Package[(ModulePath.Length + 1)..];

    /// <summary>
    /// The folder or the module that it is about instead: the other letter case, or the folder of the go.mod in
    /// between. Null for none.
    /// </summary>
    public string? Found { get; init; }

    /// <summary>The path of the module in <see cref="Found"/>; null where its go.mod doesn't say.</summary>
    public string? FoundModule { get; init; }

    /// <summary>What is wrong, and what to do about it; one line.</summary>
    /// <param name="sources">The Go files of the module that imports it: one may say how the package is
    /// generated.</param>
    public string Describe(ModuleSources sources) =>
        Kind switch
        {
            MissingPackageKind.OtherCase =>
                $"'{Package}' isn't in the module '{ModulePath}': the folder is called '{Found}', and upper and "
                    + $"lower case differ in import paths; import '{ModulePath}/{Found}', or rename the folder",
            MissingPackageKind.NestedModule =>
                $"'{Package}' isn't in the module '{ModulePath}': '{Found}' has a go.mod and is a module of its own, "
                    + $"'{FoundModule ?? "unnamed"}', which go.mod doesn't require; {Join()}",
            MissingPackageKind.Excluded =>
                $"'{Package}' has no Go file in the module '{ModulePath}' that is ever compiled: all in the folder "
                    + $"'{Folder}' have a name that starts with '_' or '.', or a constraint that holds for no "
                    + $"system and no "
                    + "tag ('//go:build ignore'); rename one, or delete the import",
            _ => $"'{Package}' isn't in the module '{ModulePath}': {What} in '{ModuleFolder}'. "
                + $"Is it generated? Let a target do that before GoModTidyCheck{Generator(sources)}. "
                + $"Is it ignored by git? Commit it. Is it a module of its own? `go get {Package}`",
        };

    private string What =>
        Kind == MissingPackageKind.NoGoFiles
            ? $"there is no Go file in the folder '{Folder}'"
            : $"there is no folder '{Folder}'";

    private string Join() =>
        FoundModule is null
            ? $"`go mod edit -module={ModulePath}/{Found}` names it"
            : $"`go mod edit -require={FoundModule}@v0.0.0 -replace={FoundModule}=./{Found}` and "
                + $"`go mod tidy`, or delete '{Found}/go.mod'";

    // The first line that speaks of the folder, else the first.
    private string Generator(ModuleSources sources)
    {
        (GoFile File, int Line, string Text)? first = null;
        var name = Folder[(Folder.LastIndexOf('/') + 1)..];
        foreach (var file in sources.Files)
        {
            foreach (var (line, text) in Directives(file))
            {
                if (text["//go:generate".Length..].Contains(name, StringComparison.Ordinal))
                    return Say((file, line, text));
                first ??= (file, line, text);
            }
        }

        return first is { } any ? Say(any) : "";

        static string Say((GoFile File, int Line, string Text) found) =>
            $" (`go generate ./...`? {found.File.RelativePath}:{found.Line} says '{found.Text}')";
    }

    // cmd/go/internal/generate: a line that begins with it, and a blank.
    private static IEnumerable<(int Line, string Text)> Directives(GoFile file)
    {
        if (
            ModuleFileReader.Read(file.Path, MaxGoFileBytes).Text is not { } text
            || !text.Contains("//go:generate", StringComparison.Ordinal)
        )
            yield break;
        var line = 0;
        foreach (var each in text.Split('\n'))
        {
            line++;
            if (
                each.StartsWith("//go:generate ", StringComparison.Ordinal)
                || each.StartsWith("//go:generate\t", StringComparison.Ordinal)
            )
                yield return (line, Quoted.Value(each.Trim())[1..^1]);
        }
    }
}

/// <summary>What is in the place of a package that is missing.</summary>
internal enum MissingPackageKind
{
    /// <summary>Nothing.</summary>
    NoFolder,

    /// <summary>A folder without a Go file.</summary>
    NoGoFiles,

    /// <summary>
    /// A folder with Go files that no build has: hidden by their names, or with the tag <c>ignore</c>.
    /// </summary>
    Excluded,

    /// <summary>A folder whose name differs in the case of its letters alone.</summary>
    OtherCase,

    /// <summary>Another module: a go.mod lies in the folder, or on the way to it.</summary>
    NestedModule,
}

/// <summary>A package that is missing, and its first import.</summary>
internal sealed record MissingImport(MissingPackage Package, SourceLocation Import);
