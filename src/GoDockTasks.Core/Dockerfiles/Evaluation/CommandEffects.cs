using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>What commands do to files, as far as Go's own files and sources are concerned.</summary>
internal static class CommandEffects
{
    // They don't make or move a go.mod, a go.sum or Go sources of the module.
    private static readonly ImmutableHashSet<string> Harmless =
    [
        .. ContentEffects.PackageManagers,
        "pip",
        "update-ca-certificates",
        "adduser",
        "addgroup",
        "useradd",
        "groupadd",
        "usermod",
        "mkdir",
        "chmod",
        "chown",
        "touch",
        "ls",
        "pwd",
        "env",
        "id",
        "whoami",
        "uname",
        "date",
        "test",
        "[",
        "[[",
        "true",
        "false",
        ":",
        "set",
        "export",
        "unset",
        "cd",
        "exit",
        "sleep",
        "file",
        "du",
        "stat",
        "which",
        "command",
        "type",
        "ulimit",
        "umask",
        "strip",
        "upx",
        "ldd",
        "setcap",
        "for",
        "case",
        "echo",
        "printf",
        "cat",
        "grep",
        "wc",
        "head",
        "tail",
        "ldconfig",
    ];

    // What of go's commands leaves alone all files of the module. What `go run` and `go tool` start may generate some.
    private static readonly ImmutableHashSet<string> HarmlessGo =
    [
        "build",
        "install",
        "test",
        "vet",
        "env",
        "version",
        "list",
        "fmt",
        "clean",
        "doc",
        "telemetry",
    ];

    public static ImageFiles Apply(ImageFiles files, ImmutableArray<ShellCommand> commands)
    {
        foreach (var command in commands)
        {
            if (command.Program == "go")
                files = AfterGo(files, command);
            else if (
                command.Program is "npm"
                && command.Argument(1) is "ci" or "install" or "i"
                && command.Output is null
            )
                continue;
            else if (
                command.Program is null
                || !Harmless.Contains(command.Program)
                || command.Output is { Text: not "/dev/null" }
            )
                files = files.WithUnknown("/");
        }

        return files;
    }

    private static ImageFiles AfterGo(ImageFiles files, ShellCommand command)
    {
        var (word, verb) = (command.Argument(1), command.Argument(2));
        if (
            word is not null && HarmlessGo.Contains(word)
            || (word, verb) is ("mod", "download" or "verify" or "graph" or "why" or "edit")
        )
            return files;
        if (command.Directory is not { } directory)
            return files.WithUnknown("/");
        return (word, verb) switch
        {
            ("get", _) or ("mod", "tidy") => files.WithFile(ImagePath.Combine(directory, "go.sum")),
            ("mod", "init") => files.WithFile(ImagePath.Combine(directory, "go.mod")),
            ("work", "init") => files.WithFile(ImagePath.Combine(directory, "go.work")),
            _ => files.WithUnknown("/"),
        };
    }
}
