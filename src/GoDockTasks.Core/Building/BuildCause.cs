using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Failures;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Building;

/// <summary>What go's words alone don't tell of a failed build, but the item, the settings and the files do.</summary>
internal sealed class BuildCause(BuiltProgram program, GoInstallation go)
{
    private static readonly string[] Instrumentation = ["race", "msan", "asan"];

    private readonly GoSettings settings = go.Settings;
    private readonly GoModFile goMod = ReadGoMod(program.Sidecar.GoModPath);

    /// <summary>The failure with the cause that it has here, and what to do about it here.</summary>
    public GoFailure Of(GoFailure failure)
    {
        failure = FailureSettings.Apply(failure, settings);
        var what = failure.Descriptor;
        if (OfGoRoot(what) is { } wrongRoot)
            return failure with
            {
                Descriptor = DiagnosticCatalogue.WrongGoRoot,
                Position = null,
                Package = null,
                ModulePath = null,
                Advice = wrongRoot,
            };
        if (Wanted(failure) is { } package && Missing(package) is { } missing)
            return failure with
            {
                Descriptor = DiagnosticCatalogue.PackageNotFound,
                Package = package,
                Summary = missing,
                Advice = "",
            };
        if (Wanted(failure) is { } other && OwnPathAdvice.Of(other, goMod) is { } meant)
            return failure with { Advice = meant };
        if (what == DiagnosticCatalogue.Linking && IsOfLdFlags(failure.Summary))
            return failure with { Descriptor = DiagnosticCatalogue.LdFlagsRefused, Advice = null };
        if (what == DiagnosticCatalogue.LdFlagsRefused && program.Sidecar.LdFlags is null)
            return FailureSettings.Apply(
                failure with
                {
                    Descriptor = DiagnosticCatalogue.BadGoFlags,
                    Advice = null,
                },
                settings
            );
        if (what == DiagnosticCatalogue.CCompiler && failure.Advice is null && Instrumented() is { } flag)
            return failure with
            {
                Advice =
                    $"install a C compiler (Debian: gcc and libc6-dev; Alpine: build-base), or take -{flag} "
                    + $"out of GOFLAGS",
            };
        if (what == DiagnosticCatalogue.ConstraintsExcludeAll && !program.Sidecar.CgoEnabled && NeedsCgo(failure))
            return failure with
            {
                Advice =
                    "set CgoEnabled=\"true\" on the GoSidecar item: the package's files import \"C\" (it "
                    + "needs a C compiler)",
            };
        if (what == DiagnosticCatalogue.CaseCollision)
            return failure with { Advice = CaseSpelling.Advice(failure.Summary, goMod) };
        return
            what == DiagnosticCatalogue.Compile
            && failure.Position is { } position
            && !File.Exists(position.In(program.Command.Directory).File)
            ? Gone(failure, position)
            : failure;
    }

    // What go says when it has the standard library or the compiler of another version.
    private string? OfGoRoot(DiagnosticDescriptor what)
    {
        var isOne =
            what == DiagnosticCatalogue.WrongGoRoot
            || what == DiagnosticCatalogue.NotStd
            || what == DiagnosticCatalogue.Compile
            || what == DiagnosticCatalogue.Unclassified
            || what == DiagnosticCatalogue.BadGoFlags;
        return isOne && !ToolchainRequirement.Switches(goMod, go.Toolchain.Version, settings["GOTOOLCHAIN"].Value)
            ? GoRootCheck.Check(settings, go.Toolchain)?.Message.TrimEnd('.')
            : null;
    }

    // A package that no module was found to have. Before 1.20 a vendored build names only the folder.
    private string? Wanted(GoFailure failure)
    {
        const string InFolder = "cannot find package \".\" in: ";
        var what = failure.Descriptor;
        var isMissing =
            what.IsNetwork
            || what == DiagnosticCatalogue.PackageNotFound
            || what == DiagnosticCatalogue.NotTidy
            || what == DiagnosticCatalogue.NotStd
            || what == DiagnosticCatalogue.VendorInconsistent
            || what == DiagnosticCatalogue.UnknownRevision
            || what == DiagnosticCatalogue.NoSuchPackage;
        if (!isMissing || failure.Package is not null || goMod.Module?.Path is not { } own)
            return isMissing ? failure.Package : null;
        var folder = program.Command.Directory + Path.DirectorySeparatorChar;
        var at = failure.Summary.IndexOf(InFolder + folder, StringComparison.Ordinal);
        return at < 0
            ? null
            : own
                + "/"
                + failure.Summary[(at + InFolder.Length + folder.Length)..].Replace(Path.DirectorySeparatorChar, '/');
    }

    // Null where a module may have it that go downloads; an overlay brings in files from anywhere.
    private string? Missing(string package)
    {
        if (settings["GOFLAGS"].Value.Contains("-overlay", StringComparison.Ordinal))
            return null;
        var folder = program.Command.Directory;
        var work =
            WorkspaceFinder.Find(folder, settings["GOWORK"].Value, go.Toolchain["GOROOT"]) is { } path
            && Path.IsPathFullyQualified(path)
            && ModuleFileReader.Read(path, ModuleFileReader.MaxModBytes).Text is { } text
                ? GoWorkFile.Parse(text, path).Value
                : null;
        return LocalPackages
            .Of(goMod, folder, work is null ? [] : WorkspaceMember.ReadAll(work))
            .Find(package)
            ?.Describe(ModuleSources.List(folder));
    }

