using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Images;

/// <summary>The lock file on disk.</summary>
public static class DigestLockFile
{
    /// <summary>Its name, where the user chooses no other.</summary>
    public const string DefaultName = "godock.lock.json";

    /// <summary>The largest that is read: 1 MiB, some ten thousand images.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>
    /// Reads it; where there is none, an empty lock with <see cref="ParsedDigestLock.Exists"/> false, and no
    /// diagnostic.
    /// </summary>
    /// <param name="path">Absolute.</param>
    public static ParsedDigestLock Read(string path)
    {
        if (!File.Exists(path))
            return new(DigestLock.Empty, []) { Exists = false };
        try
        {
            return DigestLock.Read(path, Encoding.UTF8.GetString(RegularFile.ReadBytes(path, MaxBytes)));
        }
        catch (FileTooLargeException)
        {
            return Failed(
                DiagnosticCatalogue.LockFileDoesNotParse,
                $"'{path}' is larger than 1 MiB, which no lock file is; restore it from version control."
            );
        }
        catch (IrregularFileException exception) when (exception.Message == IrregularFileException.Special)
        {
            return new(DigestLock.Empty, [IrregularFileException.Describe(path)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(
                DiagnosticCatalogue.NoAccess,
                $"'{path}' can't be read ({exception.Message}); make it readable for the user who builds."
            );
        }

        ParsedDigestLock Failed(DiagnosticDescriptor what, string message) =>
            new(DigestLock.Empty, [new(what, new(path), message)]);
    }

    /// <summary>Writes it, whole or not at all, and not where it has this content.</summary>
    /// <returns>GDT1012 where it can't be written, else null.</returns>
    public static Diagnostic? Write(string path, DigestLock images)
    {
        try
        {
            AtomicFile.Write(path, Encoding.UTF8.GetBytes(images.ToText()));
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(
                DiagnosticCatalogue.NoAccess,
                new(path),
                $"'{path}' can't be written ({exception.Message}); make it and its folder writable for the "
                    + $"user who runs this."
            );
        }
    }
}
