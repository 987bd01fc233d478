using System.Collections.Immutable;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>A go.mod, every directive in the order of the file, duplicates included.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="NewerDirectives">One for each directive newer than Go 1.19 that the file has.</param>
public sealed record GoModFile(
    string Path,
    ModuleDirective? Module,
    GoDirective? Go,
    ToolchainDirective? Toolchain,
    ImmutableArray<GodebugDirective> Godebug,
    ImmutableArray<RequireDirective> Require,
    ImmutableArray<ExcludeDirective> Exclude,
    ImmutableArray<ReplaceDirective> Replace,
    ImmutableArray<RetractDirective> Retract,
    ImmutableArray<ToolDirective> Tool,
    ImmutableArray<IgnoreDirective> Ignore,
    ImmutableArray<NewerDirective> NewerDirectives
)
{
    /// <summary>
    /// go build refuses it until <c>go mod tidy</c> has put a version into each place where a branch, <c>latest</c> or
    /// the like stands.
    /// </summary>
    public bool HasQueries =>
        Require.Any(require => ModuleVersion.IsQuery(require.Version))
        || Replace.Any(replace => replace.NewVersion is { } version && ModuleVersion.IsQuery(version));

    /// <summary>Reads what <c>go mod edit -json</c> of the newest Go reads, and refuses what that refuses.</summary>
    /// <param name="text">Content of the file, a byte order mark included: go refuses it.</param>
    /// <param name="path">The file, for positions.</param>
    /// <param name="acceptQueries">
    /// Versions may be queries (<see cref="ModuleVersion.IsQuery"/>), as in the main module's go.mod for go mod tidy;
    /// go mod edit refuses them.
    /// </param>
    public static Parsed<GoModFile> Parse(string text, string path, bool acceptQueries = false)
    {
        var errors = new SyntaxErrors(path);
        var file = new GoModBuilder(errors, acceptQueries).Read(text, path);
        return new(file, errors.ToImmutable());
    }
}

/// <summary>Questions about what a go.mod requires.</summary>
internal static class GoModRequirements
{
    /// <summary>
    /// The requirements that go downloads under their own names: no folder or other module stands in for them.
    /// </summary>
    public static IEnumerable<RequireDirective> DownloadedRequirements(this GoModFile module)
    {
        foreach (var require in module.Require)
        {
            if (!IsReplaced(module, require))
                yield return require;
        }
    }

    private static bool IsReplaced(GoModFile module, RequireDirective require)
    {
        foreach (var replace in module.Replace)
        {
            if (
                replace.OldPath == require.Path
                && (replace.OldVersion is null || replace.OldVersion == require.Version)
            )
                return true;
        }

        return false;
    }
}

/// <summary><c>module example.com/m</c></summary>
/// <param name="Deprecated">
/// What follows "Deprecated:" in its comments, up to the end of that paragraph; null if there is none.
/// </param>
/// <param name="Position">First token of its line.</param>
public sealed record ModuleDirective(string Path, string? Deprecated, TextPosition Position);

/// <summary><c>go 1.24.0</c></summary>
/// <param name="Version">As written: <c>1.24</c>, <c>1.24rc1</c> or <c>1.24.0</c>.</param>
/// <param name="Position">First token of its line.</param>
/// <param name="VersionPosition">The version.</param>
public sealed record GoDirective(string Version, TextPosition Position, TextPosition VersionPosition);

/// <summary><c>toolchain go1.24.4</c></summary>
/// <param name="Name"><c>default</c>, or a name that starts with <c>go1</c>.</param>
/// <param name="Position">First token of its line.</param>
public sealed record ToolchainDirective(string Name, TextPosition Position);

/// <summary><c>godebug key=value</c></summary>
/// <param name="Position">First token of its line: the word godebug, or the key inside a block.</param>
public sealed record GodebugDirective(string Key, string Value, TextPosition Position);

/// <summary><c>require example.com/m v1.2.3 // indirect</c></summary>
/// <param name="Version">
/// Canonical: <c>v1.2</c> is written, <c>v1.2.0</c> is here; or a query such as <c>main</c>, where those are accepted.
/// </param>
/// <param name="Indirect">Its comment says <c>indirect</c>, or <c>indirect;</c> and more.</param>
/// <param name="Position">First token of its line: the word require, or the path inside a block.</param>
/// <param name="VersionPosition">The version.</param>
public sealed record RequireDirective(
    string Path,
    string Version,
    bool Indirect,
    TextPosition Position,
    TextPosition VersionPosition
);

/// <summary><c>exclude example.com/m v1.2.3</c></summary>
/// <param name="Version">Canonical.</param>
/// <param name="Position">First token of its line: the word exclude, or the path inside a block.</param>
public sealed record ExcludeDirective(string Path, string Version, TextPosition Position);

/// <summary><c>replace example.com/m v1.2.3 => ../m</c></summary>
/// <param name="OldVersion">Canonical; null: every version.</param>
/// <param name="NewPath">
/// A module path; or a folder, absolute or relative to the file's folder, with either kind of slash.
/// </param>
/// <param name="NewVersion">Canonical; null: <paramref name="NewPath"/> is a folder.</param>
/// <param name="Position">First token of its line: the word replace, or the old path inside a block.</param>
/// <param name="NewPosition">The new path.</param>
public sealed record ReplaceDirective(
    string OldPath,
    string? OldVersion,
    string NewPath,
    string? NewVersion,
    TextPosition Position,
    TextPosition NewPosition
)
{
    /// <summary>The replacement is a folder, not a module to be downloaded.</summary>
    public bool IsLocal => NewVersion is null;
}

/// <summary><c>retract [v1.0.0, v1.1.0] // reason</c></summary>
/// <param name="Low">
/// As written, unquoted: parsing doesn't make these versions canonical, the same as <c>go mod edit</c>.
/// </param>
/// <param name="High">The same as <paramref name="Low"/> for a single version.</param>
/// <param name="Rationale">
/// Its comments, or those of its block if it has none; lines separated by \n; null if there are none.
/// </param>
/// <param name="Position">First token of its line: the word retract, or the version or bracket inside a block.</param>
public sealed record RetractDirective(string Low, string High, string? Rationale, TextPosition Position);

/// <summary><c>tool example.com/m/cmd/x</c></summary>
/// <param name="Path">A package path.</param>
/// <param name="Position">First token of its line: the word tool, or the path inside a block.</param>
public sealed record ToolDirective(string Path, TextPosition Position);

/// <summary><c>ignore ./node_modules</c></summary>
/// <param name="Path">
/// A folder: relative to the module with a leading <c>./</c>, else wherever that name appears.
/// </param>
/// <param name="Position">First token of its line: the word ignore, or the path inside a block.</param>
public sealed record IgnoreDirective(string Path, TextPosition Position);

/// <summary><c>use ./m</c> of a go.work.</summary>
/// <param name="Path">A module's folder, absolute or relative to the folder of go.work.</param>
/// <param name="Position">First token of its line: the word use, or the path inside a block.</param>
public sealed record UseDirective(string Path, TextPosition Position);

/// <summary>
/// A directive that Go has not known since 1.19: an older go refuses the file as having an unknown directive.
/// </summary>
/// <param name="Name">The directive's word.</param>
/// <param name="SinceGo">The first Go that knows it, such as <c>1.24</c>.</param>
/// <param name="Position">Where it, or a block of it, first stands in the file.</param>
public sealed record NewerDirective(string Name, string SinceGo, TextPosition Position);
