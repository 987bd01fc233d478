using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>
/// Finds the folders that a Dockerfile may be meant to be built with, since it isn't written in the file: what the
/// request says; else what a compose or bake file beside or above says; else what a generated file's comment says; else
/// those of the Dockerfile's folder and the ones above that have most of what is copied.
/// </summary>
internal sealed class ContextFinder(Surroundings surroundings, GoFolders go)
{
    public ContextCandidates Find(LintRequest request, Dockerfile dockerfile, string text)
    {
        var own = Path.GetDirectoryName(request.DockerfilePath)!;
        var builds = Described(request.DockerfilePath, own);
        var found = FindFolders(request, own, [.. builds.Select(build => build.Context).Distinct()], dockerfile, text);
        return builds.IsEmpty ? found : found with { Targets = [.. builds.Select(build => build.Target).Distinct()] };
    }

    private ContextCandidates FindFolders(
        LintRequest request,
        string own,
        ImmutableArray<string> said,
        Dockerfile dockerfile,
        string text
    )
    {
        if (request.ContextDirectory is { } given)
            return new([given], [], IsSaid: true);
        var folders = Folders(own, request.ModuleDirectory);
        if (WithReplacements(request.ModuleDirectory ?? own) is { } needed && !folders.Contains(needed))
            folders = folders.Add(needed);
        if (
            said.IsEmpty
            && GeneratedHeader.ContextIn(text) is { } written
            && Path.GetFullPath(written, own) is var folder
            && Directory.Exists(folder)
        )
            said = [Path.TrimEndingDirectorySeparator(folder)];
        if (!said.IsEmpty)
            return new(said, [.. folders.Except(said, StringComparer.Ordinal)], IsSaid: true);
        var sources = Sources(dockerfile).Distinct(StringComparer.Ordinal).ToList();
        var counts = folders.Select(candidate => Count(candidate, sources)).ToList();
        var most = counts.Max();
        ImmutableArray<string> fitting = [.. folders.Where((_, index) => counts[index] == most)];
        // Nothing says where a tree without a repository ends: a folder above that has more of it is as likely.
        if (
            most < sources.Count
            && surroundings.FoldersBeyond(own).FirstOrDefault(above => Count(above, sources) > most) is { } beyond
        )
            fitting = [.. fitting, beyond];
        // A comment may be older than what it is about: it only decides between folders that fit.
        var meant = BuildComment.ContextsIn(request.DockerfilePath, text).FirstOrDefault(fitting.Contains);
        return new(meant is null ? fitting : [meant], [], IsSaid: false);
    }

    private ImmutableArray<string> Folders(string own, string? moduleDirectory)
    {
        var folders = surroundings.FoldersUpFrom(own);
        return moduleDirectory is null || folders.Contains(moduleDirectory)
            ? folders
            : [.. folders.Union(surroundings.FoldersUpFrom(moduleDirectory), StringComparer.Ordinal)];
    }

    // A module that needs what lies beside it is built with a folder that holds both, also where no repository says
    // how far up to look.
    private string? WithReplacements(string module)
    {
        var path = Path.Combine(module, "go.mod");
        if (go.Text(path).Text is not { } text)
            return null;
        var replaced = GoModFile
            .Parse(text, path)
            .Value.Replace.Where(directive =>
                directive.IsLocal && !directive.NewPath.Contains('\0', StringComparison.Ordinal)
            )
            .Select(directive => Path.TrimEndingDirectorySeparator(Path.GetFullPath(directive.NewPath, module)))
            .Where(Directory.Exists);
        return Generation.Folders.Common(replaced.Prepend(module));
    }

    private ImmutableArray<DescribedBuild> Described(string dockerfilePath, string own) =>
        [
            .. surroundings
                .FoldersUpFrom(own)
                .SelectMany(folder => surroundings.BuildsDescribedIn(folder))
                .Where(build => build.Dockerfile == dockerfilePath && Directory.Exists(build.Context)),
        ];

    private int Count(string folder, List<string> sources)
    {
        var context = new BuildContext(folder, IgnoreFile.Empty, null, go.Listings);
        return sources.Count(source => context.Match(source) is not { IsEmpty: true });
    }

    // Relative to the context. The context itself is everywhere.
    private static IEnumerable<string> Sources(Dockerfile dockerfile) =>
        dockerfile
            .Instructions.SelectMany(instruction =>
                instruction.Kind == InstructionKind.Run ? Bound(instruction) : Copied(instruction)
            )
            .Where(source => !source.Contains('$', StringComparison.Ordinal))
            .Select(source => ImagePath.Combine("/", source)[1..])
            .Where(source => source.Length > 0);

    private static IEnumerable<string> Copied(Instruction instruction) =>
        instruction.Kind is InstructionKind.Copy or InstructionKind.Add
        && instruction.Flag("from") is null
        && instruction.Arguments.Length > 1
            ? instruction
                .Arguments[..^1]
                .Select(word => word.Text)
                .Where(source => !CopyEvaluator.IsRemote(source) && HeredocNames.Parse(source) is null)
            : [];

    private static IEnumerable<string> Bound(Instruction run) =>
        RunMountReader
            .Read(run, value => value)
            .Where(mount => mount is { Kind: RunMountKind.Bind, From: null, Source: not null })
            .Select(mount => mount.Source!);
}

