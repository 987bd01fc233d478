using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Failures;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Building;

/// <summary>
/// Says why <c>go build</c> failed: what compilers say at the user's lines, anything else as the one cause that it has.
/// </summary>
internal static class BuildFailure
{
    /// <summary>At least one error.</summary>
    public static ImmutableArray<Diagnostic> Describe(
        BuiltProgram program,
        ProcessOutcome process,
        GoInstallation go,
        TimeSpan timeout
    )
    {
        var goMod = new SourceLocation(program.Sidecar.GoModPath, 1);
        switch (process.End)
        {
            case ProcessEnd.TimedOut:
                return
                [
                    new(
                        DiagnosticCatalogue.TimedOut,
                        goMod,
                        $"`go build` of '{program.Sidecar.Name}' did not end within "
                            + $"{timeout.TotalSeconds:0} s and was stopped; raise GoDockTimeoutSeconds where a "
                            + $"first build has this much to compile, or see whether a proxy stalls "
                            + $"(-t:GoModTidyCheck -p:GoDockProbeProxies=true)."
                    ),
                ];
            case ProcessEnd.NotStarted:
                return
                [
                    new(
                        DiagnosticCatalogue.GoNotFound,
                        SourceLocation.None,
                        $"'{go.Toolchain.Executable}' could not be started: {process.StandardError}"
                    ),
                ];
        }

        var failures = FailureClassifier.ClassifyAll(
            ProxyCredentials.Remove(process.StandardError + "\n" + process.StandardOutput, go.Settings)
        );
        var cause = new BuildCause(program, go);
        return
        [
            .. failures.Select(
                (failure, index) =>
                    ToDiagnostic(cause.Of(failure), program, go) with
                    {
                        Detail = index == 0 ? failure.Output : null,
                    }
            ),
        ];
    }

    private static Diagnostic ToDiagnostic(GoFailure failure, BuiltProgram program, GoInstallation go) =>
        // What a compiler says needs no advice.
        failure is { Advice: null, Position: { } position }
        && failure.Descriptor == DiagnosticCatalogue.Compile
            ? new(failure.Descriptor, position.In(program.Command.Directory), failure.Summary)
            {
                Severity = DiagnosticSeverity.Error,
            }
            : new(
                failure.Descriptor,
                new BuildFailurePlace(program, go.Settings).Of(failure),
                $"`go build` of '{program.Sidecar.Name}' failed: "
                    + $"{failure.Summary}{(failure.Fix is { Length: > 0 } fix ? "; " + fix : "")}"
            )
            {
                Severity = DiagnosticSeverity.Error,
            };
}
