namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>A file or an image that a statement is about.</summary>
/// <param name="Name">
/// The file's name, without folders, or the image's in full, without tag and digest, which always has a <c>/</c>.
/// </param>
/// <param name="Sha256">Of the file, or of the image's manifest, as 64 lower-case hexadecimal digits.</param>
public sealed record Subject(string Name, string Sha256)
{
    /// <summary>It is an image.</summary>
    public bool IsImage => Name.Contains('/', StringComparison.Ordinal);
}
