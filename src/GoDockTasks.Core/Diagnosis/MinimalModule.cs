using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>What remains of a module that fails: what its failure tells of, and a Go file that imports it.</summary>
/// <param name="module">The module.</param>
/// <param name="tree">Its Go files.</param>
/// <param name="cause">Why it fails.</param>
internal sealed class MinimalModule(GoModule module, ModuleTree tree, FoundCause cause)
{
    private const string Source = "p.go";

    private readonly string told = string.Join('\n', cause.Evidence.Prepend(cause.Summary));

    /// <summary>The smallest first; the last one has go.mod and go.sum as they are, and every import.</summary>
    public IEnumerable<ReproductionFiles> Candidates()
    {
        if (!module.HasErrors && module.GoMod.Module is not null)
        {
            var required = Implicated();
            if (required.Length > 1)
                yield return Files(required[..1], isGoSumWhole: false);
            yield return Files(required, isGoSumWhole: false);
            yield return Files(required, isGoSumWhole: true);
        }

        yield return Files(module.GoModText, module.GoSumText, External(Imports));
    }

    /// <summary>
    /// A Dockerfile that does in the first stage with Go what was done on this machine; null where no stage has Go.
    /// </summary>
    public static string? Dockerfile(DockerfileTrace trace)
    {
        if (trace.Stages.FirstOrDefault(stage => stage.Base.Root.IsGolang) is not { } stage)
            return null;
        var text = new StringBuilder();
        foreach (var argument in trace.Dockerfile.GlobalArguments)
            Append(argument);
        var root = stage.Lineage.First();
        Append(root.Stage.From);
        foreach (var instruction in stage.Lineage.SelectMany(each => each.Stage.Instructions))
        {
            if (instruction.Kind is InstructionKind.Arg or InstructionKind.Env)
                Append(instruction);
        }

        return text.Append("WORKDIR /src\nCOPY . .\nRUN go mod tidy\n").ToString();

        void Append(Instruction instruction) => text.Append(instruction.Text(trace.Dockerfile)).Append('\n');
    }

    private IEnumerable<string> Imports =>
        tree
            .All.Where(file => file.Package.Length > 0)
            .SelectMany(file => file.Imports)
            .Distinct(StringComparer.Ordinal);

    private ReproductionFiles Files(ImmutableArray<RequireDirective> required, bool isGoSumWhole)
    {
        var paths = required.Select(require => require.Path).ToHashSet(StringComparer.Ordinal);
        var others = module.GoMod.Require.Select(require => require.Path).Except(paths).ToList();
        return Files(
            GoMod(required, paths),
            isGoSumWhole ? module.GoSumText : GoSum(paths),
            External(
                Imports.Where(path =>
                    paths.Any(root => IsBelow(path, root))
                    || (IsTold(path) && !others.Exists(root => IsBelow(path, root)))
                )
            )
        );
    }

    private static ReproductionFiles Files(string goMod, string? goSum, IEnumerable<string> imports)
    {
        var files = new ReproductionFiles();
        files.Add("go.mod", goMod);
        if (!string.IsNullOrEmpty(goSum))
            files.Add("go.sum", goSum);
        files.Add(Source, GoFile("p", imports, ""));
        return files;
    }

    /// <summary>A Go file that does nothing but import.</summary>
    /// <param name="rest">What follows the imports.</param>
    public static string GoFile(string package, IEnumerable<string> imports, string rest) =>
        $"package {package}\n"
        + string.Concat(imports.Order(StringComparer.Ordinal).Select(path => $"import _ \"{path}\"\n"))
        + rest;

    /// <summary>Those that aren't of Go's library, whose paths have no dot before the first slash.</summary>
    public static IEnumerable<string> WithoutLibrary(IEnumerable<string> imports) =>
        imports.Where(path => path.Split('/')[0].Contains('.', StringComparison.Ordinal));

    // The module's own packages stay behind; one that isn't there is what may be wrong.
    private IEnumerable<string> External(IEnumerable<string> imports) =>
        imports.Where(path => path != "C" && !IsOwn(path) && (IsTold(path) || WithoutLibrary([path]).Any()));

    private bool IsOwn(string path) =>
        module.GoMod.Module is { Path: var own }
        && IsBelow(path, own)
        && tree.In(path.Length == own.Length ? "." : path[(own.Length + 1)..]).Any();

    private ImmutableArray<RequireDirective> Implicated()
    {
        var all = module.GoMod.Require;
        var line = cause.Location.File == module.GoModPath ? cause.Location.Line : 0;
        ImmutableArray<RequireDirective> found =
        [
            .. all.Where(require => (line > 0 && require.Position.Line == line) || IsTold(require.Path)),
        ];
        if (!found.IsEmpty || Imports.Any(IsTold))
            return found;
        // It fails whatever is asked for: one is enough.
        var imports = Imports.ToList();
        return
        [
            .. all.Where(require => !require.Indirect)
                .OrderByDescending(require => imports.Exists(path => IsBelow(path, require.Path)))
                .Take(1),
        ];
    }

    private string GoMod(ImmutableArray<RequireDirective> required, HashSet<string> paths)
    {
        var text = new StringBuilder($"module {module.GoMod.Module!.Path}\n");
        if (module.GoMod.Go is { } go)
            text.Append("\ngo ").Append(go.Version).Append('\n');
        if (module.GoMod.Toolchain is { } toolchain)
            text.Append("\ntoolchain ").Append(toolchain.Name).Append('\n');
        foreach (var require in required)
            text.Append("\nrequire ")
                .Append(require.Path)
                .Append(' ')
                .Append(require.Version)
                .Append(require.Indirect ? " // indirect\n" : "\n");
        foreach (var replace in module.GoMod.Replace.Where(each => !each.IsLocal && paths.Contains(each.OldPath)))
            text.Append("\nreplace ")
                .Append(replace.OldPath)
                .Append(replace.OldVersion is null ? "" : " " + replace.OldVersion)
                .Append(" => ")
                .Append(replace.NewPath)
                .Append(' ')
                .Append(replace.NewVersion)
                .Append('\n');
        return text.ToString();
    }

    private string? GoSum(HashSet<string> paths)
    {
        if (module.GoSumText is not { } text)
            return null;
        var replaced = module
            .GoMod.Replace.Where(replace => paths.Contains(replace.OldPath))
            .Select(replace => replace.NewPath);
        var kept = paths.Concat(replaced).ToHashSet(StringComparer.Ordinal);
        return string.Concat(
            text.Split('\n').Where(line => kept.Contains(line.Split(' ')[0])).Select(line => line + "\n")
        );
    }

    private static bool IsBelow(string path, string root) =>
        path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] == '/');

    // As a whole path: example.com/a is not told by example.com/ab.
    private bool IsTold(string path)
    {
        for (
            var at = told.IndexOf(path, StringComparison.Ordinal);
            at >= 0;
            at = told.IndexOf(path, at + 1, StringComparison.Ordinal)
        )
        {
            if (
                (at == 0 || !IsPath(told[at - 1]))
                && (at + path.Length == told.Length || !IsPath(told[at + path.Length]))
            )
                return true;
        }

        return false;
    }

    private static bool IsPath(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.';
}
