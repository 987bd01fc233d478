using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules.Security;

/// <summary>
/// GDT2301: the last stage runs as root: it says so, or says nothing and starts from an image that does. Not where it
/// says nothing of what to start: such a stage checks something, or is there for its files.
/// </summary>
internal sealed class RootUserRule : IDockerfileRule
{
    // They start the real program as another user.
    private static readonly string[] Droppers =
    [
        "gosu",
        "su-exec",
        "setpriv",
        "setuidgid",
        "s6-setuidgid",
        "chpst",
        "runuser",
    ];

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var target = file.Trace.Target;
        if (target.Final.User is not { } user || !IsRoot(user))
            yield break;
        var start = ContainerStart.Of(target);
        if (start is { Entrypoint: null, Command: null } || MayDropRights(file, target, start))
            yield break;
        yield return target.Final.UserInstruction is { } instruction
            ? file.Report(
                DiagnosticCatalogue.RunsAsRoot,
                instruction.Arguments[0],
                $"USER {instruction.Arguments[0]} makes the container run as root; write USER {ContainerUser.Default}"
            )
            : file.Report(
                DiagnosticCatalogue.RunsAsRoot,
                target.Stage.From.Arguments[0],
                $"the container runs as root: no USER, and '{target.Base.Root.Reference}' defaults to root; "
                    + $"add USER {ContainerUser.Default} to the last stage"
            );
    }

    /// <summary>Also "", where nobody is named and the base image is root's.</summary>
    public static bool IsRoot(string user)
    {
        var colon = user.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? user : user[..colon];
        return name is "" or "root" || name.AsSpan().Trim('0').IsEmpty;
    }

    private static bool MayDropRights(LintedDockerfile file, StageTrace target, ContainerStart start)
    {
        if (Droppers.Any(start.Names))
            return true;
        if (start.Words.FirstOrDefault() is not { } program || !program.EndsWith(".sh", StringComparison.Ordinal))
            return false;
        // A start script of this repository can be read; of another nobody knows.
        if (!program.StartsWith('/') || target.Final.Files.Find(program).Source is not { } source)
            return true;
        return ModuleFileReader.Read(file.Context.FullPath(source), ModuleFileReader.MaxModBytes).Text is not { } text
            || Droppers.Any(dropper => text.Contains(dropper, StringComparison.Ordinal));
    }
}
