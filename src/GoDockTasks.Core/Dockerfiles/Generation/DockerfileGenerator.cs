using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>
/// Makes Dockerfiles, their .dockerignore files and a bake file from modules as they are. Writes nothing.
/// </summary>
public sealed class DockerfileGenerator
{
    private readonly GenerationRequest request;
    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly ImmutableArray<GeneratedFile>.Builder files = ImmutableArray.CreateBuilder<GeneratedFile>();
    private readonly ImmutableArray<string>.Builder remarks = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<BakeTarget>.Builder targets = ImmutableArray.CreateBuilder<BakeTarget>();
    private readonly Dictionary<string, (DockerfileTemplate? Template, Diagnostic? Problem)> templates = new(
        StringComparer.Ordinal
    );
    private readonly ModuleAccess access;
    private readonly string syntax;
    private readonly SourceView view;
    private readonly string projectDirectory;

    private DockerfileGenerator(GenerationRequest request)
    {
        this.request = request;
        view = request.View();
        projectDirectory = Path.GetDirectoryName(request.ProjectFile)!;
        access = ModuleAccess.Read(request, diagnostics);
        syntax = SyntaxLine.Read(request, diagnostics);
    }

    /// <summary>
    /// The files as they should be. The same tree and request give the same bytes on every machine and in every folder.
    /// </summary>
    public static GeneratedFiles Generate(GenerationRequest request)
    {
        var generator = new DockerfileGenerator(request);
        var sidecars = request.Sidecars.Where(sidecar => sidecar.Build).ToImmutableArray();
        foreach (var left in request.Sidecars.Except(sidecars))
            generator.remarks.Add($"'{left.Name}' isn't built (Build is false), so that nothing is generated for it.");
        var isComplete = true;
        var apart = OutputConflicts.Remove(
            sidecars,
            generator.projectDirectory,
            request.DebugTarget,
            generator.diagnostics
        );
        foreach (var sidecar in apart)
            isComplete &= generator.Add(sidecar);
        if (
            isComplete
            && !generator.diagnostics.Any(diagnostic => diagnostic.Descriptor == DiagnosticCatalogue.DuplicateSidecar)
        )
            generator.AddBakeFile();
        return new(generator.files.ToImmutable(), generator.diagnostics.ToImmutable(), generator.remarks.ToImmutable());
    }

    // False where the sidecar should have files and can't.
    private bool Add(Sidecar sidecar)
    {
        var before = diagnostics.Count;
        if (new BuildGraphReader(view, diagnostics).Read(sidecar.ModuleDirectory) is not { } graph)
            return false;
        var (package, problem) = MainPackage.Find(
            sidecar,
            graph.MainTree,
            MainPackage.ContextOf(sidecar),
            projectDirectory
        );
        if (package is null)
        {
            if (problem is not null)
                diagnostics.Add(problem);
            else
                remarks.Add($"'{sidecar.Name}' has no main package: a library, for which nothing is generated.");
            return problem is not { Severity: DiagnosticSeverity.Error };
        }

        if (CheckNames(sidecar, graph) is { } unnamable)
            diagnostics.Add(unnamable);
        if (HasError(before) || new BaseImages(request, diagnostics).Choose(sidecar, graph) is not { } images)
            return false;
        var found = RuntimeFiles.Find(sidecar, graph, diagnostics);
        if (HasError(before))
            return false;
        if (LinkerFlags.Check(sidecar) is { } unknown)
            diagnostics.Add(unknown);
        if (request.Advise)
            diagnostics.AddRange(GenerationAdvice.Of(sidecar, graph, package, found));
        if (request.Advise && ClosedFiles.Find(sidecar, graph, found) is { } closed)
            diagnostics.Add(closed);
        return Add(sidecar, graph, new DockerfileModels(access).Create(sidecar, graph, package, images, found), found);
    }

    private bool Add(Sidecar sidecar, BuildGraph graph, DockerfileModel model, RuntimeFiles found)
    {
        var (template, unreadable) = Template(sidecar);
        var (text, wrong) = template?.Render(model) ?? (null, unreadable);
        if (text is null)
        {
            if (!diagnostics.Contains(wrong!))
                diagnostics.Add(wrong!);
            return false;
        }

        var header = GeneratedHeader.For(request.Version, template!.Name);
        var context = Folders.Relative(Path.GetDirectoryName(sidecar.DockerfilePath)!, graph.Context);
        var comments =
            $"# {header}\n# {GeneratedHeader.ForContext(Path.GetFileName(sidecar.DockerfilePath), context)}\n\n";
        files.Add(
            new(
                sidecar.DockerfilePath,
                GeneratedHeader.Prepend(comments, syntax + text),
                GeneratedFileKind.Dockerfile,
                sidecar
            )
            {
                Model = model,
                RuntimePaths = found.Paths,
            }
        );
        files.Add(
            new(
                sidecar.DockerfilePath + ".dockerignore",
                $"# {header}\n{ContextFilter.Write(graph, found)}",
                GeneratedFileKind.IgnoreFile,
                sidecar
            )
        );
        targets.Add(new(sidecar, graph.Context, graph.NeedsDownload ? access : null));
        return true;
    }

