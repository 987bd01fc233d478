using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>A Dockerfile that can be cut off after an instruction, and the files that its rest needs.</summary>
internal sealed class MinimalDockerfile
{
    private const int MaxDockerfile = 1024 * 1024;

    private readonly Sidecar sidecar;
    private readonly BuildContext context;
    private readonly Dockerfile dockerfile;
    private readonly string excluded;

    private MinimalDockerfile(Sidecar sidecar, Dockerfile dockerfile, string folder, string excluded)
    {
        (this.sidecar, this.dockerfile, this.excluded) = (sidecar, dockerfile, excluded);
        context = BuildContext.Open(folder, sidecar.DockerfilePath, new());
        Name = Within(folder, sidecar.DockerfilePath) ?? "Dockerfile";
        Trace = dockerfile.Errors.IsEmpty
            ? DockerfileEvaluator.Evaluate(sidecar.DockerfilePath, dockerfile, context)
            : null;
    }

    /// <summary>Absolute path of what it is built with.</summary>
    public string Context => context.Directory;

    /// <summary>Its path in the context, with forward slashes.</summary>
    public string Name { get; }

    /// <summary>The path of the module's folder in the context; null where that lies outside.</summary>
    public string? ModuleFolder => Within(Context, sidecar.ModuleDirectory);

    /// <summary>Null where it can't be read as one.</summary>
    public DockerfileTrace? Trace { get; }

    /// <summary>What its first stage with Go starts from; null for none.</summary>
    public string? GolangImage =>
        Trace?.Stages.FirstOrDefault(stage => stage.Base.Root.IsGolang)?.Base.Root.Reference?.ToString();

    public int Instructions => dockerfile.Instructions.Length;

    /// <summary>The size of what is sent to the builder today, the Dockerfile with it.</summary>
    public FileAmount OriginalSize
    {
        get
        {
            var amount = FileAmount.Of(Context, excluded);
            return Within(Context, sidecar.DockerfilePath) is null
                ? new(amount.Files + 1, amount.Bytes + new FileInfo(sidecar.DockerfilePath).Length)
                : amount;
        }
    }

    /// <summary>Null where the file can't be read.</summary>
    /// <param name="sidecar">Whose Dockerfile it is.</param>
    /// <param name="lint">What is known around it.</param>
    /// <param name="excluded">Absolute path of the folder with reproductions, which are in none.</param>
    public static MinimalDockerfile? Open(Sidecar sidecar, LintRequest lint, string excluded)
    {
        if (RegularFile.TryRead(sidecar.DockerfilePath, MaxDockerfile).Content is not { } content)
            return null;
        var text = System.Text.Encoding.UTF8.GetString(content);
        var parsed = DockerfileParser.Parse(text);
        var shared = new SharedReadings();
        var folders = new ContextFinder(shared.Surroundings, shared.Go).Find(
            lint with
            {
                DockerfilePath = sidecar.DockerfilePath,
                ContextDirectory = sidecar.Context,
                ModuleDirectory = sidecar.ModuleDirectory,
            },
            parsed,
            text
        );
        return new(sidecar, parsed, folders.Folders[0], excluded);
    }

    /// <summary>The number of the instruction that a line belongs to.</summary>
    /// <param name="line">From 1.</param>
    public int At(int line)
    {
        var index = dockerfile.Instructions.Length - 1;
        while (index > 0 && dockerfile.PositionOf(dockerfile.Instructions[index].Start).Line > line)
            index--;
        return Math.Max(0, index);
    }

    /// <summary>Its own number, or that of the next one of its stage that runs go.</summary>
    public int OrNextGo(int index)
    {
        for (var next = index; next < dockerfile.Instructions.Length; next++)
        {
            var instruction = dockerfile.Instructions[next];
            if (next > index && instruction.Kind == InstructionKind.From)
                return index;
            if (
                instruction.Kind == InstructionKind.Run
                && instruction.Text(dockerfile).Contains("go ", StringComparison.Ordinal)
            )
                return next;
        }

        return index;
    }

    /// <summary>The Dockerfile up to an instruction, with the files of the context that it takes.</summary>
    /// <param name="last">The number of the last instruction.</param>
    /// <param name="isWhole">Every file as it is, else of Go's files those that start a program, cut down.</param>
    public ReproductionFiles Files(int last, bool isWhole)
    {
        var files = new ReproductionFiles();
        if (dockerfile.Instructions.IsEmpty || Trace is null)
        {
            files.Add(Name, dockerfile.Text);
            return files;
        }

        var end = dockerfile.Instructions[last];
        foreach (var step in Trace.Stages.SelectMany(stage => stage.Steps))
        {
            if (step.Instruction.Start > end.Start)
                break;
            foreach (var source in step.Sources.Concat(step.MountedSources))
                Add(files, source, isWhole);
        }

        // What isn't copied can be what is wrong.
        foreach (var name in ModuleFolder is null ? (string[])[] : ["go.mod", "go.sum"])
            files.Copy(Join(ModuleFolder!, name), Path.Combine(sidecar.ModuleDirectory, name));
        files.Add(Name, dockerfile.Text[..end.End(dockerfile)].TrimEnd() + "\n");
        if (context.IgnorePath is { } ignore)
            files.Copy(
                ignore.EndsWith(".dockerignore", StringComparison.Ordinal)
                && Path.GetFileName(ignore) is var name
                && name != ".dockerignore"
                    ? Name + ".dockerignore"
                    : ".dockerignore",
                ignore
            );
        return files;
    }

