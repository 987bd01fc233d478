using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Caches;

/// <summary>
/// GDT2206: the whole context is copied without a .dockerignore, or with folders that no build needs.
/// </summary>
internal sealed class SentFoldersRule : IDockerfileRule
{
    private static readonly string[] NeverNeeded = [".git", "obj", "bin", "node_modules"];

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (word, folder) in Sent(file))
        {
            var name = folder.Length == 0 ? "the whole build context" : folder;
            var unneeded = Unneeded(file.Context, folder);
            if (file.Context.IgnorePath is null && folder.Length == 0 && said.Add(""))
                yield return file.Report(
                    DiagnosticCatalogue.UnneededSent,
                    word,
                    $"{name} is copied, and there is no .dockerignore; write "
                        + $"one{(unneeded.Count == 0 ? "" : $" with {string.Join(" and ", unneeded)} in it")}, so "
                        + $"that what no build needs isn't sent and doesn't make layers anew"
                );
            else if (unneeded.Count > 0 && said.Add(folder))
                yield return file.Report(
                    DiagnosticCatalogue.UnneededSent,
                    word,
                    $"{name} is copied with {string.Join(" and ", unneeded)}, which no build needs; add "
                        + $"{(unneeded.Count == 1 ? "it" : "them")} to .dockerignore"
                );
        }
    }

    /// <summary>The folders of the context that are taken, each with the word that does.</summary>
    private static IEnumerable<(Word Word, string Folder)> Sent(LintedDockerfile file)
    {
        foreach (var step in file.Stages.SelectMany(stage => stage.Steps))
        {
            foreach (var source in step.Sources)
            {
                foreach (var match in source.Matches ?? [])
                {
                    if (file.Context.Find(match) == ContextEntry.Directory)
                        yield return (source.Word, match);
                }
            }

            foreach (var mount in step.Mounts)
            {
                if (mount is { Kind: RunMountKind.Bind, From: null, Source: null or "." or "/" or "./" })
                    yield return (mount.Flag.Source, "");
            }
        }
    }

    private static List<string> Unneeded(BuildContext context, string folder)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        // A folder called bin is an output's where obj is beside it; else it may hold scripts.
        return
        [
            .. NeverNeeded
                .Where(name =>
                    IsSent(context, prefix + name)
                    && (name != "bin" || context.Find(prefix + "obj") != ContextEntry.Missing)
                )
                .Select(name => prefix + name),
        ];
    }

    private static bool IsSent(BuildContext context, string folder) =>
        context.Find(folder) == ContextEntry.Directory
        && !context.Ignore.Excludes(folder)
        && context.HasFile(folder, _ => true) == true;
}
