using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>What a bake file says of a sidecar.</summary>
/// <param name="Context">Absolute path of its build context.</param>
/// <param name="Access">The secrets that its download step takes; null where it has no such step.</param>
internal sealed record BakeTarget(Sidecar Sidecar, string Context, ModuleAccess? Access)
{
    /// <summary>What bake calls it.</summary>
    public string Name { get; } = NameOf(Sidecar.Name);

    /// <summary>Targets are of letters, digits, - and _ (buildx, bake's validateTargetName).</summary>
    public static string NameOf(string sidecar) =>
        string.Concat(sidecar.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
}
