using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>
/// What commands do to all files of an image. What isn't known to be harmless may have made anything anywhere.
/// </summary>
internal sealed class ContentEffects
{
    private static readonly ImmutableHashSet<string> Silent =
    [
        "echo",
        "printf",
        "cat",
        "true",
        "false",
        ":",
        "test",
        "[",
        "[[",
        "ls",
        "pwd",
        "env",
        "id",
        "whoami",
        "uname",
        "date",
        "set",
        "export",
        "unset",
        "cd",
        "exit",
        "sleep",
        "du",
        "stat",
        "which",
        "command",
        "type",
        "ulimit",
        "umask",
        "ldd",
        "file",
        "grep",
        "wc",
        "head",
        "tail",
        "cut",
        "tr",
        "sort",
        "basename",
        "dirname",
        "nproc",
        "chmod",
        "chown",
        "chgrp",
        "setcap",
        "strip",
        "for",
        "case",
        "sha256sum",
        "readlink",
        "realpath",
        "seq",
        "shift",
        "read",
        "return",
        "local",
        "readonly",
        "declare",
        "wait",
        "kill",
        "ps",
    ];

    private static readonly ImmutableHashSet<string> Users =
    [
        "adduser",
        "addgroup",
        "useradd",
        "groupadd",
        "usermod",
        "groupmod",
        "deluser",
        "delgroup",
        "userdel",
        "passwd",
        "chpasswd",
    ];

    /// <summary>Programs that put packages into an image, and nothing of a module's.</summary>
    public static readonly ImmutableArray<string> PackageManagers =
    [
        "apk",
        "apt",
        "apt-get",
        "dpkg",
        "yum",
        "dnf",
        "microdnf",
    ];

    private static readonly ImmutableHashSet<string> Installers =
    [
        .. PackageManagers,
        "update-ca-certificates",
        "ldconfig",
    ];

    private static readonly ImmutableArray<string> InstalledTo =
    [
        "/bin",
        "/sbin",
        "/usr",
        "/lib",
        "/lib64",
        "/etc",
        "/var",
        "/opt",
        "/srv",
        "/home",
        "/root",
        "/run",
        "/tmp",
    ];

    // They put what they make where they are told.
    private static readonly string[] Elsewhere =
    [
        "--root",
        "-p",
        "--initdb",
        "download",
        "source",
        "-x",
        "--extract",
        "--installroot",
        "--instdir",
        "-o",
    ];

    private static readonly ImmutableHashSet<string> QuietGo =
    [
        "version",
        "list",
        "vet",
        "fmt",
        "clean",
        "doc",
        "telemetry",
        "help",
        "bug",
        "mod verify",
        "mod graph",
        "mod why",
        "mod edit",
    ];

    private readonly BuildContext context;
    private readonly ImmutableArray<string> mounts;
    private ImageFiles files;

    private ContentEffects(BuildContext context, ImageFiles files, ImmutableArray<string> mounts) =>
        (this.context, this.files, this.mounts) = (context, files, mounts);

    /// <param name="mounts">Folders from which nothing stays.</param>
    public static ImageFiles Apply(
        BuildContext context,
        ImageFiles files,
        ImmutableArray<ShellCommand> commands,
        ImmutableArray<string> mounts
    )
    {
        var effects = new ContentEffects(context, files, mounts);
        foreach (var command in commands)
            effects.Apply(command);
        return effects.files;
    }

    private void Apply(ShellCommand command)
    {
        var program = command.Program;
        if (program is null || command.Words.Any(RunsSomethingElse))
            Unknown("/");
        else if (program == "go")
            AfterGo(command);
        else if (program == "mkdir")
            Folders(command);
        else if (program is "touch" or "tee")
            Operands(command, path => Made(path, command.IsConditional));
        else if (program is "rm" or "rmdir" or "unlink")
            Operands(command, path => files = files.WithHidden(path));
        else if (program is "cp" or "mv" or "ln" or "install")
            Copied(command);
        else if (Users.Contains(program))
            Unknown([.. InstalledTo, .. command.Words.Skip(1).Select(word => word.Text ?? "/").Where(IsAbsolute)]);
        else if (Installers.Contains(program))
            Unknown(command.Words.Any(IsElsewhere) ? ["/"] : InstalledTo.AsSpan());
        else if (program == "git" && command.Argument(1) == "config")
            Unknown("/root", "/home", "/etc", command.Directory ?? "/");
        else if (!Silent.Contains(program))
            Unknown("/");

        if (command.Output is { Text: not "/dev/null" } output)
            At(command, output, path => Made(path, command.IsConditional));
    }

