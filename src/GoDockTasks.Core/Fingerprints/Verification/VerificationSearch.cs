using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Sbom;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>Finds what there is to verify: fingerprints, and the files that must have one.</summary>
internal sealed class VerificationSearch(VerificationScope scope)
{
    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly Dictionary<string, FoundFile> bundles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FoundFile> artifacts = new(StringComparer.Ordinal);

    private string Directory => Path.GetDirectoryName(scope.ProjectFile)!;

    private bool HasNamedFingerprints => !string.IsNullOrWhiteSpace(scope.Fingerprints);

    /// <param name="Bundles">Fingerprints, each once.</param>
    /// <param name="Artifacts">Files that must be the subject of one, each once.</param>
    /// <param name="Diagnostics">GDT3007, for what is named and isn't there, or can't be looked through.</param>
    public sealed record Result(
        ImmutableArray<FoundFile> Bundles,
        ImmutableArray<FoundFile> Artifacts,
        ImmutableArray<Diagnostic> Diagnostics
    );

    public Result Run()
    {
        var folders = scope.Folders.SelectMany(folder => new[] { folder.Output, folder.Published });
        foreach (var folder in folders.OfType<string>().Where(System.IO.Directory.Exists))
            AddPrograms(folder);
        if (!string.IsNullOrWhiteSpace(scope.Files))
            AddFiles(scope.Files);
        if (HasNamedFingerprints)
            AddFingerprints(scope.Fingerprints!);
        return new([.. bundles.Values], [.. artifacts.Values], diagnostics.ToImmutable());
    }

    // Everything in these folders is the project's, or was left there by somebody else.
    private void AddPrograms(string folder)
    {
        var walk = new FolderWalk(followsLinks: true, _ => false);
        foreach (var file in walk.Files(folder))
        {
            var isFingerprint = FingerprintFiles.IsFingerprint(file);
            if (isFingerprint ? !HasNamedFingerprints : !SbomFiles.IsDocument(file))
                Add(isFingerprint ? bundles : artifacts, file, Path.GetRelativePath(Directory, file), "");
        }

        foreach (var (closed, problem) in walk.Unreadable)
            diagnostics.Add(CannotVerify(closed, $"'{closed}' can't be looked through ({problem}); make it readable"));
    }

    private void AddFiles(string list)
    {
        var files = Find(list, "GoDockFiles");
        foreach (var file in files)
        {
            if (file.Folder is not null && SbomFiles.IsDocument(file.Path))
                continue;
            if (!FingerprintFiles.IsFingerprint(file.Path))
                Add(artifacts, file);
            else if (!HasNamedFingerprints)
                Add(bundles, file);
        }

        if (HasNamedFingerprints)
            return;
        foreach (var file in files.Where(file => file.Folder is null))
        {
            foreach (var bundle in FingerprintFiles.Beside(file.Path))
            {
                var name = Path.Combine(Path.GetDirectoryName(file.Name) ?? "", Path.GetFileName(bundle));
                Add(bundles, bundle, name, file.Name);
            }
        }
    }

    private void AddFingerprints(string list)
    {
        var files = Find(list, "GoDockFingerprints");
        foreach (var file in files.Where(file => file.Folder is null || FingerprintFiles.IsFingerprint(file.Path)))
            Add(bundles, file);
        foreach (var folder in files.Where(file => file.Folder is not null).GroupBy(file => file.Folder!))
        {
            var places = folder
                .Where(file => FingerprintFiles.IsFingerprint(file.Path))
                .Select(file => Path.GetDirectoryName(file.Path)!)
                .ToHashSet(StringComparer.Ordinal);
            if (places.Count == 0)
                diagnostics.Add(WithoutFingerprint(folder.Key));
            var others = folder.Where(file => !FingerprintFiles.IsFingerprint(file.Path));
            foreach (var file in others.Where(file => IsProgram(file.Path, places)))
                Add(artifacts, file);
        }
    }

    private Diagnostic WithoutFingerprint(string folder) =>
        CannotVerify(
            Path.GetFullPath(folder, Directory),
            $"'{folder}' has no fingerprint; make one with GenerateBuildFingerprint, or name another folder"
        );

    // Who takes the fingerprint of a program away must not make it one that nobody asks about. Other files in such a
    // folder may be anything.
    private static bool IsProgram(string path, HashSet<string> places)
    {
        var folder = Path.GetDirectoryName(path)!;
        var isInItsFolder = Path.GetFileName(folder) == FingerprintFiles.Stem(Path.GetFileName(path));
        if (isInItsFolder && Path.GetFileName(Path.GetDirectoryName(folder)) == "sidecars")
            return true;
        return (isInItsFolder || places.Contains(folder))
            && GoBuildInfoReader.ReadFile(path).Outcome != BuildInfoOutcome.NotGo;
    }

    private ImmutableArray<NamedFile> Find(string list, string property)
    {
        var search = new FileSearch
        {
            IsMeant = _ => true,
            SkippedFolders = [],
            Missing = "nothing to verify",
            Property = property,
            IsWhole = true,
        };
        var (files, problems) = search.Find(list, Directory);
        foreach (var problem in problems)
            diagnostics.Add(new(DiagnosticCatalogue.CannotVerify, problem.Location, problem.Message));
        if (files.IsEmpty && problems.IsEmpty)
        {
            diagnostics.Add(
                CannotVerify(
                    scope.ProjectFile,
                    $"{property} is '{list}' and names nothing; name files, folders or patterns"
                )
            );
        }

        return files;
    }

    private void Add(Dictionary<string, FoundFile> found, NamedFile file)
    {
        var name = file.Folder is null
            ? file.Name
            : Path.GetRelativePath(Path.GetFullPath(file.Folder, Directory), file.Path);
        Add(found, file.Path, name, file.Folder ?? file.Name);
    }

    private static void Add(Dictionary<string, FoundFile> found, string path, string name, string named) =>
        found.TryAdd(path, new(path, name.Replace(Path.DirectorySeparatorChar, '/'), named));

    private static Diagnostic CannotVerify(string path, string message) =>
        new(DiagnosticCatalogue.CannotVerify, new(path), message);
}

/// <summary>A file that takes part in a verification.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Name">
/// For reports: from the folder that was named; as it was named by itself or by a pattern; of the project's own,
/// from its folder.
/// </param>
/// <param name="Named">The entry of the user's list that it was found by; empty for the project's own.</param>
public sealed record FoundFile(string Path, string Name, string Named);
