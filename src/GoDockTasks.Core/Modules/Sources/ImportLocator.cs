using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>Where a module's Go files import something.</summary>
internal static class ImportLocator
{
    /// <summary>
    /// The first import, in the order of the files, of <paramref name="package"/> itself; else of a package below it,
    /// as when the module's path is known and not the package's. Null where no file has one.
    /// </summary>
    public static SourceLocation? Find(IEnumerable<GoFile> files, string package)
    {
        SourceLocation? below = null;
        foreach (var file in files)
        {
            var (exact, inside) = Search(file, package);
            if (exact is not null)
                return exact;
            below ??= inside;
        }

        return below;
    }

    /// <summary>The import of this very package in a file; null where it has none.</summary>
    public static SourceLocation? FindIn(GoFile file, string package) => Search(file, package).Exact;

    private static (SourceLocation? Exact, SourceLocation? Below) Search(GoFile file, string package)
    {
        SourceLocation? exact = null,
            below = null;
        if (Read(file.Path) is not { } text)
            return (null, null);
        GoFileHead.Measure(text, (offset, length) =>
        {
            var path = Encoding.UTF8.GetString(text, offset + 1, length - 2);
            if (path == package)
                exact ??= Locate(file.Path, text, offset);
            else if (path.StartsWith(package + "/", StringComparison.Ordinal))
                below ??= Locate(file.Path, text, offset);
        });
        return (exact, below);
    }

    private static SourceLocation Locate(string path, byte[] text, int offset)
    {
        var before = text.AsSpan(0, offset);
        return new(
            path,
            before.Count((byte)'\n') + 1,
            Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1
        );
    }

    private static byte[]? Read(string path)
    {
        try
        {
            return RegularFile.ReadBytes(path, GoSource.MaxBytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