    // `$(make)`: asking for a version or a name makes nothing.
    private static bool RunsSomethingElse(ShellWord word)
    {
        if (word.Text is not null)
            return false;
        if (word.Raw.Contains('`', StringComparison.Ordinal) || word.Raw.Contains("<(", StringComparison.Ordinal))
            return true;
        for (
            var at = word.Raw.IndexOf("$(", StringComparison.Ordinal);
            at >= 0;
            at = word.Raw.IndexOf("$(", at + 2, StringComparison.Ordinal)
        )
        {
            var inner = word.Raw.AsSpan(at + 2).TrimStart();
            var end = inner.IndexOfAny(" )\t\n");
            if (
                (end < 0 ? inner : inner[..end]).ToString() is var program
                && !(Silent.Contains(program) || program is "git" or "go" || program.StartsWith('('))
            )
                return true;
        }

        return false;
    }

    private static bool IsAbsolute(string path) => path.StartsWith('/');

    private static bool IsElsewhere(ShellWord word) =>
        word.Text is not { } text
        || Elsewhere.Any(flag => text == flag || text.StartsWith(flag + "=", StringComparison.Ordinal));

    private void AfterGo(ShellCommand command)
    {
        var go = GoArguments.Read(command);
        if (QuietGo.Contains(go.Verb))
            return;
        if (
            go.Verb
                is not (
                    "build"
                    or "install"
                    or "test"
                    or "get"
                    or "env"
                    or "mod download"
                    or "mod tidy"
                    or "mod init"
                    or "mod vendor"
                    or "work init"
                    or "work use"
                    or "work sync"
                )
            || go.Directory is not { } directory
        )
        {
            Unknown("/");
            return;
        }

        // Its caches and its settings; of a variable that isn't known, anywhere.
        Unknown("/go/pkg", "/root", "/home", "/tmp");
        foreach (var name in (ReadOnlySpan<string>)["GOCACHE", "GOMODCACHE", "GOBIN", "HOME", "XDG_CACHE_HOME"])
            Unknown(command, name, "");
        Unknown(command, "GOPATH", "/pkg");
        if (go.Verb == "build")
            Built(command);
        else if (go.Verb == "install")
            Installed(command);
        else if (go.Verb != "env")
            Unknown([
                directory,
                .. go.Verb == "test" ? go.Flags.Select(flag => flag.Value).OfType<string>().Where(IsAbsolute) : [],
            ]);
    }

    private void Unknown(ShellCommand command, string variable, string below)
    {
        if (command.Variable(variable) is { } value)
            Unknown(value.Text is { } text && text.StartsWith('/') ? ImagePath.Combine("/", text + below) : "/");
    }

    // Cross-compiled programs lie in a folder of their platform below.
    private void Installed(ShellCommand command)
    {
        Unknown("/go/bin");
        Unknown(command, "GOPATH", "/bin");
    }

    private void Built(ShellCommand command)
    {
        var outputs = GoOutputs.Of(context, files, command);
        foreach (var path in outputs.Files)
            Made(path, command.IsConditional);
        if (outputs.Unknown is { } unknown)
            Unknown(unknown);
    }

    private void Folders(ShellCommand command)
    {
        var isMode = false;
        foreach (var word in command.Words.Skip(1))
        {
            if (isMode || word.Text is ['-', ..])
                isMode = !isMode && word.Text is "-m";
            else
                At(command, word, path => files =
                        IsMounted(path) ? files
                        : command.IsConditional ? files.WithUnknown(path)
                        : files.WithFolder(path));
        }
    }

    private void Copied(ShellCommand command)
    {
        // The last one is the target, unless a flag names it: then all are looked upon as one.
        Operands(command, path => files = IsMounted(path) ? files : files.WithHidden(path));
        if (command.Program == "ln" && command.Words.Count(word => word.Text is not ['-', ..]) == 2)
            Unknown(command.Directory ?? "/");
    }

    private void Operands(ShellCommand command, Action<string> change)
    {
        foreach (var word in command.Words.Skip(1).Where(word => word.Text is not ['-', ..]))
            At(command, word, change);
    }

    private void At(ShellCommand command, ShellWord word, Action<string> change)
    {
        if (
            word.Text is { } text
            && !text.AsSpan().ContainsAny("*?[{~")
            && (text.StartsWith('/') || command.Directory is not null)
        )
            change(ImagePath.Combine(command.Directory ?? "/", text));
        else
            Unknown("/");
    }

    private void Made(string path, bool isConditional)
    {
        if (!IsMounted(path))
            files = isConditional ? files.WithUnknown(path) : files.WithFile(path);
    }

    private void Unknown(params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        {
            if (!IsMounted(folder))
                files = files.WithUnknown(folder);
        }
    }

    private bool IsMounted(string path) =>
        mounts.Any(mount => mount != "/" && ImagePath.Below(mount, path) is not null);
}
