using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Runtime;

/// <summary>
/// GDT2406: GOARCH or FROM --platform name one platform, so that an image for another holds a program that can't run
/// there. A warning where an ARG gives one of BuildKit's own arguments a default: nobody sees that it wins (dispatchArg
/// of BuildKit's dockerfile2llb; tried).
/// </summary>
internal sealed class FixedPlatformRule : IDockerfileRule
{
    private static readonly string[] Automatic = ["TARGETARCH", "TARGETOS", "TARGETPLATFORM", "TARGETVARIANT"];

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var stage in file.Stages)
        {
            if (
                stage.Stage.From.Flag("platform") is { Value: { } platform, Source: var flag }
                && platform.StartsWith("linux/", StringComparison.Ordinal)
                && !platform.Contains('$', StringComparison.Ordinal)
            )
                yield return file.Report(
                    DiagnosticCatalogue.FixedPlatform,
                    flag,
                    $"--platform={platform} makes this stage the same for every platform; write "
                        + $"--platform=$BUILDPLATFORM where it compiles, and nothing where it runs"
                );
        }

        foreach (
            var pair in file
                .Dockerfile.GlobalArguments.Concat(file.Stages.SelectMany(stage => stage.Stage.Instructions))
                .Where(instruction => instruction.Kind == InstructionKind.Arg)
                .SelectMany(instruction => instruction.Pairs)
        )
        {
            // The default wins over what BuildKit sets by itself. All images are Linux'.
            if (
                pair.Value is { Text: var value }
                && Automatic.Contains(pair.Name.Text)
                && !value.Contains('$', StringComparison.Ordinal)
                && !(pair.Name.Text.EndsWith("OS", StringComparison.Ordinal) && value.Trim('"') == "linux")
            )
                yield return file.Report(
                    DiagnosticCatalogue.FixedPlatform,
                    pair.Name,
                    $"{pair.Name}={value} wins over the platform that is built for, so that an image for "
                        + $"another one holds a program that can't run there; write ARG {pair.Name}, without a "
                        + $"value: BuildKit gives it"
                ) with
                {
                    Severity = DiagnosticSeverity.Warning,
                };
        }

        var fixedOnes = file.Stages.SelectMany(stage => stage.Stage.Instructions).SelectMany(Architectures).ToList();
        // Programs for several on purpose.
        if (fixedOnes.Select(one => one.Value).Distinct().Count() > 1)
            yield break;
        foreach (var (value, at) in fixedOnes)
            yield return file.Report(
                DiagnosticCatalogue.FixedPlatform,
                at,
                $"GOARCH={value} makes an image for another platform hold a program that can't run there; "
                    + $"write ARG TARGETOS TARGETARCH, and GOOS=$TARGETOS GOARCH=$TARGETARCH go build"
            );
    }

    // An ARG can be given another value; wasm is for no image.
    private static IEnumerable<(string Value, int At)> Architectures(Instruction instruction)
    {
        IEnumerable<(string Value, int At)> found = instruction.Kind switch
        {
            InstructionKind.Env => instruction
                .Pairs.Where(pair => pair.Name.Text == "GOARCH")
                .Select(pair => (pair.Value!.Value.Text.Trim('"'), pair.Name.Start)),
            InstructionKind.Run => RunText.Assignments(instruction, "GOARCH"),
            _ => [],
        };
        return found.Where(one =>
            one.Value.Length > 0 && one.Value != "wasm" && !one.Value.AsSpan().ContainsAny('$', '`')
        );
    }
}
