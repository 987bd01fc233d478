namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>Keywords, and the flags that each instruction takes.</summary>
internal static class InstructionKinds
{
    private static readonly string[] Copying = ["chown", "chmod", "link", "exclude"];

    public static InstructionKind Of(string keyword)
    {
        foreach (var kind in Enum.GetValues<InstructionKind>())
        {
            if (kind != InstructionKind.Unknown && NameOf(kind).Equals(keyword, StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        return InstructionKind.Unknown;
    }

    /// <summary>In lower case.</summary>
    public static string NameOf(InstructionKind kind) =>
        kind switch
        {
            InstructionKind.Add => "add",
            InstructionKind.Arg => "arg",
            InstructionKind.Cmd => "cmd",
            InstructionKind.Copy => "copy",
            InstructionKind.Entrypoint => "entrypoint",
            InstructionKind.Env => "env",
            InstructionKind.Expose => "expose",
            InstructionKind.From => "from",
            InstructionKind.Healthcheck => "healthcheck",
            InstructionKind.Label => "label",
            InstructionKind.Maintainer => "maintainer",
            InstructionKind.Onbuild => "onbuild",
            InstructionKind.Run => "run",
            InstructionKind.Shell => "shell",
            InstructionKind.StopSignal => "stopsignal",
            InstructionKind.User => "user",
            InstructionKind.Volume => "volume",
            InstructionKind.Workdir => "workdir",
            _ => "",
        };

    /// <summary>Null where BuildKit doesn't look at flags at all.</summary>
    public static string[]? FlagsOf(InstructionKind kind) =>
        kind switch
        {
            InstructionKind.Add => [.. Copying, "keep-git-dir", "checksum", "unpack"],
            InstructionKind.Copy => [.. Copying, "from", "parents"],
            InstructionKind.From => ["platform"],
            InstructionKind.Run => ["mount", "network", "security", "device"],
            InstructionKind.Healthcheck => ["interval", "timeout", "start-period", "start-interval", "retries"],
            InstructionKind.Arg or InstructionKind.StopSignal => null,
            _ => [],
        };

    public static bool IsBoolean(string flag) => flag is "link" or "keep-git-dir" or "unpack" or "parents";

    public static bool IsRepeatable(string flag) => flag is "exclude" or "mount" or "device";
}

/// <summary>The instructions of the Dockerfile language; <see cref="Unknown"/> is one that BuildKit refuses.</summary>
public enum InstructionKind
{
    Unknown,
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    From,
    Healthcheck,
    Label,
    Maintainer,
    Onbuild,
    Run,
    Shell,
    StopSignal,
    User,
    Volume,
    Workdir,
}
