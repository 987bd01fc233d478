using System.Globalization;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>Reads the files of a module, none larger than it could sensibly be.</summary>
internal static class ModuleFileReader
{
    /// <summary>Bound for go.mod and go.work: 4 MiB.</summary>
    public const int MaxModBytes = 4 * 1024 * 1024;

    /// <summary>Bound for go.sum and vendor/modules.txt: 32 MiB.</summary>
    public const int MaxSumBytes = 32 * 1024 * 1024;

    /// <summary>
    /// GDT1012 for a file that can't be read, GDT1002 for one that is larger than the bound or is UTF-16. Bytes that
    /// aren't UTF-8 come back as U+FFFD, with GDT1002 as a warning at the first of them: go accepts them in comments
    /// and paths.
    /// </summary>
    /// <param name="path">Absolute.</param>
    /// <param name="maxBytes">The largest size that is read.</param>
    public static ModuleFileText Read(string path, int maxBytes)
    {
        try
        {
            return Decode(path, RegularFile.ReadBytes(path, maxBytes));
        }
        catch (FileTooLargeException)
        {
            return TooLarge(path, maxBytes);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(path, null, null);
        }
        catch (IrregularFileException exception) when (exception.Message != IrregularFileException.Folder)
        {
            return new(path, null, IrregularFileException.Describe(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(path, null, new(DiagnosticCatalogue.NoAccess, new(path), Unreadable(path, exception)));
        }
    }

    private static ModuleFileText Decode(string path, byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return new(
                path,
                null,
                SyntaxErrors.Create(path, new(1, 1), "is encoded as UTF-16; save the file as UTF-8 without BOM")
            );
        }

        var text = Utf8Text.Decode(bytes);
        var valid = Utf8Text.ValidLength(bytes);
        if (valid == bytes.Length)
            return new(path, text, null);
        var line = bytes.AsSpan(0, valid).Count((byte)'\n') + 1;
        var lineStart = bytes.AsSpan(0, valid).LastIndexOf((byte)'\n') + 1;
        var column = Utf8Text.Decode(bytes.AsSpan(lineStart, valid - lineStart)).Length + 1;
        var message = $"the byte 0x{bytes[valid]:X2} is no UTF-8; save the file as UTF-8";
        return new(
            path,
            text,
            SyntaxErrors.Create(path, new(line, column), message) with
            {
                Severity = DiagnosticSeverity.Warning,
            }
        );
    }

    private static ModuleFileText TooLarge(string path, int maxBytes)
    {
        var bound = (maxBytes / 1024.0 / 1024).ToString("0.##", CultureInfo.InvariantCulture);
        return new(
            path,
            null,
            SyntaxErrors.Create(
                path,
                default,
                $"is larger than {bound} MiB, which no file of its kind is; restore the file from version control"
            )
        );
    }

    private static string Unreadable(string path, Exception exception)
    {
        if (Directory.Exists(path))
            return "is a folder where a file is expected; move it away";
        if (exception is not UnauthorizedAccessException || OperatingSystem.IsWindows())
            return $"can't be read ({exception.Message}); make it readable for the user who builds";
        return $"can't be read by the user who builds (mode {Mode(path)}); run chmod +r '{path}', or change its owner";
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static string Mode(string path)
    {
        try
        {
            return Convert.ToString((int)File.GetUnixFileMode(path), 8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}

/// <summary>What <see cref="ModuleFileReader"/> found.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="Text">Its content, a byte order mark included; null if it is missing or can't be used.</param>
/// <param name="Diagnostic">
/// Why there is no text; or, with a text, a warning about it. Null for a missing file: what that means is the caller's
/// to say.
/// </param>
public sealed record ModuleFileText(string Path, string? Text, Diagnostic? Diagnostic)
{
    public bool IsMissing => Text is null && Diagnostic is null;
}
