namespace GoDockTasks.Core.Files;

/// <summary>A file that a user's list of files, folders and patterns names.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Name">
/// As the user would write it: the entry itself, or the folder or pattern's fixed part with what was found below it.
/// </param>
/// <param name="Folder">The entry that is a folder, where the file was found below one; else null.</param>
public sealed record NamedFile(string Path, string Name, string? Folder);
