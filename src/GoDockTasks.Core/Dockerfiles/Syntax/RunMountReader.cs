using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>Reads `--mount` flags. Source: BuildKit's frontend/dockerfile/instructions/commands_runmount.go.</summary>
internal static class RunMountReader
{
    /// <summary>The mounts of a RUN; one that is wrong or depends on something unknown is missing.</summary>
    /// <param name="expand">Replaces variables; null where the value is unknown.</param>
    public static ImmutableArray<RunMount> Read(Instruction run, Func<string, string?> expand)
    {
        var mounts = ImmutableArray.CreateBuilder<RunMount>();
        foreach (var flag in run.Flags)
        {
            if (flag is { Name: "mount", Value: not null } && Read(flag, expand, out _) is { } mount)
                mounts.Add(mount);
        }

        return mounts.ToImmutable();
    }

    /// <param name="error">What is wrong; null where nothing is, or a value is unknown.</param>
    internal static RunMount? Read(InstructionFlag flag, Func<string, string?> expand, out string? error)
    {
        var fields = CsvFields.Split(flag.Value!);
        if (fields is null)
        {
            error = $"'{flag.Value}' isn't a list of key=value";
            return null;
        }

        var mount = new RunMount(RunMountKind.Bind, flag);
        foreach (var field in fields)
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            var key = (equals < 0 ? field : field[..equals]).ToLowerInvariant();
            var written = equals < 0 ? null : field[(equals + 1)..];
            if (
                key == "from"
                && written is not null
                && written.IndexOf('$', StringComparison.Ordinal) is var dollar and >= 0
                && dollar < written.Length - 1
            )
            {
                error = "from= takes no variable; give the image a stage of its own and name that";
                return null;
            }

            var value = written is null ? null : expand(written);
            if (written is not null && value is null)
            {
                error = null;
                return null;
            }

            error = Apply(ref mount, key, value, field);
            if (error is not null)
                return null;
        }

        error = Contradiction(mount);
        return error is null ? mount : null;
    }

    private static string? Apply(ref RunMount mount, string key, string? value, string field)
    {
        if (value is null && key is not ("readonly" or "ro" or "readwrite" or "rw" or "required"))
            return $"'{field}' must be key=value";
        var isOn = true;
        if (
            key is "readonly" or "ro" or "readwrite" or "rw" or "required"
            && value is not null
            && !TryParseBool(value, out isOn)
        )
            return $"{key} must be true or false, not '{value}'";
        if (key == "required" && mount.Kind is not (RunMountKind.Secret or RunMountKind.Ssh))
            return $"'required' doesn't go with type={NameOf(mount.Kind)}; write type=… first";
        if (key == "size" && mount.Kind != RunMountKind.Tmpfs)
            return $"'size' doesn't go with type={NameOf(mount.Kind)}";
        if (key == "type")
            return ApplyKind(ref mount, value!);
        if (key == "mode" && !IsOctal(value!))
            return $"mode must be an octal number, not '{value}'";
        if (key is "uid" or "gid" && !uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return $"{key} must be a number, not '{value}'";
        if (key == "sharing" && value!.ToLowerInvariant() is not ("shared" or "private" or "locked"))
            return $"sharing must be shared, private or locked, not '{value}'";
        switch (key)
        {
            case "from":
                mount = mount with { From = value };
                break;
            case "source" or "src":
                mount = mount with { Source = value };
                break;
            case "target" or "dst" or "destination":
                mount = mount with { Target = value };
                break;
            case "readonly" or "ro":
                mount = mount with { IsReadOnly = isOn };
                break;
            case "readwrite" or "rw":
                mount = mount with { IsReadOnly = !isOn };
                break;
            case "required":
                mount = mount with { IsRequired = isOn };
                break;
            case "id":
                mount = mount with { Id = value };
                break;
            case "mode":
                mount = mount with { Mode = value };
                break;
            case "uid":
                mount = mount with { Uid = value };
                break;
            case "gid":
                mount = mount with { Gid = value };
                break;
            case "env":
                mount = mount with { Env = value };
                break;
            case "sharing":
                mount = mount with { Sharing = value };
                break;
            case "size":
                break;
            default:
                return $"'{key}' is no key of --mount";
        }

        return null;
    }

    private static string? ApplyKind(ref RunMount mount, string value)
    {
        RunMountKind? kind = value.ToLowerInvariant() switch
        {
            "bind" => RunMountKind.Bind,
            "cache" => RunMountKind.Cache,
            "tmpfs" => RunMountKind.Tmpfs,
            "secret" => RunMountKind.Secret,
            "ssh" => RunMountKind.Ssh,
            _ => null,
        };
        if (kind is null)
            return $"type must be bind, cache, tmpfs, secret or ssh, not '{value}'";
        mount = mount with { Kind = kind.Value };
        return null;
    }

    private static string? Contradiction(RunMount mount)
    {
        var isOwned = mount.Kind is RunMountKind.Secret or RunMountKind.Ssh or RunMountKind.Cache;
        if (!isOwned && (mount.Mode ?? mount.Uid ?? mount.Gid) is not null)
            return $"mode, uid and gid don't go with type={NameOf(mount.Kind)}";
        if (mount.Sharing is { Length: > 0 } && mount.Kind != RunMountKind.Cache)
            return $"sharing doesn't go with type={NameOf(mount.Kind)}";
        if (mount.Kind != RunMountKind.Secret)
            return null;
        if (!string.IsNullOrEmpty(mount.From))
            return "from doesn't go with type=secret";
        if (string.IsNullOrEmpty(mount.Source) && string.IsNullOrEmpty(mount.Target) && string.IsNullOrEmpty(mount.Id))
            return "a secret needs id= or target=";
        return !string.IsNullOrEmpty(mount.Source) && !string.IsNullOrEmpty(mount.Id)
            ? "a secret has either source= or id=, not both"
            : null;
    }

    private static string NameOf(RunMountKind kind) => kind.ToString().ToLowerInvariant();

    private static bool IsOctal(string value)
    {
        ulong number = 0;
        foreach (var c in value)
        {
            if (c is < '0' or > '7' || (number = number * 8 + c - '0') > uint.MaxValue)
                return false;
        }

        return value.Length > 0;
    }

    // The spellings of Go's strconv.ParseBool.
    private static bool TryParseBool(string value, out bool result)
    {
        result = value is "1" or "t" or "T" or "true" or "TRUE" or "True";
        return result || value is "0" or "f" or "F" or "false" or "FALSE" or "False";
    }
}

