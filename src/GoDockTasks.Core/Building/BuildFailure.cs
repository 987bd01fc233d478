using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Failures;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Proxies;

namespace GoDockTasks.Core.Building;

/// <summary>Says why <c>go build</c> failed: what compilers say at the user's lines, anything else as the one cause that it has.</summary>
internal static class BuildFailure
{
    /// <summary>At least one error.</summary>
    public static ImmutableArray<Diagnostic> Describe(BuiltProgram program, ProcessOutcome process, BuildToolchain go, TimeSpan timeout)
    {
        var goMod = new SourceLocation(program.Sidecar.GoModPath, 1);
        switch (process.End)
        {
            case ProcessEnd.TimedOut:
                return [new(DiagnosticCatalogue.TimedOut, goMod, $"`go build` of '{program.Sidecar.Name}' did not end within {timeout.TotalSeconds:0} s and was stopped; see whether a proxy stalls (-t:GoModTidyCheck -p:GoDockProbeProxies=true), or raise GoDockTimeoutSeconds.")];
            case ProcessEnd.NotStarted:
                return [new(DiagnosticCatalogue.GoNotFound, SourceLocation.None, $"'{go.Toolchain.Executable}' could not be started: {process.StandardError}")];
        }

        var failures = FailureClassifier.ClassifyAll(ProxyCredentials.Remove(process.StandardError + "\n" + process.StandardOutput, go.Settings));
        return [.. failures.Select((failure, index) => ToDiagnostic(failure, program) with { Detail = index == 0 ? failure.Output : null })];
    }

    private static Diagnostic ToDiagnostic(GoFailure failure, BuiltProgram program)
    {
        var folder = program.Command.Directory;
        // What a compiler says needs no advice.
        return failure.Descriptor == DiagnosticCatalogue.Compile && failure.Position is { } position
            ? new(failure.Descriptor, position.In(folder), failure.Summary) { Severity = DiagnosticSeverity.Error }
            : new(failure.Descriptor, Locate(failure, program), $"`go build` of '{program.Sidecar.Name}' failed: {failure.Summary}; {failure.Fix}") { Severity = DiagnosticSeverity.Error };
    }

    private static SourceLocation Locate(GoFailure failure, BuiltProgram program)
    {
        if (failure.Position is { } position)
            return position.In(program.Command.Directory);
        var path = program.Sidecar.GoModPath;
        var text = ModuleFileReader.Read(path, ModuleFileReader.MaxModBytes).Text;
        var goMod = GoModFile.Parse(text ?? "", path).Value;
        if (failure.ModulePath is { } module && goMod.Require.FirstOrDefault(require => require.Path == module && (failure.Version is null || require.Version == failure.Version)) is { } require)
            return new(path, require.Position.Line, require.Position.Column);
        if ((failure.Package ?? failure.ModulePath) is { } package && ImportLocator.Find(ModuleSources.List(program.Command.Directory), package) is { } import)
            return import;
        return failure.GoVersion is not null && (goMod.Toolchain?.Position ?? goMod.Go?.Position) is { } asking ? new(path, asking.Line, asking.Column) : new(path, 1);
    }
}
