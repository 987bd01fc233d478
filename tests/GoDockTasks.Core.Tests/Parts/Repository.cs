using System.Reflection;

namespace GoDockTasks.Core.Tests.Parts;

/// <summary>Where this repository lies.</summary>
internal static class Repository
{
    public static string Root { get; } =
        typeof(Repository)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "RepositoryRoot")
            .Value!;
}
