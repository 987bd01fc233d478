using System.Buffers;

namespace GoDockTasks.Core.Files;

/// <summary>
/// What is kept between builds under keys, in a folder of the user's: <c>KIND/00/0011…</c>. What somebody else could
/// have put there isn't believed, and nothing is read, written or deleted through a link: with a link in it, the folder
/// could be made to delete the user's own files.
/// </summary>
/// <param name="directory">
/// Absolute path of the store; made when the first file is kept. It may be a link, which is the user's choice.
/// </param>
/// <param name="kind">What is kept, with the version of its format: the name of a folder in the store.</param>
/// <param name="time">For the age of files.</param>
internal sealed class StoreFolder(string directory, string kind, TimeProvider time)
{
    private const int KeyLength = 64;
    private const string MarkName = "trimmed";

    private const UnixFileMode FolderMode =
        FileMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode FileMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // Looked at once: a build asks for hundreds of files.
    private bool isTrusted;

    private readonly string root = Path.Combine(directory, kind);

    /// <summary>
    /// Why the store is neither read nor written, and what mends it: a clause after its name; null where it can be
    /// trusted or isn't there.
    /// </summary>
    public string? Distrust()
    {
        if (isTrusted || !Directory.Exists(directory))
            return null;
        var reason = FolderDistrust(
            Directory.ResolveLinkTarget(directory, returnFinalTarget: true)?.FullName ?? directory,
            isLinkAllowed: true
        ) ?? FolderDistrust(root);
        isTrusted = reason is null && Directory.Exists(root);
        return reason;
    }

    /// <summary>
    /// Absolute path of a file that is there and can be trusted, else null. Finding it keeps it from being trimmed.
    /// </summary>
    /// <param name="key">64 lower-case hexadecimal digits.</param>
    public string? Find(string key)
    {
        var path = PathOf(key);
        var file = new FileInfo(path);
        if (
            !file.Exists
            || Distrust() is not null
            || FolderDistrust(file.DirectoryName!) is not null
            || FileDistrust(path) is not null
        )
            return null;
        if (time.GetUtcNow() - file.LastWriteTimeUtc > Day)
            file.LastWriteTimeUtc = time.GetUtcNow().UtcDateTime;
        return path;
    }

    /// <summary>
    /// A file's content; null where there is none that can be trusted, or it is larger than
    /// <paramref name="maxBytes"/>. Fails with the exceptions of <see cref="File"/>.
    /// </summary>
    public byte[]? Read(string key, int maxBytes)
    {
        try
        {
            return Find(key) is { } path ? RegularFile.ReadOwnBytes(path, maxBytes) : null;
        }
        catch (Exception exception) when (exception is IrregularFileException or FileTooLargeException)
        {
            return null;
        }
    }

    /// <summary>Keeps a file, whole or not at all. Fails with the exceptions of <see cref="File"/>.</summary>
    /// <returns>False where the store can't be trusted.</returns>
    public bool Put(string key, Stream content)
    {
        var path = PathOf(key);
        var folder = Path.GetDirectoryName(path)!;
        foreach (var each in (ReadOnlySpan<string>)[directory, root, folder])
        {
            Make(each);
            if (Distrust() is not null)
                return false;
        }

        if (FolderDistrust(folder) is not null)
            return false;
        AtomicFile.Write(path, content, FileMode);
        return true;
    }

    /// <summary>All files that are kept, and temporary ones that a build left behind when it was ended.</summary>
    public IEnumerable<FileInfo> Files()
    {
        if (!Directory.Exists(root) || Distrust() is not null)
            yield break;
        foreach (var folder in new DirectoryInfo(root).EnumerateDirectories())
        {
            if (
                folder.Name.Length != 2
                || folder.Name.AsSpan().ContainsAnyExcept(Hexadecimal)
                || FolderDistrust(folder.FullName) is not null
            )
                continue;
            foreach (var file in folder.EnumerateFiles())
            {
                if (IsKey(file.Name, folder.Name) && FileDistrust(file.FullName) is null)
                    yield return file;
            }
        }
    }

    /// <summary>
    /// Deletes files that nobody asked for, once a day; the file of that day is the mark. Fails with the exceptions of
    /// <see cref="File"/>.
    /// </summary>
    /// <param name="unused">Longer than this.</param>
    public void TrimOnceADay(TimeSpan unused)
    {
        if (!IsTimeToTrim())
            return;
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var file in Files())
        {
            if (now - file.LastWriteTimeUtc > unused)
                file.Delete();
        }
    }

    /// <summary>
    /// True once a day, for those who trim by themselves; writes the mark. Fails with the exceptions of
    /// <see cref="File"/>.
    /// </summary>
    public bool IsTimeToTrim()
    {
        var now = time.GetUtcNow().UtcDateTime;
        var mark = Path.Combine(root, MarkName);
        if (Distrust() is not null || (FileDistrust(mark) is null && now - File.GetLastWriteTimeUtc(mark) < Day))
            return false;
        AtomicFile.Write(mark, Stream.Null, FileMode);
        File.SetLastWriteTimeUtc(mark, now);
        return true;
    }

    private string PathOf(string key) => Path.Combine(root, key[..2], key);

    private static bool IsKey(string name, string folder) =>
        name.Length >= KeyLength
        && name.StartsWith(folder, StringComparison.Ordinal)
        && !name.AsSpan(0, KeyLength).ContainsAnyExcept(Hexadecimal)
        && (name.Length == KeyLength || AtomicFile.IsTemporary(name.AsSpan(KeyLength)));

    private static void Make(string path)
    {
        if (Directory.Exists(path))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, FolderMode);
    }

    private static string? FolderDistrust(string path, bool isLinkAllowed = false) =>
        !Directory.Exists(path) ? null
        : !isLinkAllowed && new DirectoryInfo(path).LinkTarget is { } target
            ? $"'{path}' is a link to '{target}'; run `rm '{path}'`"
        : OwnerDistrust(path);

    // What isn't there can't be trusted either.
    private static string? FileDistrust(string path) =>
        UnixStatus.IsRegularFile(path) ? OwnerDistrust(path) : "it is no regular file";

    private static string? OwnerDistrust(string path)
    {
        if (OperatingSystem.IsWindows())
            return null;
        if (UnixStatus.Of(path) is { } status && UnixStatus.CurrentUser is { } user)
            return OwnerDistrust(path, status, user);
        return (File.GetUnixFileMode(path) & UnixFileMode.OtherWrite) == 0 ? null : Writable(path, "everybody");
    }

    /// <summary>Why what has this status isn't believed by this user, or null.</summary>
    internal static string? OwnerDistrust(string path, UnixStatus status, uint user)
    {
        // Root can do anything anyway.
        if (status.User != user && status.User != 0)
            return $"'{path}' belongs to user {status.User}, and this build runs as user {user}; run `chown -R "
                + $"{user} '{path}'`, or set GoDockCacheDir to a folder of its own";
        // Where each user has a group, that has the same number.
        if ((status.Mode & UnixFileMode.GroupWrite) != 0 && status.Group != status.User)
            return Writable(path, $"group {status.Group}");
        return (status.Mode & UnixFileMode.OtherWrite) == 0 ? null : Writable(path, "everybody");
    }

    private static string Writable(string path, string who) =>
        $"{who} can write to '{path}'; run `chmod -R go-w '{path}'`, or set GoDockCacheDir to a folder of its own";
}
