using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Building;

/// <summary>A program that is as its sources say.</summary>
/// <param name="Sidecar">What it was built from.</param>
/// <param name="Command">How.</param>
/// <param name="Path">Absolute path of the binary.</param>
/// <param name="StampPath">Absolute path of the file that says what it was built from, where it was built here.</param>
/// <param name="StoredStampPath">Likewise, where it was taken from the store of programs.</param>
public sealed record BuiltProgram(
    Sidecar Sidecar,
    BuildCommand Command,
    string Path,
    string StampPath,
    string StoredStampPath
)
{
    /// <summary>Where it goes in an output folder: <c>sidecars/NAME/NAME</c>, with .exe for Windows.</summary>
    public string TargetPath => $"sidecars/{Sidecar.Name}/{Sidecar.Name}{Command.Platform.ExecutableSuffix}";
}
