using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules.Modules;

/// <summary>
/// GDT2101: the golang image is older than the go line of go.mod or go.work, and may not fetch another toolchain.
/// </summary>
internal sealed class OldToolchainRule : IDockerfileRule
{
    // Go refuses newer modules since then; older ones build what they can.
    private const string FirstThatRefuses = "1.21";

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var said = new HashSet<int>();
        foreach (var command in file.GoCommands)
        {
            var image = command.Stage.Base.Root;
            if (
                !command.NeedsModule
                || image.GoVersion is not { } version
                || command.Variable("GOTOOLCHAIN") is not { Text: "local" }
            )
                continue;
            if (Required(file, command) is not { } required || !IsOlder(version, required.Version))
                continue;
            var from = Bottom(command).From.Arguments[0];
            if (!said.Add(from.Start))
                continue;
            var refuses = GoVersion.Compare(version, FirstThatRefuses) >= 0;
            var diagnostic = file.Report(
                DiagnosticCatalogue.ImageOlderThanModule,
                from,
                $"'{image.Reference}' has Go {version}, and {required.File} asks for "
                    + $"{required.Version}{(refuses ? ", so that go refuses to run" : "")}; take "
                    + $"golang:{required.Version} or newer"
            );
            yield return refuses ? diagnostic : diagnostic with { Severity = DiagnosticSeverity.Warning };
        }
    }

    private static Syntax.Stage Bottom(GoCommand command) => command.Stage.Lineage.First().Stage;

    private static (string File, string Version)? Required(LintedDockerfile file, GoCommand command)
    {
        if (command.GoWork is { IsPresent: true, Source: { } source } && file.Workspace(source)?.Go is { } work)
            return (source, work.Version);
        return file.Module(command)?.Go is { } go ? (command.GoMod.Source!, go.Version) : null;
    }

    // A tag without a patch version is the newest of its minor version.
    private static bool IsOlder(string image, string required) =>
        image.AsSpan().Count('.') < 2
        && GoVersion.Language(image) is { } imageLanguage
        && GoVersion.Language(required) is { } language
            ? GoVersion.Compare(imageLanguage, language) < 0
            : GoVersion.Compare(image, required) < 0;
}
