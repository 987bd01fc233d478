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
