using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Building;

/// <summary>
/// Programs that were built before, by the hash of everything that decides their bytes, beside the verdicts in the
/// user's cache: a fresh clone takes them from there instead of compiling. A program is stored under the hash of its
/// own bytes, and checked against it when it is taken. It is no evidence of anything: who could write the store could
/// have put another program there.
/// </summary>
/// <param name="directory">Absolute path of the store.</param>
/// <param name="maxBytes">What the programs may take together; the least recently used go first.</param>
internal sealed class ProgramStore(string directory, long maxBytes, TimeProvider time)
{
    // What isn't ours, or from another version of the format, says nothing.
    private const string Header = "godock program 1";

    // The remarks are what go says while it builds.
    private const int MaxDescriptionBytes = 8 * 1024 * 1024;

    private const int HashLength = 64;

    private static readonly TimeSpan Unused = TimeSpan.FromDays(30);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly StoreFolder descriptions = new(directory, "programs-1", time);
    private readonly StoreFolder contents = new(directory, "contents-1", time);
    private int kept;

    /// <summary>Puts a program into place.</summary>
    /// <param name="key">See <see cref="BuildKey"/>.</param>
    /// <param name="path">
    /// Absolute; its folder is made. Fails with the exceptions of <see cref="File"/> where it can't be written.
    /// </param>
    /// <returns>
    /// What go remarked when it built the program; null where the store doesn't have it whole, and then nothing is
    /// written.
    /// </returns>
    public ImmutableArray<string>? Take(string key, string path)
    {
        string digest,
            stored;
        ImmutableArray<string> remarks;
        try
        {
            if (
                descriptions.Read(key, MaxDescriptionBytes) is not { } text
                || Encoding.UTF8.GetString(text).TrimEnd('\n').Split('\n') is not [Header, var hash, .. var lines]
                || !IsHash(hash)
                || contents.Find(hash) is not { } found
            )
                return null;
            (digest, stored, remarks) = (hash, found, [.. lines]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return Copy(stored, path, digest) ? remarks : null;
    }

    /// <summary>Keeps a program, unless the store can't be written.</summary>
    public void Put(string key, string path, ImmutableArray<string> remarks)
    {
        try
        {
            using var program = RegularFile.Open(path);
            if (program.Length > maxBytes)
                return;
            var digest = Convert.ToHexStringLower(SHA256.HashData(program));
            program.Position = 0;
            if (contents.Find(digest) is null && !contents.Put(digest, program))
                return;
            using var description = new MemoryStream(
                Encoding.UTF8.GetBytes(string.Join('\n', [Header, digest, .. remarks]) + "\n")
            );
            descriptions.Put(key, description);
            Interlocked.Increment(ref kept);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next fresh clone compiles.
        }
    }

    /// <summary>Deletes what is too much, where something was added.</summary>
    public void Trim()
    {
        if (kept == 0)
            return;
        try
        {
            var now = time.GetUtcNow().UtcDateTime;
            var files = contents.Files().OrderByDescending(file => file.LastWriteTimeUtc).ToList();
            var size = 0L;
            foreach (var file in files)
            {
                size += file.Length;
                // Another build may be writing a file that has no name of its own yet.
                if (size > maxBytes && (file.Name.Length == HashLength || now - file.LastWriteTimeUtc > Day))
                    file.Delete();
            }

            descriptions.TrimOnceADay(Unused);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Tomorrow is another build.
        }
    }

    private static bool Copy(string stored, string path, string digest)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var target = FileHandles.Create(temporary))
            {
                if (!CopyAndCheck(stored, target, digest))
                    return false;
            }

            MakeExecutable(temporary);
            File.Move(temporary, path, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // The bytes that are written are those that are checked, whoever changes the store at the time.
    private static bool CopyAndCheck(string stored, Stream target, string digest)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var source = RegularFile.Open(stored);
            for (int read; (read = source.Read(buffer)) > 0; )
            {
                hash.AppendData(buffer, 0, read);
                target.Write(buffer, 0, read);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset()) == digest;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // For all who may read it, as go leaves it.
    private static void MakeExecutable(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var mode = File.GetUnixFileMode(path);
        File.SetUnixFileMode(path, mode | (UnixFileMode)(((int)mode & 0x124) >> 2));
    }

    private static bool IsHash(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigitLower);
}
