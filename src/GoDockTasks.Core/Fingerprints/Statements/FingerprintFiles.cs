namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>What the names of fingerprints say of the files beside them.</summary>
internal static class FingerprintFiles
{
    private static readonly string[] Extensions =
    [
        FingerprintGenerator.BundleExtension,
        FingerprintGenerator.StatementExtension,
    ];

    /// <summary>
    /// It is called as a fingerprint is; on some systems case doesn't count, and a verifier must not overlook what
    /// others take.
    /// </summary>
    /// <param name="path">A path or a name.</param>
    public static bool IsFingerprint(string path) => ExtensionOf(path) is not null;

    /// <summary>
    /// The file beside a fingerprint that has its name: <c>orders</c>, else <c>orders.exe</c>, for
    /// <c>orders.sigstore.json</c>; null where there is none.
    /// </summary>
    /// <param name="bundle">Absolute.</param>
    public static string? NamedLike(string bundle)
    {
        var extension = ExtensionOf(bundle);
        return extension is null || Path.GetFileName(bundle).Length == extension.Length
            ? null
            : new[] { bundle[..^extension.Length], bundle[..^extension.Length] + ".exe" }.FirstOrDefault(File.Exists);
    }

    /// <summary>Fingerprints that lie beside a file and have its name, with or without its <c>.exe</c>.</summary>
    /// <param name="file">Absolute.</param>
    public static IEnumerable<string> Beside(string file)
    {
        var name = Path.GetFileName(file);
        try
        {
            return
            [
                .. from bundle in Directory.EnumerateFiles(Path.GetDirectoryName(file)!)
                where Path.GetFileName(bundle).StartsWith(Stem(name), StringComparison.Ordinal)
                where IsFingerprint(bundle) && NamedLike(bundle) == file
                select bundle,
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>A program's name without what Windows adds to it.</summary>
    public static string Stem(string name) =>
        name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^".exe".Length] : name;

    private static string? ExtensionOf(string path) =>
        Array.Find(Extensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
