using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules.Layouts;

/// <summary>GDT2116: what is compiled needs cgo, and that is switched off, or there is no C compiler.</summary>
internal sealed class CgoRule : IDockerfileRule
{
    // Older releases came with compiled packages of their own for net and os/user.
    private const string FirstWithoutArchives = "1.20";

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var said = new HashSet<int>();
        foreach (var command in file.GoCommands)
        {
            if (
                !command.Compiles
                || command.Verb == "generate"
                || command.Command.IsConditional
                || Reason(file, command) is not { } reason
            )
                continue;
            var at = command.Variable("CGO_ENABLED") is null
                ? command.At.Start
                : RuleLocations.OfVariable(command, "CGO_ENABLED");
            if (!said.Add(at))
                continue;
            var diagnostic = file.Report(DiagnosticCatalogue.CgoUnavailable, at, reason);
            yield return command.Variable("CGO_ENABLED") is { Text: "1" }
            || CgoUse.NeededBy(file, command) is null
            || CgoUse.FailsWithout(file, command)
                ? diagnostic
                : diagnostic with
                {
                    Severity = DiagnosticSeverity.Warning,
                };
        }
    }

    private static string? Reason(LintedDockerfile file, GoCommand command)
    {
        var isOff = command.Variable("CGO_ENABLED") is { Text: "0" };
        var isForced = command.Variable("CGO_ENABLED") is { Text: "1" };
        var hasCompiler = ImagePrograms.HasCompiler(command);
        if (!isOff && hasCompiler == true)
            return MissingHeaders(file, command);
        if (!isOff && (hasCompiler is null || !isForced && CgoUse.IsEnabled(command) != false))
            return null;
        var need = CgoUse.NeededBy(file, command);
        if (need is null && command.Flag("race") is { Value: null or "true" })
            need = "-race needs cgo";
        if (need is null && isForced && IsWithoutArchives(command) && CgoUse.LinkedPackage(file, command) is { } linked)
            need = $"{linked} is compiled with it where CGO_ENABLED=1";
        if (need is null)
            return null;
        return isOff
            ? $"{need}, and CGO_ENABLED=0 switches cgo off; write CGO_ENABLED=1 for this build"
            : $"{need}, and '{command.Stage.Base.Root.Reference}' has no C compiler; write RUN apk add "
                + $"--no-cache gcc musl-dev before it";
    }

    // On Alpine the compiler comes without the headers of the C library.
    private static string? MissingHeaders(LintedDockerfile file, GoCommand command) =>
        command.Stage.Base.Root.IsAlpine
        && ImagePrograms.Installed(ImagePrograms.CommandsBefore(command)) is { } installed
        && installed.Contains("gcc")
        && !installed.Overlaps(["musl-dev", "build-base", "alpine-sdk", "g++", "libc-dev"])
        && CgoUse.NeededBy(file, command) is { } need
            ? $"{need}, and gcc is installed without the C library's headers; add musl-dev to the apk add before it"
            : null;

    private static bool IsWithoutArchives(GoCommand command) =>
        command.Stage.Base.Root.GoVersion is { } version && GoVersion.Compare(version, FirstWithoutArchives) >= 0;
}
