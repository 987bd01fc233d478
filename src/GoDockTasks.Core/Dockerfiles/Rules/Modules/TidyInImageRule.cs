using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Rules.Modules;

/// <summary>GDT2104: `go mod tidy` or `go get` in an image build changes go.mod where nobody sees it.</summary>
internal sealed class TidyInImageRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var command in file.GoCommands)
        {
            var isTidy =
                command.Verb == "mod tidy"
                && command.Flag("diff") is null
                && !TidyBeforeSourceRule.Strips(file, command);
            if (!isTidy && command.Verb != "get")
                continue;
            yield return file.Report(
                DiagnosticCatalogue.TidyInImage,
                command.At.Start,
                isTidy
                    ? "`go mod tidy` in an image build changes go.mod and go.sum where nobody sees it; run "
                        + "it on your machine, commit both files, and write `go mod download` here"
                    : "`go get` in an image build changes go.mod where nobody sees it; run it on your "
                        + "machine and commit the result, or write `go install path@version` for a tool"
            );
        }
    }
}
