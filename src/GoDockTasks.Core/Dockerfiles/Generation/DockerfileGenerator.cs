using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Sidecars;

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
/// <param name="Remarks">What else is worth telling: which sidecars are libraries.</param>
public sealed record GeneratedFiles(
    ImmutableArray<GeneratedFile> Files,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> Remarks
);
