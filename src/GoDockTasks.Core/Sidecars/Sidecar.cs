namespace GoDockTasks.Core.Sidecars;

/// <summary>A Go service (or library) beside the solution, as a `GoSidecar` item describes it.</summary>
/// <param name="Name">What it is called in messages and outputs; the folder's name unless the item says otherwise.</param>
/// <param name="ModuleDirectory">Absolute path of the folder that holds go.mod, without a trailing separator.</param>
/// <param name="Main">The package to build, relative to the module ("./cmd/orders"); null where the item leaves it open.</param>
/// <param name="Item">Where this comes from.</param>
public sealed record Sidecar(string Name, string ModuleDirectory, string? Main, SidecarItem Item)
{
    /// <summary>Absolute path of its go.mod.</summary>
    public string GoModPath => Path.Combine(ModuleDirectory, "go.mod");
}
