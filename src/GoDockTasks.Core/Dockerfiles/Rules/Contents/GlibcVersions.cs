using System.Collections.Frozen;
using GoDockTasks.Core.Dockerfiles.Evaluation;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// Which glibc images have. Source: the distributions' package lists, as of 2026-11; within a release the minor version
/// doesn't change.
/// </summary>
internal static class GlibcVersions
{
    // By name and release: 2.N.
    private static readonly FrozenDictionary<string, int> Releases = new Dictionary<string, int>
    {
        ["stretch"] = 24,
        ["buster"] = 28,
        ["bullseye"] = 31,
        ["bookworm"] = 36,
        ["trixie"] = 41,
        ["debian9"] = 24,
        ["debian10"] = 28,
        ["debian11"] = 31,
        ["debian12"] = 36,
        ["debian13"] = 41,
        ["xenial"] = 23,
        ["bionic"] = 27,
        ["focal"] = 31,
        ["jammy"] = 35,
        ["noble"] = 39,
        ["ubuntu16.04"] = 23,
        ["ubuntu18.04"] = 27,
        ["ubuntu20.04"] = 31,
        ["ubuntu22.04"] = 35,
        ["ubuntu24.04"] = 39,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// The minor version of glibc 2; null for another C library, and where the tag doesn't say the release.
    /// </summary>
    public static int? Of(BaseImage image)
    {
        if (image.IsScratch || image.IsAlpine || image.Tag.Length == 0)
            return null;
        if (image.IsDistroless)
            return image.ShortName!.StartsWith("static", StringComparison.Ordinal)
                ? null
                : Releases.GetValueOrNull(image.ShortName[(image.ShortName.LastIndexOf('-') + 1)..]);
        if (image.ShortName is not ("golang" or "debian" or "ubuntu"))
            return null;
        foreach (var part in image.Tag.Split('-'))
        {
            if (
                (
                    Releases.GetValueOrNull(part)
                    ?? (
                        image.ShortName == "golang"
                            ? null
                            : Releases.GetValueOrNull(image.ShortName + part.Split('.')[0])
                                ?? Releases.GetValueOrNull(image.ShortName + part)
                    )
                ) is
                { } version
            )
                return version;
        }

        return null;
    }

    private static int? GetValueOrNull(this FrozenDictionary<string, int> releases, string name) =>
        releases.TryGetValue(name, out var version) ? version : null;
}
