using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Toolchain;

/// <summary>
/// GOFLAGS and GO111MODULE: whether go accepts them, and whether they fit the module (cmd/go/internal/base/goflags.go,
/// modload/init.go).
/// </summary>
internal static class GoFlagsCheck
{
    /// <summary>GDT1015, once a build, for what go refuses wherever it runs.</summary>
    public static ImmutableArray<Diagnostic> Check(
        string goFlags,
        SourceLocation goFlagsLocation,
        string go111Module,
        SourceLocation go111ModuleLocation
    )
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        if (Split(goFlags) is not { } flags)
        {
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.BadGoFlags,
                    goFlagsLocation,
                    "GOFLAGS holds a quote that isn't closed; close it with `go env -w GOFLAGS=…` or in "
                        + "the environment."
                )
            );
        }
        else if (flags.Find(flag => !IsFlag(flag)) is { } bad)
        {
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.BadGoFlags,
                    goFlagsLocation,
                    $"GOFLAGS holds '{bad}', which is not a flag; each of its blank-separated parts is "
                        + $"written -name or -name=value. Mend it with `go env -w GOFLAGS=…` or in the "
                        + $"environment."
                )
            );
        }

        if (CheckLinkerFlags(goFlags, goFlagsLocation) is { } refused)
            diagnostics.Add(refused);
        if (go111Module is "off")
        {
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.BadGoFlags,
                    go111ModuleLocation,
                    "GO111MODULE=off switches modules off, so that go.mod is not read; run `go env -u "
                        + "GO111MODULE`, or take it out of the environment."
                )
            );
        }

        return diagnostics.ToImmutable();
    }

    /// <summary>GDT1015 where -ldflags would write the program elsewhere, or run another than go's linker.</summary>
    public static Diagnostic? CheckLinkerFlags(string goFlags, SourceLocation goFlagsLocation) =>
        RefusedLinkerFlags.FindInGoFlags(goFlags) is var (flag, why)
            ? new(
                DiagnosticCatalogue.BadGoFlags,
                goFlagsLocation,
                $"GOFLAGS holds -ldflags with '{flag}', which {why}; take it out of GOFLAGS."
            )
            : null;

    /// <summary>
    /// GDT1015 where -mod contradicts the layout: in a workspace only readonly and vendor are allowed.
    /// </summary>
    public static Diagnostic? CheckWorkspace(string goFlags, SourceLocation goFlagsLocation, string? workspace) =>
        workspace is not null && Mod(goFlags) is { } mod && mod is not ("readonly" or "vendor")
            ? new(
                DiagnosticCatalogue.BadGoFlags,
                goFlagsLocation,
                $"GOFLAGS holds -mod={mod}, but '{workspace}' makes a workspace, where only -mod=readonly "
                    + $"and -mod=vendor are allowed; take it out of GOFLAGS."
            )
            : null;

    /// <summary>Whether a flag is set.</summary>
    /// <param name="name">Without its hyphen.</param>
    internal static bool Has(string goFlags, string name) =>
        Split(goFlags)?.Exists(flag => flag.TrimStart('-').Split('=')[0] == name) is true;

    /// <summary>The value of -mod; null where it isn't set.</summary>
    internal static string? Mod(string goFlags) =>
        Split(goFlags)
            ?.Select(flag => flag.TrimStart('-'))
            .LastOrDefault(flag => flag.StartsWith("mod=", StringComparison.Ordinal))
            ?["mod=".Length..];

    /// <summary>The build tags of -tags, of which the last counts; blanks separate them as well as commas.</summary>
    internal static ImmutableArray<string> Tags(string goFlags) =>
        [
            .. Split(goFlags)
                ?.Select(flag => flag.TrimStart('-'))
                .LastOrDefault(flag => flag.StartsWith("tags=", StringComparison.Ordinal))
                ?["tags=".Length..].Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
                ?? [],
        ];

    /// <summary>
    /// The flags. Blanks separate; a part that starts with a quote goes on to the next one. Null where that is missing.
    /// (cmd/internal/quoted)
    /// </summary>
    internal static List<string>? Split(string goFlags)
    {
        var flags = new List<string>();
        var rest = goFlags.AsSpan();
        while (!(rest = rest.TrimStart(" \t\r\n")).IsEmpty)
        {
            var isQuoted = rest[0] is '"' or '\'';
            var end = isQuoted ? rest[1..].IndexOf(rest[0]) + 1 : rest.IndexOfAny(" \t\r\n");
            if (isQuoted && end == 0)
                return null;
            var flag = end < 0 ? rest : rest[(isQuoted ? 1 : 0)..end];
            flags.Add(flag.ToString());
            rest = end < 0 ? default : rest[(isQuoted ? end + 1 : end)..];
        }

        return flags;
    }

    private static bool IsFlag(string flag)
    {
        var name =
            flag.StartsWith("--", StringComparison.Ordinal) ? flag[2..]
            : flag.StartsWith('-') ? flag[1..]
            : "";
        return name.Length > 0 && name[0] is not ('-' or '=');
    }
}
