using System.Collections.Frozen;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Rules.Layouts;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// GDT2408: a program that is linked with a newer glibc than its image has. glibc 2.34 took the threads into libc.so,
/// with new versions of symbols that every cgo
/// program needs (`__libc_start_main`, `pthread_create`): linked with that or a newer one, it starts on none that is
/// older. Between others it depends on what the
/// program's C code calls: a warning where it has some.
/// </summary>
internal sealed class GlibcRule : IDockerfileRule
{
    private const int FirstWithThreads = 34;

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var target = file.Trace.Target;
        if (GlibcVersions.Of(target.Base.Root) is not { } there || LibcRule.MayBringLibraries(target))
            yield break;
        foreach (var command in file.GoCommands)
        {
            if (
                command.Verb is not ("build" or "install")
                || command.IsVersioned
                || GlibcVersions.Of(command.Stage.Base.Root) is not { } here
                || here <= there
                || CgoUse.IsEnabled(command) != true
                || LibcRule.IsStatic(command)
                || !LibcRule.IsCopied(file, target, command)
            )
            {
                continue;
            }

            var code = CgoUse.NeededBy(file, command);
            var isCertain = here >= FirstWithThreads && there < FirstWithThreads;
            if ((code ?? CgoUse.LinkedPackage(file, command)) is not { } cause || !isCertain && code is null)
                continue;
            var because = code is null ? $"{cause} is imported and cgo is on" : cause;
            var diagnostic = file.Report(
                DiagnosticCatalogue.GlibcTooOld,
                command.At.Start,
                $"{because}, so that the program is linked with glibc 2.{here}, and '{target.Base.Root.Reference}' "
                    + $"has 2.{there}: version `GLIBC_2.{here}' or an older one may not be found; "
                    + $"{(code is null ? "write ENV CGO_ENABLED=0 before the build, or " : "")}build and run on the "
                    + $"same release"
            );
            yield return isCertain ? diagnostic : diagnostic with { Severity = DiagnosticSeverity.Warning };
        }
    }
}

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
