using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// GDT2128: a tool is installed or run at whatever version is newest on the day of the build (hadolint's DL3062).
/// </summary>
internal sealed class FloatingToolRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var command in file.GoCommands)
        {
            if (command.Verb is not ("install" or "run"))
                continue;
            foreach (var word in BuiltPackages.Operands(command))
            {
                if (
                    word.Text is { } text
                    && text.LastIndexOf('@') is var at and > 0
                    && text[(at + 1)..] is "latest" or "upgrade" or "main" or "master"
                )
                    yield return file.Report(
                        DiagnosticCatalogue.FloatingTool,
                        word.Start,
                        $"{text} is another version with each build; write the version that you have tried: "
                            + $"{text[..at]}@v1.2.3"
                    );
            }
        }
    }
}
