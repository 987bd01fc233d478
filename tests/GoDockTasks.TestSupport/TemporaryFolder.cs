namespace GoDockTasks.TestSupport;

/// <summary>A folder that a test has for itself, removed when the test ends.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder(string name = "godock tests") =>
        Root = Directory.CreateTempSubdirectory(name + "-").FullName;

    public string Root { get; }

    /// <summary>Absolute path of something inside; parts are separated by /.</summary>
    public string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>
    /// Writes a file, with its folders, as UTF-8 without BOM and with the line ends that the text has.
    /// </summary>
    public string Write(string relative, string content)
    {
        var path = Path(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Makes a symbolic link; returns its path.</summary>
    /// <param name="target">Absolute, or relative to the link's folder; needn't be there.</param>
    public string Link(string relative, string target)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(relative))!);
        return File.CreateSymbolicLink(Path(relative), target).FullName;
    }

    // Go's module cache is read-only.
    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            foreach (
                var folder in Directory.EnumerateDirectories(
                    Root,
                    "*",
                    new EnumerationOptions
                    {
                        RecurseSubdirectories = true,
                        AttributesToSkip = FileAttributes.ReparsePoint,
                    }
                )
            )
                File.SetUnixFileMode(
                    folder,
                    File.GetUnixFileMode(folder) | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                );
        }

        Directory.Delete(Root, recursive: true);
    }
}
