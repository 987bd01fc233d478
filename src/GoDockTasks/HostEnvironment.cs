using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace GoDockTasks;

/// <summary>
/// The one place that reads the environment variables of the process. They aren't expanded in .targets, since that
/// writes them into logs.
/// </summary>
internal static class HostEnvironment
{
    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "The one place that may")]
    public static Dictionary<string, string> Read()
    {
        var comparer = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        var environment = new Dictionary<string, string>(comparer);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            environment[(string)entry.Key] = (string?)entry.Value ?? "";
        return environment;
    }
}