    private static GoModFile ReadGoMod(string path) =>
        GoModFile.Parse(ModuleFileReader.Read(path, ModuleFileReader.MaxModBytes).Text ?? "", path).Value;

    // gcc: error: unrecognized command-line option '-banana'
    private bool IsOfLdFlags(string summary)
    {
        var start = summary.IndexOfAny(['\'', '‘']);
        var end = start < 0 ? -1 : summary.AsSpan(start + 1).IndexOfAny('\'', '’');
        return end > 0
            && program.Sidecar.LdFlags?.Contains(summary.AsSpan(start + 1, end), StringComparison.Ordinal) == true;
    }

    private string? Instrumented() =>
        GoFlagsCheck
            .Split(settings["GOFLAGS"].Value)
            ?.Select(flag => flag.TrimStart('-'))
            .FirstOrDefault(flag => Instrumentation.Contains(flag, StringComparer.Ordinal));

    // "build constraints exclude all Go files in FOLDER": of this module, or of one in the module cache.
    private static bool NeedsCgo(GoFailure failure)
    {
        const string Words = " Go files in ";
        var at = failure.Summary.IndexOf(Words, StringComparison.Ordinal);
        var folder = at < 0 ? "" : failure.Summary[(at + Words.Length)..].Trim();
        return Path.IsPathFullyQualified(folder)
            && ImportLocator.Find(ModuleSources.List(folder).Files, "C") is not null;
    }

    // cgo's own files are in a folder that go has removed by now; a //line directive names what the file was made from,
    // wherever that was.
    private static GoFailure Gone(GoFailure failure, GoPosition position)
    {
        var place =
            position.Column > 0
                ? $"{position.File}:{position.Line}:{position.Column}"
                : $"{position.File}:{position.Line}";
        var isCgo = position.File.Contains("cgo", StringComparison.Ordinal);
        return failure with
        {
            Descriptor = DiagnosticCatalogue.SourceGone,
            Summary = $"{place}: {failure.Summary}",
            Advice = isCgo
                ? "go made that file from the package's import \"C\": see the comment above it, and what the "
                    + "package takes from C"
                : "correct what the package's //line directives name, or generate the package again on this machine",
        };
    }
}

/// <summary>Which of two names that differ only in the case of their letters is right.</summary>
internal static class CaseSpelling
{
    /// <summary>
    /// What to do about <c>case-insensitive import collision: "a/B" and "a/b"</c>, or the same of file names; null
    /// where it names none.
    /// </summary>
    public static string? Advice(string summary, GoModFile goMod)
    {
        var quoted = summary.Split('"');
        if (quoted.Length < 5)
            return null;
        var (first, second) = (quoted[1], quoted[3]);
        if (
            first.EndsWith(".go", StringComparison.Ordinal)
            || !summary.Contains("import collision", StringComparison.Ordinal)
        )
            return $"rename or delete one of '{first}' and '{second}': on Windows and macOS they are the same file";
        if (Own(first, goMod) is { } ownFirst && Own(second, goMod) is { } ownSecond)
            return OfFolders(first, second, ownFirst, ownSecond);
        var isFirst = IsRequired(first, goMod);
        return isFirst == IsRequired(second, goMod)
            ? $"write one spelling in all imports and in go.mod: that of the module line of the module's own "
                + $"go.mod ('go mod why {first}' says who imports it)"
            : $"write '{(isFirst ? first : second)}' in all imports: so go.mod requires its module";
    }

    private static string OfFolders(string first, string second, string ownFirst, string ownSecond)
    {
        var (isFirst, isSecond) = (Exists(ownFirst), Exists(ownSecond));
        return isFirst == isSecond
            ? $"rename one of the folders: on Windows and macOS '{Path.GetFileName(ownFirst)}' and "
                + $"'{Path.GetFileName(ownSecond)}' are the same"
            : $"write '{(isFirst ? first : second)}' in all imports: so the folder is called";
    }

    // The folder of a package of the module's own.
    private static string? Own(string package, GoModFile goMod) =>
        goMod.Module?.Path is { } module && package.StartsWith(module + "/", StringComparison.Ordinal)
            ? Path.Combine(
                Path.GetDirectoryName(goMod.Path)!,
                package[(module.Length + 1)..].Replace('/', Path.DirectorySeparatorChar)
            )
            : null;

    // By the names that the folders above list: some file systems find a folder by any spelling.
    private static bool Exists(string folder) =>
        Directory.Exists(folder)
        && Directory
            .EnumerateDirectories(Path.GetDirectoryName(folder)!)
            .Any(entry => Path.GetFileName(entry) == Path.GetFileName(folder));

    private static bool IsRequired(string package, GoModFile goMod) =>
        goMod.Require.Any(require =>
            package == require.Path || package.StartsWith(require.Path + "/", StringComparison.Ordinal)
        );
}
