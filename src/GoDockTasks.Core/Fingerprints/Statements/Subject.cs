namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>A file or an image that a statement is about.</summary>
/// <param name="Name">
/// The file's name, without folders, or the image's in full, without tag and digest, which always has a <c>/</c>; of
/// one platform's image in an index as <see cref="OfPlatform"/> has it.
/// </param>
/// <param name="Sha256">Of the file, or of the image's manifest, as 64 lower-case hexadecimal digits.</param>
public sealed record Subject(string Name, string Sha256)
{
    private const string PackageUrl = "pkg:docker/";
    private const string Platform = "?platform=";

    /// <summary>It is an image.</summary>
    public bool IsImage => Name.Contains('/', StringComparison.Ordinal);

    /// <summary>
    /// What an image for one platform is called where the index of all has the repository's own name: a package URL, as
    /// in BuildKit's provenance.
    /// </summary>
    /// <param name="platform">Such as <c>linux/amd64</c>.</param>
    public static string OfPlatform(string repository, string platform) =>
        $"{PackageUrl}{repository}{Platform}{Uri.EscapeDataString(platform)}";

    /// <summary>The name of the image's repository, or of what isn't in that form itself.</summary>
    internal static string RepositoryOf(string name)
    {
        var end = name.IndexOf(Platform, StringComparison.Ordinal);
        return
            name.StartsWith(PackageUrl, StringComparison.Ordinal)
            && end > 0
            && IsPlatform(name[(end + Platform.Length)..])
            ? name[PackageUrl.Length..end]
            : name;
    }

    private static bool IsPlatform(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '%' or '.' or '_' or '-');
}
