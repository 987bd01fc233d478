namespace GoDockTasks.Core.Dockerfiles.Sources;

/// <summary>Modules that are C with a thin layer of Go, and have no other way.</summary>
internal static class CgoModules
{
    private static readonly string[] Paths = ["github.com/mattn/go-sqlite3", "github.com/confluentinc/confluent-kafka-go", "github.com/godror/godror"];

    /// <summary>Whether a package belongs to one.</summary>
    public static bool IsIn(string package) =>
        Array.Exists(Paths, module => package == module || package.StartsWith(module + "/", StringComparison.Ordinal));
}
