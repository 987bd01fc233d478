using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Rules.Caches;

/// <summary>
/// GDT2202: one step downloads and compiles, and keeps the modules neither in a layer of their own nor in a cache
/// mount.
/// </summary>
internal sealed class UncachedDownloadRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var command in file.GoCommands)
        {
            if (
                command.Compiles
                && ModuleDownload.IsFirst(file, command)
                && !GoCaches.HasUnknownMount(command)
                && GoCaches.ModulesOf(command) is { } modules
                && GoCaches.MountOf(command, modules) is null
                && !file.GoCommands.Any(other =>
                    other.Verb is "get" or "mod tidy" or "mod vendor" && ModuleDownload.IsBefore(other, command)
                )
            )
            {
                yield return file.Report(
                    DiagnosticCatalogue.DownloadNotCached,
                    command.At.Start,
                    $"`go {command.Verb}` downloads all modules again whenever a source changes; before the "
                        + $"source is copied, write {ModuleDownload.Copies(file, command)} and RUN go mod download"
                );
            }
        }
    }
}