    private void Add(ReproductionFiles files, CopiedSource source, bool isWhole)
    {
        if (source.Path is null)
            return;
        isWhole |= !CanBeCutDown;
        // One that .dockerignore keeps back is there all the same.
        var matches = source.Matches is null or { IsEmpty: true }
            ? context.OnDisk().Match(source.Path)
            : source.Matches;
        foreach (var match in matches ?? [])
        {
            if (context.OnDisk().Find(match) != ContextEntry.Directory)
            {
                // What is named has to be there.
                AddFile(files, match, isWhole || (source.Path == match && !CutDown.ContainsKey(match)));
                continue;
            }

            AddFolder(files, match, isWhole);
            if (match.Length > 0 && !files.HasBelow(match))
                AddFolder(files, match, isWhole: true);
        }
    }

    // What lies beside the module, or in its vendor folder, is compiled with it.
    private bool CanBeCutDown =>
        ModuleFolder is not null
        && !Directory.Exists(Path.Combine(sidecar.ModuleDirectory, "vendor"))
        && !Module.GoMod.Replace.Any(replace => replace.IsLocal)
        && context.OnDisk().Find("go.work") == ContextEntry.Missing;

    private GoModule Module => GoModule.At(sidecar.ModuleDirectory, SourceReadings.Unshared().View());

    private void AddFolder(ReproductionFiles files, string folder, bool isWhole)
    {
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var path))
        {
            foreach (var entry in context.List(path))
            {
                var relative = path.Length == 0 ? entry.Name : $"{path}/{entry.Name}";
                if (entry is DirectoryInfo { LinkTarget: null })
                {
                    if (!ReproductionFiles.IsSkipped(entry.Name) && entry.FullName != excluded)
                        open.Push(relative);
                }
                else if (isWhole || entry.Name is "go.mod" or "go.sum" || entry.Extension == ".go")
                    AddFile(files, relative, isWhole);
            }
        }
    }

    private void AddFile(ReproductionFiles files, string path, bool isWhole)
    {
        if (path == Name)
            return;
        if (isWhole || !path.EndsWith(".go", StringComparison.Ordinal))
            files.Copy(path, context.FullPath(path));
        else if (CutDown.TryGetValue(path, out var text))
            files.Add(path, text);
    }

    private IReadOnlyDictionary<string, string> CutDown => field ??= CutDownSources();

    // A program that imports what the module imports is built, tested or tidied as the module is.
    private Dictionary<string, string> CutDownSources()
    {
        var own = Module.GoMod.Module?.Path;
        var tree = ModuleTree.Read(sidecar.ModuleDirectory);
        var imports = MinimalModule
            .WithoutLibrary(tree.Imports)
            .Where(path => own is null || !(path + "/").StartsWith(own + "/", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var packages = tree
            .Files.Where(file => file.IsForAll)
            .GroupBy(file => file.Folder, StringComparer.Ordinal)
            .ToList();
        var programs = packages.Where(package => package.Any(file => file.IsProgram)).ToList();
        return (programs.Count > 0 ? programs : packages.Take(1)).ToDictionary(
            package => Join(ModuleFolder!, package.First().Path),
            package =>
                MinimalModule.GoFile(
                    package.First().Package,
                    imports,
                    package.First().Package == "main" ? "func main() {}\n" : ""
                ),
            StringComparer.Ordinal
        );
    }

    private static string Join(string folder, string path) => folder is "" or "." ? path : $"{folder}/{path}";

    private static string? Within(string folder, string path)
    {
        var relative = Path.GetRelativePath(folder, path).Replace('\\', '/');
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? null
            : relative;
    }
}

/// <summary>Where an instruction ends in its file.</summary>
internal static class InstructionText
{
    /// <summary>The offset after it; the comments of the next one, and blank lines, may lie before that.</summary>
    public static int End(this Instruction instruction, Dockerfile dockerfile)
    {
        var next = dockerfile.Instructions.FirstOrDefault(other => other.Start > instruction.Start);
        if (next is null)
            return dockerfile.Text.Length;
        return next.Comments.IsEmpty ? next.Start : Math.Min(next.Start, next.Comments[0].Start);
    }

    /// <summary>As it stands in the file.</summary>
    public static string Text(this Instruction instruction, Dockerfile dockerfile) =>
        dockerfile.Text[instruction.Start..instruction.End(dockerfile)].TrimEnd();
}
