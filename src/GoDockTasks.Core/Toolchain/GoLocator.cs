using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Toolchain;

/// <summary>Finds the `go` program.</summary>
internal static class GoLocator
{
    /// <summary>
    /// Looks where the user points (GoDockGoExe, relative to <paramref name="baseDirectory"/>), else along PATH, then
    /// in GOROOT and where Go's installers put it. What the user points at is not replaced by something else where it
    /// is missing.
    /// </summary>
    /// <returns>The absolute path, or null and a GDT0002 that says where it looked.</returns>
    public static (string? Executable, Diagnostic? Problem) Find(
        string? goExe,
        string baseDirectory,
        IReadOnlyDictionary<string, string> environment
    )
    {
        if (!string.IsNullOrWhiteSpace(goExe))
        {
            var pointed = Path.GetFullPath(goExe.Trim(), baseDirectory);
            if (File.Exists(pointed))
                return (pointed, null);

            return (
                null,
                new(
                    DiagnosticCatalogue.GoNotFound,
                    SourceLocation.None,
                    $"GoDockGoExe points at '{pointed}', which is not a file; set it to the go program, or "
                        + $"remove it to have go looked up on PATH."
                )
            );
        }

        var places = Places(environment);
        var found = places.FirstOrDefault(File.Exists);
        return found is not null
            ? (found, null)
            : (
                null,
                new(
                    DiagnosticCatalogue.GoNotFound,
                    SourceLocation.None,
                    "Go was not found on PATH or where its installers put it; install it (https://go.dev/doc/install), "
                        + "or set the property GoDockGoExe to the go program."
                )
                {
                    Detail = "Looked for go at:\n" + string.Join('\n', places.Select(place => "  " + place)),
                }
            );
    }

    private static ImmutableArray<string> Places(IReadOnlyDictionary<string, string> environment)
    {
        var folders = ProgramSearch.Folders(environment).ToList();
        if (environment.TryGetValue("GOROOT", out var root) && Path.IsPathFullyQualified(root))
            folders.Add(Path.Combine(root, "bin"));
        folders.AddRange(
            OperatingSystem.IsWindows()
                ? [@"C:\Program Files\Go\bin", @"C:\Go\bin"]
                : ["/usr/local/go/bin", "/usr/lib/go/bin", "/opt/homebrew/bin", "/snap/bin"]
        );
        return
        [
            .. folders
                .Select(folder => Path.Combine(folder, ProgramSearch.FileName("go")))
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
