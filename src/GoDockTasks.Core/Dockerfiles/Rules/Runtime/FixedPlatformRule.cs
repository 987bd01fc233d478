using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Runtime;

/// <summary>GDT2406: GOARCH or FROM --platform name one platform, so that an image for another holds a program that can't run there.</summary>
internal sealed class FixedPlatformRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var stage in file.Stages)
        {
            if (stage.Stage.From.Flag("platform") is { Value: { } platform, Source: var flag } && platform.StartsWith("linux/", StringComparison.Ordinal) && !platform.Contains('$', StringComparison.Ordinal))
                yield return file.Report(DiagnosticCatalogue.FixedPlatform, flag, $"--platform={platform} makes this stage the same for every platform; write --platform=$BUILDPLATFORM where it compiles, and nothing where it runs");
        }

        var fixedOnes = file.Stages.SelectMany(stage => stage.Stage.Instructions).SelectMany(Architectures).ToList();
        // Programs for several on purpose.
        if (fixedOnes.Select(one => one.Value).Distinct().Count() > 1)
            yield break;
        foreach (var (value, at) in fixedOnes)
            yield return file.Report(DiagnosticCatalogue.FixedPlatform, at, $"GOARCH={value} makes an image for another platform hold a program that can't run there; write ARG TARGETOS TARGETARCH, and GOOS=$TARGETOS GOARCH=$TARGETARCH go build");
    }

    // An ARG can be given another value; wasm is for no image.
    private static IEnumerable<(string Value, int At)> Architectures(Instruction instruction)
    {
        IEnumerable<(string Value, int At)> found = instruction.Kind switch
        {
            InstructionKind.Env => instruction.Pairs.Where(pair => pair.Name.Text == "GOARCH").Select(pair => (pair.Value!.Value.Text.Trim('"'), pair.Name.Start)),
            InstructionKind.Run => RunText.Assignments(instruction, "GOARCH"),
            _ => [],
        };
        return found.Where(one => one.Value.Length > 0 && one.Value != "wasm" && !one.Value.AsSpan().ContainsAny('$', '`'));
    }
}
