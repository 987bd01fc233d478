using System.Text;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Files;

/// <summary>Goes through a folder and all below it, in the order of names.</summary>
/// <param name="followsLinks">Folders that links lead to are entered, too; each once, also in a ring of links.</param>
/// <param name="isSkipped">Says of a folder's name that it isn't looked into.</param>
internal sealed class FolderWalk(bool followsLinks, Func<string, bool> isSkipped)
{
    private readonly HashSet<string> entered = new(StringComparer.Ordinal);
    private readonly List<(string Folder, string Problem)> unreadable = [];

    /// <summary>Absolute paths of folders that couldn't be read, and why.</summary>
    public IReadOnlyList<(string Folder, string Problem)> Unreadable => unreadable;

    /// <summary>Absolute paths of the files.</summary>
    /// <param name="folder">Absolute.</param>
    public IEnumerable<string> Files(string folder)
    {
        var open = new Stack<FileSystemInfo>(Entries(folder));
        while (open.TryPop(out var entry))
        {
            if (entry is FileInfo)
            {
                yield return entry.FullName;
            }
            else if ((followsLinks || entry.LinkTarget is null) && !isSkipped(entry.Name))
            {
                foreach (var inside in Entries(entry.FullName))
                    open.Push(inside);
            }
        }
    }

    // Last first, as they are pushed.
    private IEnumerable<FileSystemInfo> Entries(string folder)
    {
        if (followsLinks && !entered.Add(InFolder.Real(folder)))
            return [];
        try
        {
            return new DirectoryInfo(folder)
                .GetFileSystemInfos()
                .OrderByDescending(entry => Encoding.UTF8.GetBytes(entry.Name), ByteOrder.Comparer);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            unreadable.Add((folder, exception.Message));
            return [];
        }
    }
}
