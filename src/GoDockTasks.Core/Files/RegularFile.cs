namespace GoDockTasks.Core.Files;

/// <summary>Opens files that may be anything.</summary>
internal static class RegularFile
{
    /// <summary>
    /// The file, or the one that a symbolic link leads to, to be read. Pipes and devices have no length, and opening one may never end: like an empty file,
    /// they aren't opened and hold nothing. Fails with the exceptions of <see cref="File"/>.
    /// </summary>
    /// <param name="path">Absolute.</param>
    public static Stream Open(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
            file = target;
        return file.Length == 0 ? Stream.Null : new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }
}
