using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace GoDockTasks.Core.Tests.Logs;

/// <summary>
/// What Dependabot's updater for Go modules tells of a failed go command, as its public source has it in 2026
/// (dependabot-core, go_modules, file_updater and resolvability_errors): which words lead to which of its error
/// classes, in its order. Written anew from that; its question to the network whether a repository is there counts as
/// answered rightly, and GitHub's credentials as configured.
/// </summary>
internal static class Dependabot
{
    public const string Unknown = "DependabotError";

    // The first that fits, as there.
    private static readonly ImmutableArray<(string Class, Regex Words)> Order =
    [
        Of(
            "DependencyFileNotParseable",
            @"go: error loading go\.mod:",
            @"go\.mod:\d+: .*(unknown|syntax error|invalid)"
        ),
        Of(
            "PathDependenciesNotReachable",
            @"replaced by [^)\s]+\): reading .*go\.mod: open .*: no such file or directory"
        ),
        Of(
            "DependencyFileNotResolvable",
            "verifying .*: checksum mismatch",
            @"go(?: get)?: .*: go\.mod has post-v\d+ module path",
            "go mod tidy",
            "no required module provides package",
            @"missing go\.sum entry for (module providing package|go\.mod file)",
            "malformed module path",
            "used for two different module paths",
            "can't find reason for requirement on",
            @"package \S+ is not in GOROOT"
        ),
        Of("PrivateSourceAuthenticationFailure", "Authentication failed for '.+'"),
        Of(
            "PrivateSourceAuthenticationFailure",
            @"https://github\.com/[^/'\s]+/[^/'\s]+/?': The requested URL returned error: 403"
        ),
        Of("GitDependenciesNotReachable", @"go(?: get)?: (?s:.*): no secure protocol found for repository"),
        Of(
            "GitDependenciesNotReachable, DependencyFileNotResolvable",
            "If this is a private repository",
            "Write access to repository not granted"
        ),
        Of(
            "DependencyFileNotResolvable",
            "fatal: The remote end hung up unexpectedly",
            "repository '.+' not found",
            "net/http: TLS handshake timeout",
            "go(?: get)?: (?s:.*): git (fetch|ls-remote) (?s:.*): exit status 128",
            "cannot find module providing package",
            "module(?s:.*)found(?s:.*)but does not contain package",
            "go(?: get)?: (?s:.*): (invalid pseudo-version|unknown revision|unrecognized import path)",
            "go:(?s:.*)imports(?s:.*)package(?s:.+)is not in std",
            @"go: (?s:.*): invalid version: missing (?s:.*)go\.mod(?s:.*) at revision"
        ),
        Of(
            "GoModulePathMismatch",
            "go(?: get)?: [^@\\s]+(?:@\\S+)?: .* (has non-.* module path \".*\" at|unexpected module path \".*\")",
            @"go(?: get)?: [^@\s]+(?:@\S+)?:? (?s:.*) declares its path as: \S*"
        ),
        Of("OutOfDisk", "input/output error", "no space left on device", "Out of diskspace"),
        Of("DependencyFileNotResolvable", "ambiguous import: found package .* in multiple modules"),
        Of("ToolVersionNotSupported", "requires go .*running go .*;"),
    ];

    // Which of our causes one of its classes may mean: everything that somebody who reads its name would look for.
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Meanings = new Dictionary<
        string,
        ImmutableArray<string>
    >
    {
        ["DependencyFileNotParseable"] = ["GDT1002", "GDT1120"],
        ["PathDependenciesNotReachable"] = ["GDT1008", "GDT1011"],
        // go.mod and go.sum can't be made to agree with what there is: everything about modules, packages, versions
        // and where they come from.
        ["DependencyFileNotResolvable"] =
        [
            "GDT1001",
            "GDT1008",
            "GDT1009",
            "GDT1010",
            "GDT1102",
            "GDT1110",
            "GDT1115",
            "GDT1116",
            "GDT1117",
            "GDT1118",
            "GDT1119",
            "GDT1120",
            "GDT1121",
            "GDT1136",
            "GDT1137",
            "GDT1138",
        ],
        ["PrivateSourceAuthenticationFailure"] = ["GDT1122", "GDT1130", "GDT1131", "GDT1136"],
        ["GitDependenciesNotReachable"] = ["GDT1119", "GDT1121", "GDT1130", "GDT1131", "GDT1136", "GDT1137"],
        ["GoModulePathMismatch"] = ["GDT1118", "GDT1120"],
        ["OutOfDisk"] = ["GDT1145"],
        ["ToolVersionNotSupported"] = ["GDT1003", "GDT1102", "GDT1103"],
    }.ToImmutableDictionary();

    /// <summary>Its class; <see cref="Unknown"/> where none of its words are found.</summary>
    public static string Classify(string output) =>
        Order.FirstOrDefault(entry => entry.Words.IsMatch(output)).Class ?? Unknown;

    /// <summary>A class that it gives may mean a cause of ours.</summary>
    public static bool Means(string name, string code) =>
        name.Split(", ").Any(each => Meanings.TryGetValue(each, out var codes) && codes.Contains(code));

    private static (string, Regex) Of(string name, params string[] words) =>
        (name, new(string.Join('|', words), RegexOptions.CultureInvariant));
}
