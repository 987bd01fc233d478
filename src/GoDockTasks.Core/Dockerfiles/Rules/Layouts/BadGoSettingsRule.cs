using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Dockerfiles.Rules.Layouts;

/// <summary>GDT2117: GOFLAGS isn't a list of flags, or GO111MODULE=off where a module is worked with.</summary>
internal sealed class BadGoSettingsRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var said = new HashSet<int>();
        foreach (var command in file.GoCommands)
        {
            if (
                command.Variable("GOFLAGS") is { Text: { } flags }
                && command.Verb is not ("env" or "bug" or "help" or "")
                && IsMalformed(flags)
                && said.Add(RuleLocations.OfVariable(command, "GOFLAGS"))
            )
            {
                yield return file.Report(
                    DiagnosticCatalogue.GoSettingRefused,
                    RuleLocations.OfVariable(command, "GOFLAGS"),
                    $"GOFLAGS is '{flags}', which go refuses: each of its blank-separated parts is written "
                        + $"-name or -name=value, and one with a blank inside in quotes; write "
                        + $"GOFLAGS=-{flags.TrimStart('-').Split(' ')[0]}"
                );
            }

            if (
                command.Variable("GO111MODULE") is { Text: "off" }
                && NeedsModules(file, command)
                && said.Add(RuleLocations.OfVariable(command, "GO111MODULE"))
            )
            {
                yield return file.Report(
                    DiagnosticCatalogue.GoSettingRefused,
                    RuleLocations.OfVariable(command, "GO111MODULE"),
                    $"GO111MODULE=off switches modules off, so that `go {command.Verb}` doesn't read "
                        + $"go.mod; leave it out"
                );
            }
        }
    }

    private static bool IsMalformed(string flags) =>
        !GoFlagsCheck.Check(flags, SourceLocation.None, "", SourceLocation.None).IsEmpty;

    // A program that imports nothing but the standard library is built without a module, too.
    private static bool NeedsModules(LintedDockerfile file, GoCommand command) =>
        command.IsVersioned
        || command.GoMod.IsPresent
            && (
                command.Verb.StartsWith("mod ", StringComparison.Ordinal)
                    && command.Verb is not ("mod init" or "mod edit")
                || command.Compiles && file.Module(command) is { Require.IsEmpty: false }
            );
}
