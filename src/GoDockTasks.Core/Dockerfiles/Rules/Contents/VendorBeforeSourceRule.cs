using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// GDT2126: `go mod vendor` where no Go source is yet. It succeeds, and leaves a vendor folder without packages, which
/// the build then takes
/// them from (tried with Go 1.19 and 1.27). An error where that is what gets built, else a warning.
/// </summary>
internal sealed class VendorBeforeSourceRule : IDockerfileRule
{
    private const string FirstGoLineThatVendors = "1.14";

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var command in file.GoCommands)
        {
            if (
                command.Verb != "mod vendor"
                || command.ModuleDirectory is not { } directory
                || !command.GoWork.IsAbsent
                || file.Module(command) is not { Require.IsEmpty: false } module
                || command.Step.Files.FindBelow(directory, name => name.EndsWith(".go", StringComparison.Ordinal))
                    != Presence.Absent
            )
            {
                continue;
            }

            var diagnostic = file.Report(
                DiagnosticCatalogue.VendorBeforeSource,
                command.At.Start,
                "`go mod vendor` runs before any Go file is there, and leaves a vendor folder without packages; "
                    + "write `go mod download` instead, or vendor behind the COPY of the source"
            );
            yield return file.GoCommands.Any(other => Builds(file, command, other, module))
                ? diagnostic
                : diagnostic with
                {
                    Severity = DiagnosticSeverity.Warning,
                };
        }
    }

    private static bool Builds(LintedDockerfile file, GoCommand vendor, GoCommand other, GoModFile module) =>
        other.Compiles
        && other.Verb != "generate"
        && !other.Command.IsConditional
        && ModuleDownload.IsBefore(vendor, other)
        && other.Flag("mod") is null or { Value: "vendor" }
        && module.Go is { } go
        && GoVersion.Compare(go.Version, FirstGoLineThatVendors) >= 0
        && !file.GoCommands.Any(again =>
            again != vendor
            && again.Verb == "mod vendor"
            && ModuleDownload.IsBefore(vendor, again)
            && ModuleDownload.IsBefore(again, other)
        )
        && vendor.GoMod.Source is { } source
        && file.Context.Find(source[..^"go.mod".Length] + "vendor/modules.txt")
            is ContextEntry.Missing
                or ContextEntry.Ignored
        && BuiltPackages.Compiled(file, other) is { } compiled
        && file.Packages(other) is { } packages
        && compiled.Any(folder =>
            packages
                .In(folder)
                .Any(one =>
                    one.IsForAll
                    && one.Imports.Any(import =>
                        module.Require.Any(require =>
                            import == require.Path || import.StartsWith(require.Path + "/", StringComparison.Ordinal)
                        )
                    )
                )
        );
}
