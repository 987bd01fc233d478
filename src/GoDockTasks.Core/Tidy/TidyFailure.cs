using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Failures;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Proxies;

namespace GoDockTasks.Core.Tidy;

/// <summary>Says why `go mod tidy` failed, at the line that is to blame.</summary>
internal static class TidyFailure
{
    /// <summary>Before the reason why nobody knows.</summary>
    public const string NotChecked = "Not checked whether this module is tidy: ";

    /// <summary>One diagnostic for the cause; none where the survey has told it already.</summary>
    /// <param name="gaveUp">It was ended because the proxies stall.</param>
    public static CheckedModule Describe(
        ModuleSnapshot survey,
        ProcessOutcome process,
        CheckedGo go,
        ModuleCheckRequest request,
        bool gaveUp
    )
    {
        var (files, seen) = (survey.Files, survey.Seen);
        if (process.End == ProcessEnd.TimedOut)
            return Result(ModuleVerdict.Failed, TimedOut(files, request, gaveUp));

        if (process.End == ProcessEnd.NotStarted)
            return Result(ModuleVerdict.NotChecked, NotStarted(go, process));

        var failure = FailureClassifier.Classify(
            ProxyCredentials.Remove(process.StandardError + "\n" + process.StandardOutput, go.Settings)
        );
        failure = FailureSettings.Apply(failure, go.Settings);
        if (
            IsTold(
                failure,
                [.. seen, .. go.SettingsDiagnostics, .. go.WrongGoRoot is { } wrong ? (Diagnostic[])[wrong] : []]
            )
        )
            return Result(ModuleVerdict.Failed, null);
        if (MissingPackage(survey, failure, go) is { } missing)
            return Result(ModuleVerdict.Failed, missing with { Detail = failure.Output });
        if (WhyBlind(survey, failure) is { } why)
            return Result(
                ModuleVerdict.NotChecked,
                new(DiagnosticCatalogue.NotChecked, new(files.GoModPath, 1), NotChecked + why)
                {
                    Detail = failure.Output,
                }
            );

        if (IsMissing(failure) && failure.Package is { } wanted && OwnPathAdvice.Of(wanted, files.GoMod) is { } meant)
            failure = failure with { Advice = meant };
        var location = FailureSettings.Location(failure, go.Settings) ?? Locate(files, survey.Content!, failure);
        var message = $"{failure.Summary}; {failure.Fix}";
        return failure.Descriptor.IsNetwork
            ? Result(
                ModuleVerdict.NotChecked,
                new(failure.Descriptor, location, NotChecked + message)
                {
                    Severity = Diagnostic.SeverityIn(request.ContinuousIntegration),
                    Detail = failure.Output,
                }
            )
            : Result(ModuleVerdict.Failed, new(failure.Descriptor, location, message) { Detail = failure.Output });

        CheckedModule Result(ModuleVerdict verdict, Diagnostic? diagnostic) =>
            new(files.Directory, verdict, diagnostic is null ? seen : seen.Add(diagnostic), [], files.GoMod);
    }

    // With a GOPROXY that can't be read, every module that has to download something fails for that; what go says then
    // may hold pieces of a password.
    private static bool IsTold(GoFailure failure, IEnumerable<Diagnostic> told) =>
        told.Any(diagnostic =>
            (
                diagnostic.Descriptor == DiagnosticCatalogue.MalformedGoProxy
                && diagnostic.Severity == DiagnosticSeverity.Error
            )
            || (
                diagnostic.Descriptor == failure.Descriptor && diagnostic.Severity >= failure.Descriptor.DefaultSeverity
            )
        );

    private static Diagnostic TimedOut(GoModule files, ModuleCheckRequest request, bool gaveUp) =>
        new(
            DiagnosticCatalogue.TimedOut,
            new(files.GoModPath, 1),
            gaveUp
                ? $"`go mod tidy` in '{files.Directory}' was stopped, since go waits without end for a proxy that "
                    + $"doesn't answer; see what is said of GOPROXY."
                : $"`go mod tidy` in '{files.Directory}' did not end within {request.Timeout.TotalSeconds:0} s "
                    + $"and was stopped; see whether a proxy stalls (-p:GoDockProbeProxies=true), or raise "
                    + $"GoDockTimeoutSeconds."
        );

