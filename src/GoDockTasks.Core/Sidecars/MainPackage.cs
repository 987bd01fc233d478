using System.Collections.Frozen;
using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Sidecars;

/// <summary>Which package of a module is the program.</summary>
internal static class MainPackage
{
    // More would only fill a message.
    private const int MaxNamed = 10;

    // Folders of what a library brings along for those who work on it.
    private static readonly FrozenSet<string> Sideshow = FrozenSet.ToFrozenSet(
        [
            "bench",
            "benchmark",
            "benchmarks",
            "contrib",
            "demo",
            "demos",
            "doc",
            "docs",
            "e2e",
            "example",
            "examples",
            "gen",
            "hack",
            "sample",
            "samples",
            "script",
            "scripts",
            "test",
            "tests",
            "testing",
            "tool",
            "tools",
            "tutorial",
            "tutorials",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>What decides which files of a sidecar are compiled.</summary>
    /// <param name="system">GOOS; null where any may be meant.</param>
    /// <param name="architecture">GOARCH, likewise.</param>
    /// <param name="goFlags">GOFLAGS, whose tags count where the item has none.</param>
    public static GoBuildContext ContextOf(
        Sidecar sidecar,
        string? system,
        string? architecture,
        string goFlags = ""
    ) =>
        new()
        {
            System = system,
            Architecture = architecture,
            Cgo = sidecar.CgoEnabled,
            Tags = (sidecar.Tags.IsEmpty ? GoFlagsCheck.Tags(goFlags) : sidecar.Tags).ToFrozenSet(
                StringComparer.Ordinal
            ),
        };

    /// <summary>For a sidecar's images.</summary>
    public static GoBuildContext ContextOf(Sidecar sidecar) =>
        ContextOf(
            sidecar,
            Only(sidecar.Platforms.Select(platform => platform.System)),
            Only(sidecar.Platforms.Select(platform => platform.Architecture))
        );

    /// <summary>
    /// What the item says, with a GDT0010 where that is no program; else the only command in the module's own folder or
    /// right under cmd. Null with a GDT0005 where there are several, with a GDT0011 where all are elsewhere, and
    /// without a word where there is none: a library.
    /// </summary>
    /// <returns><c>.</c>, or a folder with <c>./</c> before it.</returns>
    public static (string? Package, Diagnostic? Problem) Find(
        Sidecar sidecar,
        ModuleTree tree,
        GoBuildContext context,
        string projectDirectory
    )
    {
        if (sidecar.Main is not null)
        {
            var files = tree.Files.Where(file => file.Folder == FolderOf(sidecar.Main));
            return Check(sidecar, files, context) is { } wrong ? (null, wrong) : (sidecar.Main, null);
        }

        var programs = Named(GoSource.Programs(tree.Files, context));
        var found = programs.Where(IsUsual).ToArray();
        if (found.Length == 0)
            found = [.. Named(LeftOut(tree.Files, context)).Where(IsUsual)];
        return found.Length switch
        {
            0 => (null, NoneChosen(sidecar, programs)),
            1 => (found[0], null),
            _ => (null, Several(sidecar, found, projectDirectory)),
        };
    }

    /// <summary>
    /// GDT0010 where Main names a package that is certainly not a program: go build would make an archive of it. Reads
    /// the package's folder.
    /// </summary>
    public static Diagnostic? Check(Sidecar sidecar, GoBuildContext context) =>
        sidecar.Main is { } main
            ? Check(sidecar, ModuleTree.FilesIn(Path.Combine(sidecar.ModuleDirectory, main), FolderOf(main)), context)
            : null;

    // A folder without a file that is compiled is go's to judge: it says why.
    private static Diagnostic? Check(Sidecar sidecar, IEnumerable<GoSource> files, GoBuildContext context)
    {
        var compiled = files.Where(file => file.IsIn(context) != false).ToArray();
        if (compiled.Length == 0 || Array.Exists(compiled, file => file.Package == "main"))
            return null;
        var programs = Named(GoSource.Programs(ModuleTree.Read(sidecar.ModuleDirectory).Files, context));
        var others = programs.IsEmpty
            ? "the module has no main package; write Build=\"false\" if it is a library that is only to be checked"
            : $"the module's main packages are {List(programs)}; write Main=\"{programs[0]}\"";
        return new(
            DiagnosticCatalogue.NotAProgram,
            SidecarItemLocator.Find(sidecar.Item, "Main"),
            $"GoSidecar '{sidecar.Item.Include}' has Main=\"{sidecar.Main}\", which is package "
                + $"'{compiled[0].Package}' ({compiled[0].Name}), not main: go build makes no program of it; {others}."
        );
    }

    // A program for another system, or one with C code where cgo is off, is no library: go says what leaves it out. One
    // with a tag that isn't set, such as a magefile.go, isn't meant.
    private static ImmutableArray<string> LeftOut(IEnumerable<GoSource> files, GoBuildContext context)
    {
        var anywhere = context with { System = null, Architecture = null, Cgo = null };
        var leftOut = files
            .GroupBy(file => file.Folder)
            .Where(folder => folder.All(file => file.IsIn(context) == false));
        return GoSource.Programs(leftOut.SelectMany(folder => folder), anywhere);
    }

    private static ImmutableArray<string> Named(ImmutableArray<string> folders) =>
        [.. folders.Select(folder => folder == "." ? folder : "./" + folder)];

    private static string FolderOf(string main) => main.StartsWith("./", StringComparison.Ordinal) ? main[2..] : main;

    private static bool IsUsual(string program) =>
        program == "."
        || program.StartsWith("./cmd/", StringComparison.Ordinal) && program.IndexOf('/', "./cmd/".Length) < 0;

    // A library's examples and tools are no programs that somebody forgot to name; and who writes Build="true" means
    // one.
    private static Diagnostic? NoneChosen(Sidecar sidecar, ImmutableArray<string> programs)
    {
        var isAsked =
            sidecar.Item.Metadata.TryGetValue("Build", out var build)
            && bool.TryParse(build.Trim(), out var value)
            && value;
        if (programs.IsEmpty && !isAsked)
            return null;
        var likely = programs.Where(program => !program.Split('/').Any(IsSideshow)).ToImmutableArray();
        var message = NoneChosen(sidecar, programs, likely);
        return new(DiagnosticCatalogue.NoMainChosen, SidecarItemLocator.Find(sidecar.Item), message)
        {
            Severity =
                isAsked ? DiagnosticSeverity.Error
                : likely.IsEmpty ? DiagnosticSeverity.Message
                : DiagnosticSeverity.Warning,
        };
    }

    private static string NoneChosen(Sidecar sidecar, ImmutableArray<string> programs, ImmutableArray<string> likely)
    {
        var start =
            $"'{sidecar.Item.Include}' has no main package in its own folder or right under cmd, "
            + "so that no program is built";
        return programs.IsEmpty
            ? start + ", and none elsewhere: a library; write Build=\"false\", or correct the Include."
            : $"{start}; its main packages are {List(programs)}: name one with "
                + $"Main=\"{(likely.IsEmpty ? programs : likely)[0]}\", "
                + "or write Build=\"false\" if the module is only to be checked.";
    }

    private static string List(ImmutableArray<string> programs) =>
        string.Join(", ", programs.Take(MaxNamed))
        + (programs.Length > MaxNamed ? $" and {programs.Length - MaxNamed} more" : "");

    private static bool IsSideshow(string folder) => folder[0] == '_' || Sideshow.Contains(folder);

    private static string? Only(IEnumerable<string> values) =>
        values.Distinct().ToArray() is [var value] ? value : null;

    private static Diagnostic Several(Sidecar sidecar, string[] found, string projectDirectory)
    {
        var name = Path.GetFileName(found[^1]);
        var dockerfile = Path.Combine(sidecar.ModuleDirectory, name + ".Dockerfile");
        return new(
            DiagnosticCatalogue.SeveralMains,
            SidecarItemLocator.Find(sidecar.Item),
            $"'{sidecar.Item.Include}' has several main packages ({string.Join(", ", found)}) and no Main; name one, "
                + "and list the module once for each that is to be built: "
                + $"<GoSidecar Include=\"{sidecar.Item.Include}\" Name=\"{name}\" Main=\"{found[^1]}\" "
                + $"Dockerfile=\"{Path.GetRelativePath(projectDirectory, dockerfile).Replace('\\', '/')}\" />."
        );
    }
}
