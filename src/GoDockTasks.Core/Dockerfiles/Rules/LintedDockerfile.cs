using System.Collections.Concurrent;
using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>
/// What rules look at: a Dockerfile that parses, gone through as a build would, with the Go module that it builds.
/// </summary>
internal sealed class LintedDockerfile
{
    private readonly Dictionary<string, GoModFile?> modules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GoWorkFile?> workspaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModulePackages> packages = new(StringComparer.Ordinal);
    private readonly Dictionary<GoCommand, ImmutableHashSet<string>?> compiled = new(
        ReferenceEqualityComparer.Instance
    );

    public LintedDockerfile(LintRequest request, DockerfileTrace trace, SharedReadings shared)
    {
        (Request, Trace, Shared) = (request, trace, shared);
        GoCommands = [.. trace.Needed.SelectMany(stage => GoCommand.In(stage, trace.Context))];
        Sources = new(this);
    }

    public LintRequest Request { get; }

    public DockerfileTrace Trace { get; }

    public SharedReadings Shared { get; }

    public Dockerfile Dockerfile => Trace.Dockerfile;

    public BuildContext Context => Trace.Context;

    /// <summary>Stages that a build of the last one runs.</summary>
    public ImmutableArray<StageTrace> Stages => Trace.Needed;

    /// <summary>The calls of go in them, in order.</summary>
    public ImmutableArray<GoCommand> GoCommands { get; }

    /// <summary>The Go files that programs are made of.</summary>
    public ProgramSources Sources { get; }

    /// <summary>
    /// The builds whose programs the image has that runs: those of its own stages, and of the stages that it copies
    /// from.
    /// </summary>
    public IEnumerable<GoCommand> ShippedBuilds
    {
        get
        {
            var stages = Trace.Target.Lineage.ToHashSet();
            foreach (var stage in Trace.Target.Lineage)
            {
                foreach (var step in stage.Steps)
                {
                    if (
                        step.Instruction.Kind == InstructionKind.Copy
                        && step.Instruction.FlagValue("from") is { } from
                        && NeededStages.Find(Trace.Stages, stage.Stage.Index, from) is { } other
                    )
                        stages.UnionWith(other.Lineage);
                }
            }

            return GoCommands.Where(command =>
                command.Verb is "build" or "install" && !command.IsVersioned && stages.Contains(command.Stage)
            );
        }
    }

    /// <summary>
    /// A go.mod (or another one that is used in its place) of the context; null where it isn't there or doesn't parse,
    /// which is said elsewhere.
    /// </summary>
    /// <param name="source">Relative to the context.</param>
    public GoModFile? Module(string source)
    {
        if (modules.TryGetValue(source, out var module))
            return module;
        var path = Context.FullPath(source);
        if (Shared.Go.Text(path).Text is { } text && GoModFile.Parse(text, path) is { HasErrors: false } parsed)
            module = parsed.Value;
        modules.Add(source, module);
        return module;
    }

    /// <summary>A go.work of the context, likewise.</summary>
    public GoWorkFile? Workspace(string source)
    {
        if (workspaces.TryGetValue(source, out var workspace))
            return workspace;
        var path = Context.FullPath(source);
        if (Shared.Go.Text(path).Text is { } text && GoWorkFile.Parse(text, path) is { HasErrors: false } parsed)
            workspace = parsed.Value;
        workspaces.Add(source, workspace);
        return workspace;
    }

    /// <summary>The go.mod that a go command works with, where it comes from the context and parses.</summary>
    public GoModFile? Module(GoCommand command) =>
        command.GoMod is { IsPresent: true, Source: { } source } ? Module(source) : null;

    /// <summary>
    /// A word with its variables replaced as its instruction sees them; null where that can't be known.
    /// </summary>
    public string? Expand(BuildStep step, Word word) =>
        new WordExpander(Dockerfile.EscapeToken).Expand(word.Text, step.Before.Variable).Text;

