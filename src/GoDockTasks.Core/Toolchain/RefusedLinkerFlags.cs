using System.Collections.Frozen;

namespace GoDockTasks.Core.Toolchain;

/// <summary>
/// Flags for go's linker: which of them would write elsewhere, or run a program of their own (cmd/link,
/// `go tool link -h`).
/// </summary>
internal static class RefusedLinkerFlags
{
    private const string Writes = "makes the linker write a file of its own choice";
    private const string Runs = "makes the linker run another program";

    private static readonly FrozenDictionary<string, string> Refused = new Dictionary<string, string>
    {
        ["o"] = "writes the program to another place than where it is looked for",
        ["outbuf"] = Writes,
        ["tmpdir"] = Writes,
        ["cpuprofile"] = Writes,
        ["memprofile"] = Writes,
        ["benchmarkprofile"] = Writes,
        ["capturehostobjs"] = Writes,
        ["fipso"] = Writes,
        ["importcfg"] = "takes packages from other places than go's build does",
        ["toolexec"] = Runs,
        ["extld"] = Runs + " (CC names the one for cgo)",
        ["extar"] = Runs,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // All others take a value, behind = or as the next argument.
    private static readonly FrozenSet<string> Switches = new[]
    {
        "a",
        "asan",
        "aslr",
        "bindnow",
        "c",
        "checklinkname",
        "compressdwarf",
        "d",
        "debugnosplit",
        "dumpdep",
        "e",
        "f",
        "g",
        "h",
        "linkshared",
        "msan",
        "n",
        "pruneweakmap",
        "race",
        "s",
        "v",
        "w",
        "V",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// The first flag that isn't let through, and why: a clause after "which"; null where there is none. What go's
    /// linker doesn't know is left to it.
    /// </summary>
    /// <param name="value">
    /// As go takes it for <c>-ldflags</c>: flags, or a pattern for packages, <c>=</c> and flags.
    /// </param>
    public static (string Flag, string Why)? Find(string value)
    {
        var text = value.Trim();
        if (!text.StartsWith('-'))
            text = text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..];
        if (GoFlagsCheck.Split(text) is not { } flags)
            return null;
        for (var index = 0; index < flags.Count; index++)
        {
            var flag = flags[index];
            if (flag.StartsWith('@'))
                return (flag, "brings in flags from a file");
            if (!flag.StartsWith('-'))
                continue;
            var (name, own) = flag.TrimStart('-').Split('=', 2) is [var first, var second]
                ? (first, second)
                : (flag.TrimStart('-'), null);
            if (Refused.TryGetValue(name, out var why))
                return (flag, why);
            if (!Switches.Contains(name))
                own ??= index + 1 < flags.Count ? flags[++index] : "";
            if (name == "extldflags" && OfCompiler(own ?? "") is { } refused)
                return refused;
        }

        return null;
    }

    /// <summary>Likewise, in what GOFLAGS has for the linker.</summary>
    public static (string Flag, string Why)? FindInGoFlags(string goFlags)
    {
        foreach (var flag in GoFlagsCheck.Split(goFlags) ?? [])
        {
            if (
                flag.TrimStart('-') is var text
                && text.StartsWith("ldflags=", StringComparison.Ordinal)
                && Find(text["ldflags=".Length..]) is { } refused
            )
                return refused;
        }

        return null;
    }

    // For the C compiler that links: options of gcc and clang, and behind -Wl, and -Xlinker those of ld.
    private static (string Flag, string Why)? OfCompiler(string value)
    {
        foreach (var flag in GoFlagsCheck.Split(value) ?? [])
        {
            string[] parts = flag.StartsWith("-Wl,", StringComparison.Ordinal)
                ? flag["-Wl,".Length..].Split(',')
                : [flag];
            foreach (var part in parts)
            {
                if (part.StartsWith('@'))
                    return (flag, "brings in flags from a file");
                if (
                    part.StartsWith("-o", StringComparison.Ordinal)
                    || part.StartsWith("--output", StringComparison.Ordinal)
                )
                    return (flag, Refused["o"]);
                if (IsProgram(part))
                    return (flag, Runs);
            }
        }

        return null;
    }

    private static bool IsProgram(string flag) =>
        flag.StartsWith("-B", StringComparison.Ordinal)
        || flag.StartsWith("-wrapper", StringComparison.Ordinal)
        || flag.TrimStart('-') is var name
            && (
                name.StartsWith("specs", StringComparison.Ordinal)
                || name.StartsWith("fplugin", StringComparison.Ordinal)
                || name.StartsWith("plugin", StringComparison.Ordinal)
                || name.StartsWith("ld-path", StringComparison.Ordinal)
                || (name.StartsWith("fuse-ld=", StringComparison.Ordinal) && name.AsSpan().ContainsAny('/', '\\'))
            );
}
