using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>
/// The files that a program reads when it runs: they lie in the image as in the module, so that a relative path means
/// the same there.
/// </summary>
/// <param name="Copies">
/// Paths or patterns in the context, and the folder of the image that they go to, with a slash at its end.
/// </param>
/// <param name="Allowed">What has to be sent, relative to the context, as a .dockerignore has it.</param>
/// <param name="Paths">The files and folders that are copied, relative to the module.</param>
internal sealed record RuntimeFiles(
    ImmutableArray<(ImmutableArray<string> Files, string Folder)> Copies,
    ImmutableArray<string> Allowed,
    ImmutableArray<string> Paths
)
{
    /// <summary>The module's place in the image: the program lies there, too, and it is where it starts.</summary>
    public const string Folder = "/app";

    private const string Metadata = "RuntimeFiles";

    public static RuntimeFiles None { get; } = new([], [], []);

    /// <summary>What the item names. GDT2022 for what isn't there, GDT0003 for what can't be written.</summary>
    public static RuntimeFiles Find(Sidecar sidecar, BuildGraph graph, ICollection<Diagnostic> diagnostics)
    {
        if (sidecar.RuntimeFiles.IsEmpty)
            return None;
        var copies = new List<(List<string> Files, string Folder)>();
        var (allowed, paths) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        var prefix = Folders.Prefix(graph.Context, graph.Main.Folder);
        foreach (var entry in sidecar.RuntimeFiles)
        {
            var found = Expand(entry, graph.Main.Folder);
            paths.AddRange(found.Select(each => each.Path));
            if (Problem(sidecar, entry, found) is { } problem)
                diagnostics.Add(problem);
            allowed.Add(prefix + entry);
            foreach (var (source, folder) in found.Select(each => (each.Source, each.Folder)).Distinct())
                Add(copies, prefix + source, folder, isFolder: source == folder);
        }

        return new(
            [.. copies.Select(copy => (copy.Files.ToImmutableArray(), copy.Folder))],
            allowed.ToImmutable(),
            paths.ToImmutable()
        );
    }

    /// <summary>
    /// Whether a relative path of the module, a file's or a folder's, leads to something in the image.
    /// </summary>
    public bool Has(string path) =>
        Paths.Any(copied => copied == path || IsBelow(copied, path) || IsBelow(path, copied));

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);

    // The path that is there, what COPY is told, and the folder below ours that it goes to; a folder's content goes to
    // the folder of that name.
    private static ImmutableArray<(string Path, string Source, string Folder)> Expand(string entry, string module)
    {
        if (!entry.AsSpan().ContainsAny('*', '?'))
        {
            var path = Path.Combine(module, entry);
            if (Directory.Exists(path))
                return Directory.EnumerateFileSystemEntries(path).Any() ? [(entry, entry, entry)] : [];
            return File.Exists(path) ? [(entry, entry, FolderOf(entry))] : [];
        }

        // A new file of a folder that is already there doesn't change the Dockerfile: COPY knows patterns, but not
        // `**`.
        var search = new FileSearch
        {
            IsMeant = _ => true,
            SkippedFolders = [".git"],
            Missing = "",
        };
        var pattern = entry[(entry.LastIndexOf('/') + 1)..];
        return
        [
            .. search
                .Find(entry, module)
                .Files.Select(file => Folders.Relative(module, file.Path))
                .Order(StringComparer.Ordinal)
                .Select(path =>
                    (
                        path,
                        FolderOf(path) is var folder && IsOnlyFiles(module, folder, pattern)
                            ? Join(folder, pattern)
                            : path,
                        folder
                    )
                ),
        ];
    }

    // Of a folder that a pattern matches COPY would take the content, without the folder.
    private static bool IsOnlyFiles(string module, string folder, string pattern) =>
        pattern != "**"
        && !new DirectoryInfo(Path.Combine(module, folder))
            .EnumerateDirectories()
            .Any(inner => Glob.IsMatch(pattern, inner.Name));

    private static void Add(
        List<(List<string> Files, string Folder)> copies,
        string source,
        string folder,
        bool isFolder
    )
    {
        var target = folder.Length == 0 ? $"{Folder}/" : $"{Folder}/{folder}/";
        if (!isFolder && copies.Count > 0 && copies[^1].Folder == target)
            copies[^1].Files.Add(source);
        else
            copies.Add(([source], target));
    }

    private static Diagnostic? Problem(
        Sidecar sidecar,
        string entry,
        ImmutableArray<(string Path, string Source, string Folder)> found
    )
    {
        var at = SidecarItemLocator.Find(sidecar.Item, Metadata);
        if (found.IsEmpty)
        {
            return new(
                DiagnosticCatalogue.RuntimeFileMissing,
                at,
                $"GoSidecar '{sidecar.Item.Include}' has RuntimeFiles=\"{entry}\", but "
                    + $"'{sidecar.ModuleDirectory}' has no such file; name files, folders or patterns relative to "
                    + $"that folder."
            );
        }

        if (found.FirstOrDefault(each => !DockerfileQuoting.CanName(each.Path)) is { Path: { } unnamable })
        {
            return new(
                DiagnosticCatalogue.BadMetadata,
                at,
                $"'{unnamable}' in RuntimeFiles of '{sidecar.Name}' has a character in its name that a "
                    + $"Dockerfile gives a meaning to; rename the file."
            );
        }

        return found.Any(each => each.Path == sidecar.Name || IsBelow(each.Path, sidecar.Name))
            ? new(
                DiagnosticCatalogue.BadMetadata,
                at,
                $"RuntimeFiles=\"{entry}\" has the name of the program '{Folder}/{sidecar.Name}'; give the "
                    + $"sidecar another Name."
            )
            : null;
    }

    private static string FolderOf(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}

