namespace GoDockTasks.Core.Fingerprints;

/// <summary>A file that a statement is about.</summary>
/// <param name="Name">The file's name, without folders.</param>
/// <param name="Sha256">Of its content, as 64 lower-case hexadecimal digits.</param>
public sealed record Subject(string Name, string Sha256);
