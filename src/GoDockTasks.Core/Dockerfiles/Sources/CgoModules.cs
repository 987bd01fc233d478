namespace GoDockTasks.Core.Dockerfiles.Sources;

/// <summary>Modules that are C with a thin layer of Go, and have no other way.</summary>
internal static class CgoModules
{
    private const string Mocked = "github.com/mattn/go-sqlite3";

    private static readonly string[] Paths =
    [
        Mocked,
        "github.com/confluentinc/confluent-kafka-go",
        "github.com/godror/godror",
    ];

    /// <summary>Whether a package belongs to one.</summary>
    public static bool IsIn(string package) =>
        Array.Exists(Paths, module => package == module || package.StartsWith(module + "/", StringComparison.Ordinal));

    /// <summary>
    /// Whether the compiler fails without cgo; go-sqlite3 compiles, and only fails where a database is opened.
    /// </summary>
    public static bool FailsWithout(string import) => IsIn(import) && import != Mocked;
}
