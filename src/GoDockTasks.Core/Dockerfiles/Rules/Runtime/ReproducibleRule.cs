using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Rules.Security;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Runtime;

/// <summary>GDT2405: a build that gives other bytes in another folder, in another clone or at another time.</summary>
internal sealed class ReproducibleRule : IDockerfileRule
{
    // Of one word: each is looked up in the command's text.
    private const int MaxVariables = 50;

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var build in file.ShippedBuilds)
        {
            // Go's own packages, and flags that only a build knows.
            if (
                build.Variable("GOFLAGS") is { Text: null }
                || (build.Operands.Length > 0 && build.Operands.All(word => word.Text is "std" or "cmd"))
            )
                continue;
            var keepsPaths = build.Flag("trimpath") is not { Value: null or "true" or "1" };
            var stamps = Stamps(build);
            if (keepsPaths || stamps)
            {
                var what = keepsPaths
                    ? stamps
                        ? "the build folder's path and the state of .git"
                        : "the build folder's path"
                    : "the state of .git";
                var flags = keepsPaths
                    ? stamps
                        ? "-trimpath -buildvcs=false"
                        : "-trimpath"
                    : "-buildvcs=false";
                yield return file.Report(
                    DiagnosticCatalogue.NotReproducible,
                    build.At.Start,
                    $"`go {build.Verb}` puts {what} into the program; write go {build.Verb} {flags}"
                );
            }

            foreach (var word in build.Command.Words)
            {
                if (HoldsTime(word, build.Step))
                    yield return file.Report(
                        DiagnosticCatalogue.NotReproducible,
                        word.Start,
                        "the time of the build gets into the program, which is another one each time; give "
                            + "the commit's time as a build argument, or leave it out"
                    );
            }
        }
    }

    private static bool Stamps(GoCommand build)
    {
        if (
            build.Flag("buildvcs") is { Value: not ("true" or "auto") }
            || build.ModuleDirectory is not { } directory
            || LacksGit(build)
        )
            return false;
        for (var folder = directory; ; folder = ImagePath.ParentOf(folder))
        {
            if (build.Find(folder, ".git/HEAD").IsPresent)
                return true;
            if (folder == "/")
                return false;
        }
    }

    // Without git, go stamps nothing and says nothing.
    private static bool LacksGit(GoCommand build) =>
        build.Stage.Base.Root.IsAlpine
        && !build
            .Stage.Lineage.SelectMany(stage => stage.Steps)
            .SelectMany(step => step.Commands)
            .Any(command => command.Program == "apk" && command.Words.Any(word => word.Text is "git" or null));

    private static bool HoldsTime(ShellWord word, BuildStep step)
    {
        if (word.Text is not null)
            return false;
        return IsTime(word.Raw)
            || UrlUser
                .VariablesOf(word.Raw)
                .Take(MaxVariables)
                .Any(name =>
                    RunText.Of(step.Instruction).Any(line => Assigned(line.Text, name) is { } value && IsTime(value))
                );
    }

    // As it is written, up to the end of $(…); a value of the shell, whose blanks RunText.Assignments would stop at.
    private static string? Assigned(string text, string name)
    {
        var at = text.IndexOf(name + "=", StringComparison.Ordinal);
        if (at < 0)
            return null;
        var start = at + name.Length + 1;
        var rest = text.AsSpan(start).TrimStart('"');
        if (!rest.StartsWith("$(") && !rest.StartsWith("`"))
            return null;
        var end = rest.IndexOf(rest[0] == '`' ? "`;" : ")");
        return (end < 0 ? rest : rest[..end]).ToString();
    }

    // A date that is made of a given time is always the same.
    private static bool IsTime(string raw) =>
        (raw.Contains("$(date", StringComparison.Ordinal) || raw.Contains("`date", StringComparison.Ordinal))
        && !raw.Contains("SOURCE_DATE_EPOCH", StringComparison.Ordinal)
        && !raw.Contains(" -d", StringComparison.Ordinal)
        && !raw.Contains("--date", StringComparison.Ordinal)
        && !raw.Contains(" -r", StringComparison.Ordinal);
}
