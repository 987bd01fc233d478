using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Rules.Security;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// GDT2207: go compiles as a user without a home: /.cache/go-build, or /nonexistent, can't be made. A number that
/// /etc/passwd doesn't have is given HOME=/ .
/// </summary>
internal sealed class BuildCacheRule : IDockerfileRule
{
    // Below, distributions have users of their own; Ubuntu's first one has this number, golang's images have none.
    private const int FirstFree = 1000;

    private static readonly string[] UserMakers =
    [
        "adduser",
        "useradd",
        "addgroup",
        "groupadd",
        "usermod",
        "apk",
        "apt",
        "apt-get",
        "dpkg",
        "chown",
        "chmod",
    ];

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var said = new HashSet<StageTrace>();
        foreach (var command in file.GoCommands)
        {
            if (
                command.Verb is not ("build" or "install" or "test" or "run" or "vet")
                || command.Command.IsConditional
                || command.Step.Before.User is not { } user
                || !IsHomeless(command, user)
                || !said.Add(command.Stage)
            )
                continue;
            yield return file.Report(
                DiagnosticCatalogue.NoBuildCache,
                command.At.Start,
                $"`go {command.Verb}` runs as {user}, who has no home, and so can't make /.cache/go-build; write ENV "
                    + $"GOCACHE=/tmp/go-build before it, or build as root: the user of the last stage is what counts"
            );
        }
    }

    private static bool IsHomeless(GoCommand command, string user)
    {
        var name = user.Split(':')[0];
        if (
            RootUserRule.IsRoot(user)
            || !command.Stage.Base.Root.IsGolang
            || command.Stage.Base.Root.IsWindows
            || !IsWithoutHome(name)
        )
            return false;
        if (
            command.Variable("HOME") is not null
            || command.Variable("GOCACHE") is not null
            || command.Variable("XDG_CACHE_HOME") is not null
            || command.Variable("GOFLAGS") is { Text: null }
        )
            return false;
        // A mount or a folder that is made there may be the user's.
        return command.Step.Content.FindFolder("/.cache") == Presence.Absent
            && command.Step.Files.Find("/etc/passwd").IsAbsent
            && !ImagePrograms
                .CommandsBefore(command)
                .Any(other => other.Program is null || UserMakers.Contains(other.Program));
    }

    private static bool IsWithoutHome(string name) =>
        name is "nobody" or "65534"
        || int.TryParse(
            name,
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        )
            && number >= FirstFree;
}
