using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;

namespace GoDockTasks.Core.Dockerfiles.Rules.Runtime;

/// <summary>
/// GDT2404: the last stage is a golang image, so that compiler, sources and git go wherever the program goes.
/// </summary>
internal sealed class ShippedToolchainRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var target = file.Trace.Target;
        // Who starts go wants it there: an image for tests.
        if (target.Base.Root.IsGolang && !ContainerStart.Of(target).Names("go"))
        {
            yield return file.Report(
                DiagnosticCatalogue.ToolchainShipped,
                target.Stage.From.Arguments[0],
                $"the image that runs is '{target.Base.Root.Reference}', with compiler and sources in it; "
                    + $"add a stage: FROM gcr.io/distroless/static-debian12:nonroot, and COPY --from the "
                    + $"program into it"
            );
        }
    }
}
