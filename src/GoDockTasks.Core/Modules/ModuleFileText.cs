using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Modules;

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
