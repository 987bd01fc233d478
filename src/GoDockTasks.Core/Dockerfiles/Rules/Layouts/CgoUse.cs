using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Rules.Layouts;

/// <summary>
/// Whether a go command compiles C, and whether it may. Source: go help environment, and cgo's documentation.
/// </summary>
internal static class CgoUse
{
    // Packages of the standard library that link with libc where cgo is on, by `go list -deps` (net and os/user among
    // theirs).
    private static readonly ImmutableHashSet<string> LinkedToLibc =
    [
        "net",
        "os/user",
        "plugin",
        "net/http",
        "net/http/cgi",
        "net/http/cookiejar",
        "net/http/fcgi",
        "net/http/httptest",
        "net/http/httptrace",
        "net/http/httputil",
        "net/http/pprof",
        "net/rpc",
        "net/rpc/jsonrpc",
        "net/smtp",
        "net/mail",
        "net/textproto",
        "mime/multipart",
        "crypto/tls",
        "crypto/x509",
        "expvar",
        "log/syslog",
    ];

    /// <summary>
    /// On, off, or null where that can't be known. Without CGO_ENABLED it is on where there is a compiler and nothing
    /// is cross-compiled (Go 1.20 and newer).
    /// </summary>
    public static bool? IsEnabled(GoCommand command)
    {
        if (command.Variable("CGO_ENABLED") is { } value)
            return value.Text switch
            {
                "1" => true,
                "0" => false,
                _ => null,
            };
        return command.Variable("GOARCH") is not null || command.Variable("GOOS") is not (null or { Text: "linux" })
            ? null
            : ImagePrograms.HasCompiler(command);
    }

    /// <summary>
    /// What of the compiled packages can't be built without cgo: a file that imports "C", or a module; null where
    /// nothing does.
    /// </summary>
    public static string? NeededBy(LintedDockerfile file, GoCommand command)
    {
        if (file.Compiled(command) is not { } compiled || file.Packages(command) is not { } packages)
            return null;
        foreach (var folder in compiled.Order(StringComparer.Ordinal))
        {
            var sources = packages.In(folder);
            if (MayDoWithout(sources))
                continue;
            foreach (var source in sources.Where(source => source.IsForAll))
            {
                if (source.UsesCgo)
                    return $"{source.Path} imports \"C\"";
                if (source.Imports.FirstOrDefault(CgoModules.IsIn) is { } needed)
                    return $"{source.Path} imports {needed}, which is written in C";
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the compiler fails without cgo. go-sqlite3 compiles then, and only fails where a database is opened.
    /// </summary>
    public static bool FailsWithout(LintedDockerfile file, GoCommand command) =>
        file.Compiled(command) is { } compiled
        && file.Packages(command) is { } packages
        && compiled
            .Select(folder => packages.In(folder))
            .Where(sources => !MayDoWithout(sources))
            .Any(sources =>
                sources.Any(source =>
                    source.IsForAll && (source.UsesCgo || source.Imports.Any(CgoModules.FailsWithout))
                )
            );

    // Another file stands in.
    private static bool MayDoWithout(ImmutableArray<GoSource> sources) =>
        sources.Any(source => source.Constraint.Names("cgo"));

    /// <summary>
    /// A package of the standard library that is linked with libc where cgo is on; null where none is imported.
    /// </summary>
    public static string? LinkedPackage(LintedDockerfile file, GoCommand command)
    {
        if (file.Compiled(command) is not { } compiled || file.Packages(command) is not { } packages)
            return null;
        return compiled
            .Order(StringComparer.Ordinal)
            .SelectMany(folder => packages.In(folder))
            .Where(source => source.IsForAll)
            .SelectMany(source => source.Imports)
            .FirstOrDefault(LinkedToLibc.Contains);
    }
}
