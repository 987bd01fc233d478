using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>The files of a reproduction, by path with forward slashes; none holds a credential that is known.</summary>
internal sealed class ReproductionFiles
{
    private const int MaxBytes = 8 * 1024 * 1024;
    private const int MaxFiles = 5_000;

    // What folders are skipped, and what is in files of these names isn't written: such a file is empty.
    private static readonly string[] SkippedFolders = [".git", "node_modules", ".ssh", ".aws", ".docker", ".kube"];
    private static readonly string[] SecretNames =
    [
        ".netrc",
        "_netrc",
        ".git-credentials",
        ".npmrc",
        ".pypirc",
        "credentials",
        "credentials.json",
        "kubeconfig",
    ];
    private static readonly string[] SecretBeginnings = [".env", "id_rsa", "id_ed25519", "id_ecdsa"];
    private static readonly string[] SecretEndings = [".env", ".pem", ".key", ".p12", ".pfx", ".kubeconfig"];

    private readonly SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public FileAmount Size => new(files.Count, files.Values.Sum(content => (long)content.Length));

    public bool Contains(string path) => files.ContainsKey(path);

    /// <summary>A file lies in or below a folder.</summary>
    public bool HasBelow(string folder) =>
        files.Keys.Any(path => path.StartsWith(folder + "/", StringComparison.Ordinal));

    public void Add(string path, string text) => files[path] = Encoding.UTF8.GetBytes(Secrets.Redact(text));

    public void Remove(string path) => files.Remove(path);

    /// <summary>Adds a file as it is; one that is too large or can't be read is left out.</summary>
    /// <param name="from">Absolute.</param>
    public void Copy(string path, string from)
    {
        if (files.Count >= MaxFiles)
            return;
        if (IsSecret(Path.GetFileName(from)) || new FileInfo(from) is { Exists: true, Length: 0 })
        {
            files[path] = [];
            return;
        }

        if (RegularFile.TryRead(from, MaxBytes).Content is not { } content)
            return;
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
            var redacted = Secrets.Redact(text);
            files[path] = redacted == text ? content : Encoding.UTF8.GetBytes(redacted);
        }
        catch (DecoderFallbackException)
        {
            files[path] = content;
        }
    }

    /// <summary>Writes them in the place of what an earlier reproduction left there.</summary>
    /// <param name="directory">Absolute; what is in it goes.</param>
    public void Write(string directory)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        Directory.CreateDirectory(directory);
        foreach (var (path, content) in files)
        {
            var file = Path.Combine(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            AtomicFile.Write(file, content);
        }
    }

    /// <summary>Whether a folder of that name belongs to no reproduction.</summary>
    public static bool IsSkipped(string folder) => SkippedFolders.Contains(folder);

    private static bool IsSecret(string name) =>
        SecretNames.Contains(name, StringComparer.OrdinalIgnoreCase)
        || Array.Exists(SecretBeginnings, part => name.StartsWith(part, StringComparison.OrdinalIgnoreCase))
        || Array.Exists(SecretEndings, part => name.EndsWith(part, StringComparison.OrdinalIgnoreCase));
}

/// <summary>How many files there are, and how large they are together.</summary>
public readonly record struct FileAmount(int Files, long Bytes)
{
    private const int MaxEntries = 20_000;

    public bool IsWithin(FileAmount other) => Files <= other.Files && Bytes <= other.Bytes;

    /// <summary>Of a folder and all below it; of very large ones as far as they were counted.</summary>
    /// <param name="directory">Absolute.</param>
    /// <param name="excluded">Absolute path of a folder that isn't counted.</param>
    internal static FileAmount Of(string directory, string excluded)
    {
        var amount = default(FileAmount);
        var open = new Stack<string>([directory]);
        while (open.TryPop(out var folder))
        {
            try
            {
                foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
                {
                    if (amount.Files >= MaxEntries)
                        return amount;
                    if (entry is FileInfo { LinkTarget: null } file)
                        amount = new(amount.Files + 1, amount.Bytes + file.Length);
                    else if (
                        entry is DirectoryInfo { LinkTarget: null }
                        && !ReproductionFiles.IsSkipped(entry.Name)
                        && entry.FullName != excluded
                    )
                        open.Push(entry.FullName);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // What can't be listed isn't counted: the original then is the larger one.
            }
        }

        return amount;
    }
}