    private static Diagnostic NotStarted(CheckedGo go, ProcessOutcome process) =>
        new(
            DiagnosticCatalogue.GoNotFound,
            SourceLocation.None,
            $"'{go.Toolchain!.Executable}' could not be started: {process.StandardError}"
        );

    // Whatever the network says of it, a package of a module on this machine needs none.
    private static Diagnostic? MissingPackage(ModuleSnapshot survey, GoFailure failure, CheckedGo go)
    {
        if (!IsMissing(failure) || (failure.Package ?? failure.ModulePath) is not { } wanted)
            return null;
        foreach (var (package, import) in survey.Content!.MissingPackages(survey.Files.GoMod, go))
        {
            if (LocalPackages.IsIn(package.Package, wanted))
                return new(DiagnosticCatalogue.PackageNotFound, import, package.Describe(survey.Content.Sources));
        }

        return null;
    }

    private static bool IsMissing(GoFailure failure) =>
        failure.Descriptor.IsNetwork
        || failure.Descriptor == DiagnosticCatalogue.PackageNotFound
        || failure.Descriptor == DiagnosticCatalogue.UnknownRevision
        || failure.Descriptor == DiagnosticCatalogue.NotStd;

    // What builds and yet can't be tidied on this machine is no fault of the module.
    private static string? WhyBlind(ModuleSnapshot survey, GoFailure failure)
    {
        if (!IsMissing(failure))
            return null;
        // A branch in the place of a version stops a vendored build, too.
        if (survey.Files.IsVendored && !survey.Files.GoMod.HasQueries)
            return "it is vendored, which is enough for a build but not for tidy, and a module that tidy needs "
                + "can't be had here.";
        if (
            (failure.Package ?? failure.ModulePath) is { } wanted
            && survey.Workspace?.Provider(survey.Files.Directory, wanted) is { } member
            && !IsPublished(survey.Files.GoMod, member, failure)
        )
            return $"it takes '{wanted}' from the workspace member '{member.Folder}', which `go mod tidy` doesn't "
                + $"look at; publish that module, or add a replace directive.";
        return null;
    }

    // A version that go.mod requires by number was published, unless those who were asked have answered that they
    // haven't got it: then it is the network that is missing.
    private static bool IsPublished(GoModFile module, WorkspaceMember member, GoFailure failure) =>
        failure.Descriptor.IsNetwork
        && failure.Descriptor != DiagnosticCatalogue.NotOnProxy
        && module.Require.Any(require =>
            require.Path == member.File?.Value.Module?.Path
            && require.Version is not "v0.0.0"
            && !require.Version.EndsWith("-000000000000", StringComparison.Ordinal)
        );

    private static SourceLocation Locate(GoModule files, ModuleContent content, GoFailure failure)
    {
        if (failure.Position is { } position)
        {
            // The copies are gone; their lines are those of the originals.
            var file = Path.GetFullPath(position.File, files.Directory);
            return new(
                Path.GetFileName(file) == "go.mod" && !File.Exists(file) ? files.GoModPath : file,
                position.Line,
                position.Column
            );
        }

        if (failure.Descriptor == DiagnosticCatalogue.OlderGoDiffers && files.GoMod.Go?.Position is { } line)
            return new(files.GoModPath, line.Line, line.Column);
        if (
            failure.ModulePath is { } path
            && files.GoMod.Require.FirstOrDefault(require =>
                require.Path == path && (failure.Version is null || require.Version == failure.Version)
            )
                is { } require
        )
            return new(files.GoModPath, require.Position.Line, require.Position.Column);
        if (
            (failure.Package ?? failure.ModulePath) is { } package
            && (ImportLocator.Find(content.Sources.Files, package) ?? Asking(files, package)) is { } import
        )
            return import;
        if (
            failure.GoVersion is not null
            && (files.GoMod.Toolchain?.Position ?? files.GoMod.Go?.Position) is { } asking
        )
            return new(files.GoModPath, asking.Line, asking.Column);
        return new(files.GoModPath, 1);
    }

    // What no file imports: a tool, or a package that another module needs, by the module that it is of.
    private static SourceLocation? Asking(GoModule files, string package) =>
        (
            files.GoMod.Tool.FirstOrDefault(tool => tool.Path == package)?.Position
            ?? files
                .GoMod.Require.Where(require => LocalPackages.IsIn(package, require.Path))
                .MaxBy(require => require.Path.Length)
                ?.Position
        )
            is { } position
            ? new(files.GoModPath, position.Line, position.Column)
            : null;
}
