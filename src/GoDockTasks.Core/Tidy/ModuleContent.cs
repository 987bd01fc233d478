using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Layout;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Tidy;

/// <summary>All that tidy reads of a module, and a hash over it.</summary>
internal sealed class ModuleContent
{
    private readonly GoModule files;
    private readonly SourceView view;
    private readonly LocalPackages? packages;
    private readonly Lazy<ModuleSources> sources;
    private OwnImports? imports;

    private ModuleContent(GoModule files, LocalPackages? packages, SourceView view)
    {
        (this.files, this.packages, this.view) = (files, packages, view);
        sources = new(() => ModuleSources.List(files.Directory));
    }

    /// <summary>The module's folder, absolute.</summary>
    public string Directory => files.Directory;

    /// <summary>What it was read with.</summary>
    public SourceView View => view;

    /// <summary>64 hexadecimal digits; null where something can't be read.</summary>
    public string? Digest { get; private set; }

    /// <summary>The module's own Go files.</summary>
    public ModuleSources Sources => sources.Value;

    /// <summary>See <see cref="ModuleSources.WorldWritable"/>.</summary>
    public ImmutableArray<string> WorldWritable { get; private set; } = [];

    /// <summary>GDT1012 for what can't be read.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; private set; } = [];

    /// <summary>Reads the module's folder and those that its local replace directives name.</summary>
    /// <param name="view">What was read before, and didn't change.</param>
    /// <param name="packages">Of which imports are looked for.</param>
    public static ModuleContent Read(GoModule files, SourceView view, LocalPackages? packages = null)
    {
        var content = new ModuleContent(files, packages, view);
        content.Read();
        return content;
    }

    /// <summary>
    /// Packages that modules on this machine should have and haven't, as far as tidy comes across them.
    /// </summary>
    public ImmutableArray<MissingImport> MissingPackages(GoModFile module, CheckedGo go)
    {
        // An overlay brings in files from anywhere, and a package of Go's own comes first.
        if (
            packages is null
            || go.Settings["GOFLAGS"].Value.Contains("-overlay", StringComparison.Ordinal)
            || MayBeStandard(module.Module?.Path ?? "", go.Toolchain?["GOROOT"])
        )
            return [];
        ImmutableArray<MissingImport> missing = [];
        // That none is missing is kept; what is missing is said anew each time.
        if (LocalDigest() is { } local)
            view.Derive(files.Directory, "no own package is missing", local, _ =>
                (missing = FindMissing(module)).IsEmpty ? [] : null
            );
        else
            missing = FindMissing(module);
        return missing;
    }

    private void Read()
    {
        using var digest = new ContentHash();
        digest.Add("go.mod", files.GoModText);
        digest.Add("go.sum", files.GoSumHash);
        var collected = packages is null ? null : new OwnImports(packages);
        var own = SourceHeads.Of(files.Directory, view, collected, out var isRead);
        if (isRead)
            imports = collected;
        WorldWritable = own.WorldWritable;
        Add(digest, own);
        foreach (var replace in files.GoMod.Replace)
        {
            if (replace.IsLocal)
                AddReplacement(digest, replace);
        }

        if (Diagnostics.IsEmpty)
            Digest = digest.Finish();
    }

    private void AddReplacement(ContentHash digest, ReplaceDirective replace)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(replace.NewPath, files.Directory));
        digest.Add("replaced", replace.NewPath);
        var goMod = GoModule.At(target, view).GoModFile;
        // What else is wrong with it go says better.
        if (goMod.Diagnostic is { } problem && problem.Descriptor == DiagnosticCatalogue.IrregularFile)
            Diagnostics = Diagnostics.Add(problem);
        digest.Add("go.mod", goMod.Text);
        if (System.IO.Directory.Exists(target))
            Add(digest, SourceHeads.Of(target, view, imports: null, out _));
    }

    private void Add(ContentHash digest, SourceHeads heads)
    {
        digest.Add("module", heads.Digest);
        Diagnostics =
        [
            .. Diagnostics,
            .. heads.Unreadable.Select(path => new Diagnostic(
                DiagnosticCatalogue.NoAccess,
                new(path),
                $"'{path}' can't be read by this user; `ls -ld` shows its owner and mode."
            )),
            .. heads.Irregular.Select(IrregularFileException.Describe),
        ];
    }

    private ImmutableArray<MissingImport> FindMissing(GoModFile module)
    {
        if (imports is null)
        {
            imports = new(packages!);
            SourceHeads.Read(Sources, imports);
        }

        return ModuleLayout.FindMissingPackages(module, imports);
    }

    // What decides whether a package is there: names and heads of all folders that it could be in, and which modules
    // those are.
    private string? LocalDigest()
    {
        if (Digest is null)
            return null;
        using var digest = new ContentHash();
        digest.Add("own", Digest);
        foreach (var (path, folder) in packages!.Modules)
        {
            if (SourceHeads.Of(folder, view, imports: null, out _).Digest is not { } heads)
                return null;
            digest.Add(path, folder);
            digest.Add("heads", heads);
        }

        return digest.Finish();
    }

    private static bool MayBeStandard(string modulePath, string? goRoot)
    {
        var first = modulePath.Split('/')[0];
        return !first.Contains('.', StringComparison.Ordinal)
            && (string.IsNullOrEmpty(goRoot) || System.IO.Directory.Exists(Path.Combine(goRoot, "src", first)));
    }
}
