using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Layouts;

/// <summary>
/// GDT2116: a program is linked with a C library that the image in which it runs doesn't have: "no such file or
/// directory", though the program is there.
/// </summary>
internal sealed class LibcRule : IDockerfileRule
{
    private const string Musl = "musl";
    private const string Glibc = "glibc";
    private const string None = "no C library";

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var target = file.Trace.Target;
        if (Runtime(target) is not { } runtime)
            yield break;
        var said = new HashSet<int>();
        foreach (var command in file.GoCommands)
        {
            var builder = command.Stage.Base.Root;
            var libc =
                builder.IsAlpine ? Musl
                : builder.IsGolang && builder.Tag.Length > 0 ? Glibc
                : null;
            if (
                command.Verb is not ("build" or "install")
                || command.IsVersioned
                || libc is null
                || libc == runtime
                || CgoUse.IsEnabled(command) != true
                || IsStatic(command)
                || !IsCopied(file, target, command)
            )
                continue;
            if ((CgoUse.NeededBy(file, command) ?? CgoUse.LinkedPackage(file, command)) is not { } cause)
                continue;
            var at = command.Variable("CGO_ENABLED") is null
                ? command.At.Start
                : RuleLocations.OfVariable(command, "CGO_ENABLED");
            if (!said.Add(at))
                continue;
            var link = cause.Contains(' ', StringComparison.Ordinal) ? cause : $"{cause} is imported and cgo is on";
            yield return file.Report(
                DiagnosticCatalogue.CgoUnavailable,
                at,
                $"{link}, so that the program is linked with {libc}, and '{target.Base.Root.Reference}', in "
                    + $"which it runs, has {runtime}; {Remedy(file, command, runtime)}"
            );
        }
    }

    private static string Remedy(LintedDockerfile file, GoCommand command, string runtime) =>
        CgoUse.NeededBy(file, command) is null ? "write ENV CGO_ENABLED=0 before the build"
        : runtime == None ? "take a base image with the same C library as the one that builds"
        : "build and run on images with the same C library";

    private static string? Runtime(StageTrace target)
    {
        var image = target.Base.Root;
        if (MayBringLibraries(target))
            return null;
        return image.IsScratch || image.IsDistroless && image.ShortName!.StartsWith("static", StringComparison.Ordinal)
                ? None
            : image.ShortName == "alpine" ? Musl
            : image.IsDistroless || image.ShortName is "debian" or "ubuntu" ? Glibc
            : null;
    }

    /// <summary>Somebody brings the library along.</summary>
    internal static bool MayBringLibraries(StageTrace target)
    {
        var steps = target.Lineage.SelectMany(stage => stage.Steps).ToList();
        return steps.Exists(BringsLibraries)
            || ImagePrograms.Installed(steps.SelectMany(step => step.Commands)) is not { } installed
            || installed.Overlaps(["gcompat", "libc6-compat", "musl", "libc6"]);
    }

    private static bool BringsLibraries(BuildStep step) =>
        step.Instruction.Kind is InstructionKind.Copy or InstructionKind.Add
        && step.Instruction.Arguments.Any(word =>
            word.Text == "/" && word != step.Instruction.Arguments[^1]
            || word.Text.Contains("lib", StringComparison.Ordinal)
            || word.Text.Contains("ld-", StringComparison.Ordinal)
            || word.Text.Contains('$', StringComparison.Ordinal)
        );

    // Or not known to be dynamic.
    internal static bool IsStatic(GoCommand command) =>
        command.Variable("GOFLAGS") is { Text: null }
        || command.Flag("buildmode") is not null
        || command.Flag("ldflags") is { } flags
            && (flags.Value is null || flags.Value.Contains("static", StringComparison.Ordinal))
        || command.Flag("tags") is { } tags
            && (
                tags.Value is null
                || tags.Value.Contains("netgo", StringComparison.Ordinal)
                || tags.Value.Contains("osusergo", StringComparison.Ordinal)
                || tags.Value.Contains("static", StringComparison.Ordinal)
            );

    internal static bool IsCopied(LintedDockerfile file, StageTrace target, GoCommand command)
    {
        var output = command.Flag("o") is { } flag
            ? flag.Value is null || command.Directory is null
                ? null
                : ImagePath.Combine(command.Directory, flag.Value)
            : command.Verb == "install"
                ? "/go/bin"
                : command.Directory;
        if (output is null || target.Lineage.Contains(command.Stage))
            return false;
        foreach (var stage in target.Lineage)
        {
            foreach (var step in stage.Steps)
            {
                if (
                    step.Instruction.Kind != InstructionKind.Copy
                    || step.Instruction.FlagValue("from") is not { } from
                    || NeededStages.Find(file.Trace.Stages, stage.Stage.Index, from) is not { } source
                    || !source.Lineage.Contains(command.Stage)
                )
                    continue;
                if (
                    step
                        .Instruction.Arguments[..^1]
                        .Any(word =>
                            ImagePath.Combine("/", word.Text) is var path
                            && (ImagePath.Below(path, output) ?? ImagePath.Below(output, path)) is not null
                        )
                )
                    return true;
            }
        }

        return false;
    }
}
