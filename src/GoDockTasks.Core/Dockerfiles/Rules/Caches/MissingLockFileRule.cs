using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Caches;

/// <summary>
/// GDT2205: another ecosystem's packages are installed by a manifest whose lock file lies beside it, but wasn't copied.
/// </summary>
internal sealed class MissingLockFileRule : IDockerfileRule
{
    private sealed record Ecosystem(string Program, string[] Verbs, Predicate<string> IsManifest, string Lock);

    private static readonly Ecosystem[] Ecosystems =
    [
        new("npm", ["install", "i", "ci"], name => name == "package.json", "package-lock.json"),
        new("yarn", ["install"], name => name == "package.json", "yarn.lock"),
        new("pnpm", ["install", "i"], name => name == "package.json", "pnpm-lock.yaml"),
        new(
            "dotnet",
            ["restore", "build", "publish"],
            name =>
                name.EndsWith(".csproj", StringComparison.Ordinal)
                || name.EndsWith(".fsproj", StringComparison.Ordinal),
            "packages.lock.json"
        ),
        new("poetry", ["install"], name => name == "pyproject.toml", "poetry.lock"),
        new("uv", ["sync"], name => name == "pyproject.toml", "uv.lock"),
        new("pipenv", ["install", "sync"], name => name == "Pipfile", "Pipfile.lock"),
        new("cargo", ["build", "fetch", "install"], name => name == "Cargo.toml", "Cargo.lock"),
        new("bundle", ["install"], name => name == "Gemfile", "Gemfile.lock"),
        new("composer", ["install"], name => name == "composer.json", "composer.lock"),
    ];

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var stage in file.Stages)
        {
            var before = stage.Lineage.SkipLast(1).SelectMany(parent => parent.Steps).ToList();
            var said = new HashSet<int>();
            foreach (var step in stage.Steps)
            {
                foreach (var command in step.Commands)
                {
                    if (
                        EcosystemOf(command) is { } ecosystem
                        && Manifest(before, command, ecosystem) is var (word, target, source)
                        && IsMissing(file, before, step, target, source, ecosystem)
                        && said.Add(word.Start)
                    )
                    {
                        yield return file.Report(
                            DiagnosticCatalogue.LockFileNotCopied,
                            word,
                            $"{source} is copied without {Beside(source, ecosystem.Lock)}, so that "
                                + $"`{command.Program} {command.Argument(1)}` takes whatever versions there are "
                                + $"today; copy both"
                        );
                    }
                }

                before.Add(step);
            }
        }
    }

    private static Ecosystem? EcosystemOf(ShellCommand command) =>
        Array.Find(Ecosystems, ecosystem =>
            ecosystem.Program == command.Program
            && (
                command.Argument(1) is { } verb
                    ? ecosystem.Verbs.Contains(verb)
                    : command is { Program: "yarn", Words.Length: 1 }
            )
        );

    /// <summary>The source of the COPY that named the manifest, where it is in the image, and in the context.</summary>
    private static (Word Word, string Target, string Source)? Manifest(
        List<BuildStep> before,
        ShellCommand command,
        Ecosystem ecosystem
    )
    {
        for (var i = before.Count - 1; i >= 0; i--)
        {
            foreach (var source in before[i].Sources)
            {
                if (
                    before[i].Target is not { } target
                    || source.Matches is not { } matches
                    || matches.FirstOrDefault(match => ecosystem.IsManifest(ImagePath.NameOf(match))) is not { } match
                )
                    continue;
                var path = target.EndsWith('/' + ImagePath.NameOf(match), StringComparison.Ordinal)
                    ? target
                    : ImagePath.Combine(target, ImagePath.NameOf(match));
                if (
                    command.Directory is { } directory
                    && (
                        ecosystem.Program == "dotnet"
                            ? ImagePath.Below(directory, path) is not null
                            : ImagePath.ParentOf(path) == directory
                    )
                )
                    return (source.Word, path, match);
            }
        }

        return null;
    }

    private static bool IsMissing(
        LintedDockerfile file,
        List<BuildStep> before,
        BuildStep step,
        string target,
        string source,
        Ecosystem ecosystem
    )
    {
        if (file.Context.Find(Beside(source, ecosystem.Lock)) is not (ContextEntry.File or ContextEntry.Ignored))
            return false;
        var path = ImagePath.Combine(ImagePath.ParentOf(target), ecosystem.Lock);
        return !step.Mounts.Any(mount => mount.Kind == RunMountKind.Bind)
            && !before.Exists(other => MayPut(file.Context, other, path));
    }

    private static bool MayPut(BuildContext context, BuildStep step, string path) =>
        step.Instruction.Kind is InstructionKind.Copy or InstructionKind.Add
        && (
            step.Target is null
            || step.Puts(context, path)
            || step.Sources.IsEmpty && ImagePath.Below(step.Target, path) is not null
            || step.Sources.Any(source => source.Matches is null)
            || step.Instruction.Flag("parents") is not null
        );

    private static string Beside(string source, string name) =>
        source.Contains('/', StringComparison.Ordinal) ? source[..(source.LastIndexOf('/') + 1)] + name : name;
}