/// <summary>
/// GDT2025: COPY keeps the modes of what it copies, and gives it to root. Those of a working copy depend on its umask,
/// so that they are looked at here and not written into a file that is the same on every machine.
/// </summary>
internal static class ClosedFiles
{
    // A folder with more is data, and one closed file in it would have been met.
    private const int MaxEntries = 10_000;

    /// <summary>The first file or folder that the image's user can't read.</summary>
    public static Diagnostic? Find(Sidecar sidecar, BuildGraph graph, RuntimeFiles files)
    {
        // Windows has no such bits: BuildKit makes every file from there readable.
        if (OperatingSystem.IsWindows() || sidecar.User.Split(':') is not [var user, .. var rest] || IsRoot(user))
            return null;
        var (read, search) =
            rest is [var group] && IsRoot(group)
                ? (UnixFileMode.GroupRead, UnixFileMode.GroupExecute)
                : (UnixFileMode.OtherRead, UnixFileMode.OtherExecute);
        var closed = files
            .Paths.SelectMany(path => Entries(Path.Combine(graph.Main.Folder, path)))
            .Take(MaxEntries)
            .FirstOrDefault(entry => IsClosed(entry, entry is DirectoryInfo ? read | search : read));
        return closed is null
            ? null
            : new(
                DiagnosticCatalogue.RuntimeFileClosed,
                SidecarItemLocator.Find(sidecar.Item, "RuntimeFiles"),
                $"'{Folders.Relative(graph.Main.Folder, closed.FullName)}' of '{sidecar.Name}' has mode "
                    + $"{Convert.ToString((int)closed.UnixFileMode, 8).PadLeft(4, '0')}, with which user "
                    + $"{sidecar.User} "
                    + "can't read it in the image; if it is no secret, chmod a+rX it; "
                    + "if it is one, mount it when the container starts."
            );
    }

    private static IEnumerable<FileSystemInfo> Entries(string path)
    {
        if (File.Exists(path))
            return [new FileInfo(path)];
        var folder = new DirectoryInfo(path);
        // A folder's content is copied, the folder itself isn't.
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        return folder.Exists ? folder.EnumerateFileSystemInfos("*", options) : [];
    }

    private static bool IsRoot(string number) => number.Trim('0').Length == 0;

    private static bool IsClosed(FileSystemInfo entry, UnixFileMode needed) =>
        entry.LinkTarget is null && (entry.UnixFileMode & needed) != needed;
}