/// <summary>A `--mount` of RUN, with its variables replaced. What isn't written is null.</summary>
/// <param name="Kind">`type`; bind where it isn't written.</param>
/// <param name="Flag">Where it is written.</param>
internal sealed record RunMount(RunMountKind Kind, InstructionFlag Flag)
{
    /// <summary>Stage, image or context that it comes from.</summary>
    public string? From { get; init; }

    /// <summary>Path in that.</summary>
    public string? Source { get; init; }

    /// <summary>Path while the command runs.</summary>
    public string? Target { get; init; }

    /// <summary>Id of a cache, secret or SSH agent.</summary>
    public string? Id { get; init; }

    public string? Uid { get; init; }

    public string? Gid { get; init; }

    public string? Mode { get; init; }

    /// <summary>`shared`, `private` or `locked`, of a cache.</summary>
    public string? Sharing { get; init; }

    /// <summary>The build fails where it isn't there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The variable that a secret is put into.</summary>
    public string? Env { get; init; }

    /// <summary>`readonly` or `rw`, where one is written.</summary>
    public bool? IsReadOnly { get; init; }
}

/// <summary>The kinds of `RUN --mount`.</summary>
internal enum RunMountKind
{
    Bind,
    Cache,
    Tmpfs,
    Secret,
    Ssh,
}

/// <summary>One line of comma-separated values (RFC 4180), as the value of `--mount` is.</summary>
internal static class CsvFields
{
    /// <summary>Null where a quote is in the wrong place, or the line is empty.</summary>
    public static List<string>? Split(string line)
    {
        if (line.Length == 0)
            return null;
        var fields = new List<string>();
        var at = 0;
        while (true)
        {
            var field = at < line.Length && line[at] == '"' ? Quoted(line, ref at) : Plain(line, ref at);
            if (field is null)
                return null;
            fields.Add(field);
            if (at == line.Length)
                return fields;
            at++;
        }
    }

    private static string? Plain(string line, ref int at)
    {
        var end = line.IndexOf(',', at);
        if (end < 0)
            end = line.Length;
        var field = line[at..end];
        at = end;
        return field.Contains('"', StringComparison.Ordinal) ? null : field;
    }

    private static string? Quoted(string line, ref int at)
    {
        var field = new StringBuilder();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != '"')
                field.Append(line[at]);
            else if (at + 1 < line.Length && line[at + 1] == '"')
                field.Append(line[at++]);
            else
                return ++at == line.Length || line[at] == ',' ? field.ToString() : null;
        }

        return null;
    }
}
