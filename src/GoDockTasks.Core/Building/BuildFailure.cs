using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Failures;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Sidecars;
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

/// <summary>Where the thing to change is when a build failed.</summary>
internal sealed class BuildFailurePlace(BuiltProgram program, GoSettings settings)
{
    private readonly string goModPath = program.Sidecar.GoModPath;

    /// <summary>
    /// The item's metadata, a Go setting, a line of a Go file or of go.mod; go.mod where nothing tells more.
    /// </summary>
    public SourceLocation Of(GoFailure failure)
    {
        if (failure.Position?.In(program.Command.Directory) is { } position && File.Exists(position.File))
            return position;
        return OfItem(failure)
            ?? FailureSettings.Location(failure, settings)
            ?? InSources(failure)
            ?? InGoMod(failure)
            ?? Named(failure)
            ?? new(goModPath, 1);
    }

    private SourceLocation? OfItem(GoFailure failure)
    {
        var metadata =
            failure.Descriptor == DiagnosticCatalogue.LdFlagsRefused ? "LdFlags"
            : failure.Descriptor == DiagnosticCatalogue.ConstraintsExcludeAll && failure.Advice is not null
                ? "CgoEnabled"
            : null;
        return
            metadata is not null && SidecarItemLocator.Find(program.Sidecar.Item, metadata) is { File: not null } found
            ? found
            : null;
    }

    private SourceLocation? InSources(GoFailure failure)
    {
        var what = failure.Descriptor;
        if (what == DiagnosticCatalogue.Linking || what == DiagnosticCatalogue.PkgConfig)
        {
            var word =
                what == DiagnosticCatalogue.PkgConfig ? failure.Package
                : failure.Library is { } library ? "-l" + library
                : null;
            var files = Sources();
            return (word is null ? null : SourceLines.FindCgo(files, word)) ?? ImportLocator.Find(files, "C");
        }

        if (what != DiagnosticCatalogue.SourceGone)
            return null;
        var own = PackageFiles(failure.Package);
        return SourceLines.FindLineDirective(own, failure.Position!.File) ?? ImportLocator.Find(own, "C");
    }

    private SourceLocation? InGoMod(GoFailure failure)
    {
        var text = ModuleFileReader.Read(goModPath, ModuleFileReader.MaxModBytes).Text;
        var goMod = GoModFile.Parse(text ?? "", goModPath).Value;
        if (
            failure.ModulePath is { } module
            && goMod.Require.FirstOrDefault(require =>
                require.Path == module && (failure.Version is null || require.Version == failure.Version)
            )
                is { } require
        )
            return new(goModPath, require.Position.Line, require.Position.Column);
        if (
            (failure.Package ?? failure.ModulePath) is { } package
            && ImportLocator.Find(ModuleSources.List(program.Command.Directory).Files, package) is { } import
        )
            return import;
        return failure.GoVersion is not null && (goMod.Toolchain?.Position ?? goMod.Go?.Position) is { } asking
            ? new(goModPath, asking.Line, asking.Column)
            : null;
    }

    // "main.go: parsing //go:build line: …", "read /src/main.go: unexpected NUL in input": a file, without a line.
    private SourceLocation? Named(GoFailure failure)
    {
        if (failure.Descriptor != DiagnosticCatalogue.Compile)
            return null;
        var end = failure.Summary.IndexOf(".go: ", StringComparison.Ordinal);
        var start = failure.Summary.StartsWith("read ", StringComparison.Ordinal) ? "read ".Length : 0;
        if (end < start)
            return null;
        var file = Path.GetFullPath(failure.Summary[start..(end + ".go".Length)], program.Command.Directory);
        return File.Exists(file) ? new(file) : null;
    }

    private ImmutableArray<GoFile> Sources() => ModuleSources.List(program.Command.Directory).Files;

    // Those of one of the module's packages; all where it is another module's.
    private ImmutableArray<GoFile> PackageFiles(string? package)
    {
        var path = GoModFile
            .Parse(ModuleFileReader.Read(goModPath, ModuleFileReader.MaxModBytes).Text ?? "", goModPath)
            .Value.Module?.Path;
        if (
            path is null
            || package is null
            || (package != path && !package.StartsWith(path + "/", StringComparison.Ordinal))
        )
            return Sources();
        var folder = package == path ? "" : package[(path.Length + 1)..] + "/";
        return
        [
            .. Sources()
                .Where(file =>
                    file.RelativePath.StartsWith(folder, StringComparison.Ordinal)
                    && !file.RelativePath[folder.Length..].Contains('/')
                ),
        ];
    }
}