    /// <summary>Whether go makes the file in a stage: `go build -o`.</summary>
    /// <param name="path">Absolute in the image.</param>
    public bool IsProgram(StageTrace stage, string path) =>
        GoCommands.Any(command => stage.Lineage.Contains(command.Stage) && command.Output == path);

    /// <summary>
    /// The packages of the module that a go command works with; null where its go.mod doesn't come from the context.
    /// </summary>
    public ModulePackages? Packages(GoCommand command)
    {
        if (command.GoMod is not { IsPresent: true, Source: { } source })
            return null;
        var slash = source.LastIndexOf('/');
        return PackagesBelow(slash < 0 ? "" : source[..slash]);
    }

    /// <summary>The packages of a module of the context.</summary>
    /// <param name="folder">Of its go.mod, relative to the context.</param>
    public ModulePackages PackagesBelow(string folder)
    {
        if (!packages.TryGetValue(folder, out var found))
            packages.Add(folder, found = new(Context, folder, Shared.Go));
        return found;
    }

    /// <summary>See <see cref="BuiltPackages.Compiled"/>.</summary>
    public ImmutableHashSet<string>? Compiled(GoCommand command)
    {
        if (!compiled.TryGetValue(command, out var packages))
            compiled.Add(command, packages = BuiltPackages.Compiled(this, command));
        return packages;
    }

    public Diagnostic Report(DiagnosticDescriptor descriptor, Word at, string message) =>
        Report(descriptor, at.Start, message);

    /// <param name="at">Offset in the Dockerfile's text.</param>
    public Diagnostic Report(DiagnosticDescriptor descriptor, int at, string message)
    {
        var position = Dockerfile.PositionOf(at);
        return new(descriptor, new(Trace.Path, position.Line, position.Column), message);
    }
}

/// <summary>A Dockerfile to check, and what is known around it.</summary>
public sealed record LintRequest
{
    /// <summary>Absolute.</summary>
    public required string DockerfilePath { get; init; }

    /// <summary>
    /// Absolute path of the folder that `docker build` gets; null where nobody says: see <see cref="ContextFinder"/>.
    /// </summary>
    public string? ContextDirectory { get; init; }

    /// <summary>Absolute path of the folder of the module that the image is for; null where that isn't known.</summary>
    public string? ModuleDirectory { get; init; }

    /// <summary>What tasks of this build, and the build before, read of modules; null for nothing.</summary>
    public SourceReadings? Readings { get; init; }

    /// <summary>GOPROXY and its like, of the project and the machine; null where nothing is known of them.</summary>
    public GoSettings? Settings { get; init; }

    /// <summary>The Go version that the solution agreed on; null where there is none.</summary>
    public string? DeclaredGoVersion { get; init; }

    /// <summary>Digests of base images; null where there is no lock file.</summary>
    public DigestLock? Lock { get; init; }

    /// <summary>In CI some things are errors that are warnings locally.</summary>
    public bool ContinuousIntegration { get; init; }
}

/// <summary>
/// What Dockerfiles that are checked together have in common, each looked at once. Safe to be asked by several threads.
/// </summary>
internal sealed class SharedReadings(SourceView? view = null)
{
    private readonly ConcurrentDictionary<string, ProgramSource> programFiles = new(StringComparer.Ordinal);

    public Surroundings Surroundings { get; } = new();

    public FolderListings Listings => Go.Listings;

    public GoFolders Go { get; } = new(new(), view);

    /// <param name="path">Absolute.</param>
    public ProgramSource ProgramSource(string path, GoSource head) =>
        programFiles.GetOrAdd(path, static (path, head) => new(path, head), head);
}

/// <summary>
/// Something that goes wrong with Dockerfiles. A rule says nothing where a value isn't known: a false alarm costs more
/// than a miss.
/// </summary>
internal interface IDockerfileRule
{
    IEnumerable<Diagnostic> Check(LintedDockerfile file);
}
