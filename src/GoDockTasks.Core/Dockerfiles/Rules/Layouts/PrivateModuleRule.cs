using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Dockerfiles.Rules.Layouts;

/// <summary>
/// GDT2113: a required module is private by the project's or the machine's settings, and the image doesn't know that,
/// or has no credentials to fetch it.
/// </summary>
internal sealed class PrivateModuleRule : IDockerfileRule
{
    private static readonly string[] CredentialFiles =
    [
        "/root/.netrc",
        "/root/.gitconfig",
        "/root/.ssh/id_rsa",
        "/root/.ssh/id_ed25519",
        "/etc/gitconfig",
    ];

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        if (file.Request.Settings is not { } settings || Patterns(settings) is not { Length: > 0 } patterns)
            yield break;
        foreach (var command in file.GoCommands)
        {
            if (
                DirectFetch.Modules(file, command).FirstOrDefault(path => ModulePath.MatchPatterns(patterns, path))
                    is not { } module
                || DirectFetch.HasUnknownSettings(command)
            )
                continue;
            if (!IsDeclared(command, module))
            {
                yield return file.Report(
                    DiagnosticCatalogue.PrivateModule,
                    command.At.Start,
                    $"'{module}' is private by GOPRIVATE here, but not in the image, where `go "
                        + $"{command.Verb}` asks the public proxy and checksum database for it; write ARG "
                        + $"GOPRIVATE before it and pass --build-arg GOPRIVATE"
                );
            }
            else if (DirectFetch.IsDirect(command, module) == true && !MayHaveCredentials(command))
            {
                yield return file.Report(
                    DiagnosticCatalogue.PrivateModule,
                    command.At.Start,
                    $"`go {command.Verb}` fetches the private '{module}' without credentials; write RUN "
                        + $"--mount=type=secret,id=netrc,target=/root/.netrc (or --mount=type=ssh), and pass "
                        + $"--secret id=netrc,src=$HOME/.netrc"
                );
            }
        }
    }

    private static string Patterns(GoSettings settings) =>
        string.Join(
            ',',
            new[] { settings["GOPRIVATE"].Value, settings["GONOPROXY"].Value }
                .Where(value => value.Length > 0 && value != "none")
                .Distinct()
        );

    private static bool IsDeclared(GoCommand command, string module) =>
        Covers(command, "GOPRIVATE", module)
        || Covers(command, "GONOPROXY", module)
        || Covers(command, "GONOSUMDB", module)
        || command.Variable("GOPROXY") is not null && command.Variable("GOSUMDB") is not null;

    private static bool Covers(GoCommand command, string name, string module) =>
        command.Variable(name) is { } value && (value.Text is null || ModulePath.MatchPatterns(value.Text, module));

    // Git may have been told of some, or a file with them may be there.
    private static bool MayHaveCredentials(GoCommand command) =>
        command.Step.Mounts.Any(mount => mount.Kind is RunMountKind.Secret or RunMountKind.Ssh)
        || command.Step.Instruction.Flags.Count(flag => flag.Name == "mount") != command.Step.Mounts.Length
        || command.Variable("GOAUTH") is not null
        || command.Variable("NETRC") is not null
        || command.Variable("GIT_CONFIG_COUNT") is not null
        || command.Variable("GIT_SSH_COMMAND") is not null
        || ImagePrograms.CommandsBefore(command).Any(IsOfGit)
        || CredentialFiles.Any(path => !command.Step.Files.Find(path).IsAbsent);

    private static bool IsOfGit(ShellCommand command) =>
        command.Program is "git" or "ssh-keyscan" or "ssh-add"
        || command.Output?.Text?.Contains(".netrc", StringComparison.Ordinal) == true;
}