    private (DockerfileTemplate? Template, Diagnostic? Problem) Template(Sidecar sidecar)
    {
        var path = sidecar.Template
            ?? (
                string.IsNullOrWhiteSpace(request.Template)
                    ? ""
                    : Path.GetFullPath(request.Template.Trim().Replace('\\', '/'), projectDirectory)
            );
        if (!templates.TryGetValue(path, out var template))
            templates[path] = template =
                path.Length == 0 ? (DockerfileTemplate.BuiltIn(), null) : DockerfileTemplate.Read(path);
        return template;
    }

    // Everything of a path that lands in the files.
    private static Diagnostic? CheckNames(Sidecar sidecar, BuildGraph graph)
    {
        var folders = graph.Described.Select(module => Folders.Relative(graph.Context, module.Folder));
        var bad = folders.FirstOrDefault(path => !DockerfileQuoting.CanName(path));
        return bad is null
            ? null
            : new(
                DiagnosticCatalogue.BadMetadata,
                SidecarItemLocator.Find(sidecar.Item),
                $"The folder '{bad}' has a character in its name that a Dockerfile gives a meaning to, so "
                    + $"none can be generated for '{sidecar.Name}'; rename the folder."
            );
    }

    private bool HasError(int from)
    {
        for (var i = from; i < diagnostics.Count; i++)
        {
            if (diagnostics[i].Severity == DiagnosticSeverity.Error)
                return true;
        }

        return false;
    }

    private void AddBakeFile()
    {
        if (targets.Count == 0)
            return;
        var path = string.IsNullOrWhiteSpace(request.BakeFile)
            ? BakeFile.DefaultPath(targets)
            : Path.GetFullPath(request.BakeFile.Trim().Replace('\\', '/'), projectDirectory);
        if (path is null)
            return;
        var folder = Path.GetDirectoryName(path)!;
        var header = GeneratedHeader.ForProject(request.Version, Folders.Relative(folder, request.ProjectFile));
        files.Add(
            new(
                path,
                new BakeFile(request.Attestations, request.DebugTarget).Write(folder, header, targets.ToImmutable()),
                GeneratedFileKind.BakeFile,
                null
            )
        );
    }
}

/// <summary>What was made, without anything being written.</summary>
/// <param name="Files">
/// A sidecar's Dockerfile, then its .dockerignore, in the sidecars' order; the bake file last, and not where a
/// sidecar's files couldn't be made.
/// </param>
/// <param name="Diagnostics">
/// GDT0003, 0005, 0006, 1002, 1008, 1012, 1202, 2003 and 2012. A sidecar with an error among them has no files.
/// </param>
/// <param name="Remarks">What else is worth telling: which sidecars have no files, and why.</param>
public sealed record GeneratedFiles(
    ImmutableArray<GeneratedFile> Files,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Remarks
);

/// <summary>What Dockerfiles are to be made for, and from.</summary>
public sealed record GenerationRequest
{
    /// <summary>Those of one project; one with <see cref="Sidecar.Build"/> false gets none.</summary>
    public required ImmutableArray<Sidecar> Sidecars { get; init; }

    /// <summary>Absolute path of the project.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>Of this package, as the files' first line says it.</summary>
    public required string Version { get; init; }

    /// <summary>What the project's properties say about Go.</summary>
    public GoProperties Go { get; init; } = GoProperties.None;

    /// <summary>
    /// GoDockDockerfileTemplate: the template where an item names none, relative to the project; null or empty for our
    /// own.
    /// </summary>
    public string? Template { get; init; }

    /// <summary>
    /// GoDockBakeFile, relative to the project; null or empty for docker-bake.json in the lowest folder common to all
    /// contexts.
    /// </summary>
    public string? BakeFile { get; init; }

    /// <summary>GoDockDockerfileSyntax: an image for the <c># syntax=</c> line; null or empty for none.</summary>
    public string? Syntax { get; init; }

    /// <summary>
    /// GoDockDockerfileSecrets: netrc, ssh, ca; null or empty for netrc where private patterns are set.
    /// </summary>
    public string? Secrets { get; init; }

    /// <summary>GoDockBakeAttestations: bake attaches provenance and an SBOM to each image.</summary>
    public bool Attestations { get; init; }

    /// <summary>GoDockDebugTarget: each Dockerfile has a stage, and the bake file a target, for debugging.</summary>
    public bool DebugTarget { get; init; }

    /// <summary>
    /// Look into the sources for what an image will lack; for when somebody generates and reads what is said.
    /// </summary>
    public bool Advise { get; init; }

    /// <summary>
    /// The Go on this machine, such as 1.27.3; null where unknown. Nothing that is generated depends on it.
    /// </summary>
    public string? HostGoVersion { get; init; }

    /// <summary>GOTOOLCHAIN lets that Go take no other.</summary>
    public bool HostStaysLocal { get; init; }

    /// <summary>What tasks of this build, and the build before, read of modules; null for nothing.</summary>
    public SourceReadings? Readings { get; init; }

    internal SourceView View() => (Readings ?? SourceReadings.Unshared()).View();

    /// <summary>The lock file, read; its diagnostics are the caller's to tell.</summary>
    public ParsedDigestLock Lock { get; init; } = new(DigestLock.Empty, []) { Exists = false };
}