/// <summary>The folders that a Dockerfile may be meant to be built with.</summary>
/// <param name="Folders">Absolute paths of those that fit, the nearest first; at least one.</param>
/// <param name="Others">Those that were not named, though they lie above.</param>
/// <param name="IsSaid">Somebody has written them down.</param>
internal sealed record ContextCandidates(ImmutableArray<string> Folders, ImmutableArray<string> Others, bool IsSaid)
{
    /// <summary>The stages that compose and bake files build of it, as written; null for the last one.</summary>
    public ImmutableArray<string?> Targets { get; init; } = [null];
}

/// <summary>
/// The command that people write into a Dockerfile for those who build it: `# docker build -f x/Dockerfile .`.
/// </summary>
internal static class BuildComment
{
    // Nobody reads longer ones.
    private const int MaxLength = 1000;

    /// <summary>Absolute paths of the folders that such commands send.</summary>
    /// <param name="dockerfilePath">Absolute.</param>
    public static IEnumerable<string> ContextsIn(string dockerfilePath, string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line is not ['#', ..] || line.Length > MaxLength)
                continue;
            var words = line[1..].Split([' ', '\t', '\r', '`'], StringSplitOptions.RemoveEmptyEntries);
            var start = Array.FindIndex(words, word => word is "docker" or "podman" or "buildah" or "nerdctl");
            if (start < 0 || !words.Skip(start + 1).Take(2).Any(word => word is "build" or "bud"))
                continue;
            // What is written of the path tells from where the command is started.
            var file = Array.FindIndex(words, start, word => word is "-f" or "--file") + 1;
            if (
                file == 0
                || file + 1 >= words.Length
                || words[file].TrimStart('.', '/') is var written
                    && !dockerfilePath.EndsWith("/" + written, StringComparison.Ordinal)
            )
                continue;
            var from = dockerfilePath[..^written.Length];
            if (words[^1] is ['.', ..] or [>= 'a' and <= 'z', ..] && !words[^1].Contains('\0'))
                yield return Path.TrimEndingDirectorySeparator(Path.GetFullPath(words[^1], from));
        }
    }
}

/// <summary>
/// What is said of a Dockerfile that may be built with one of several folders: an error only where it is one with each
/// of them. Where it works with one alone, that is named.
/// </summary>
/// <param name="dockerfilePath">Absolute.</param>
/// <param name="check">All findings with a folder as the build context.</param>
internal sealed class ContextChoice(string dockerfilePath, Func<string, IReadOnlyList<Diagnostic>> check)
{
    private sealed record Outcome(string Folder, IReadOnlyList<Diagnostic> Found)
    {
        public ImmutableHashSet<string> Errors { get; } =
        [.. Found.Where(IsError).Select(diagnostic => diagnostic.Code)];
    }

    public IReadOnlyList<Diagnostic> Decide(ContextCandidates candidates)
    {
        var first = Check(candidates.Folders[0]);
        if (first.Errors.IsEmpty)
            return first.Found;
        var fitting = candidates.Folders.Skip(1).Select(Check).Prepend(first).ToList();
        var others = candidates.Others.Select(Check).ToList();
        // What is wrong whatever the context is doesn't tell them apart.
        var always = fitting
            .Concat(others)
            .Select(outcome => outcome.Errors)
            .Aggregate((one, other) => one.Intersect(other));
        var best = fitting.MinBy(outcome => outcome.Errors.Count)!;
        var working = fitting.Concat(others).Where(outcome => outcome.Errors.IsSubsetOf(always)).ToList();
        if (candidates.IsSaid)
            return
            [
                .. best.Found.Select(diagnostic =>
                    Named(
                        fitting.Exists(outcome => outcome.Errors.IsEmpty) ? Weighed(diagnostic, fitting) : diagnostic,
                        working
                    )
                ),
            ];
        if (best != first && best.Errors.IsSubsetOf(always))
            return working.Count == 1
                ?
                [
                    .. best.Found,
                    Elsewhere(
                        first,
                        first.Found.First(diagnostic => IsError(diagnostic) && !always.Contains(diagnostic.Code)),
                        best.Folder
                    ),
                ]
                : best.Found;
        return [.. best.Found.Select(diagnostic => Weighed(diagnostic, fitting))];
    }

    private Outcome Check(string folder) => new(folder, check(folder));

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static Diagnostic Weighed(Diagnostic diagnostic, List<Outcome> fitting) =>
        IsError(diagnostic) && !fitting.TrueForAll(outcome => outcome.Errors.Contains(diagnostic.Code))
            ? diagnostic with
            {
                Severity = DiagnosticSeverity.Warning,
            }
            : diagnostic;

    // What is said there, too, has nothing to do with the context.
    private Diagnostic Named(Diagnostic diagnostic, List<Outcome> working) =>
        working.Count == 1
        && diagnostic.Severity != DiagnosticSeverity.Message
        && !working[0].Found.Any(found => (found.Code, found.Location) == (diagnostic.Code, diagnostic.Location))
            ? diagnostic with
            {
                Message = $"{diagnostic.Message}; the build works with another context: {Command(working[0].Folder)}",
            }
            : diagnostic;

    private Diagnostic Elsewhere(Outcome first, Diagnostic reason, string folder) =>
        new(
            DiagnosticCatalogue.ContextElsewhere,
            reason.Location.File == dockerfilePath ? reason.Location : new(dockerfilePath),
            $"nothing says what this Dockerfile is built with; with '{first.Folder}' it fails here "
                + $"({reason.Code}), and works only {Command(folder)}; say so with Context on its GoSidecar item, "
                + $"or in a compose or bake file"
        );

    private string Command(string folder) =>
        $"in '{folder}' with docker build -f {Path.GetRelativePath(folder, dockerfilePath).Replace('\\', '/')} .";
}
