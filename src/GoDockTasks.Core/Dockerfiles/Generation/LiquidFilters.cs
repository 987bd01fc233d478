using System.Collections;
using System.Globalization;
using Scriban.Runtime;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>The filters that templates have beside Liquid's own.</summary>
internal static class LiquidFilters
{
    /// <summary>By the names that templates use.</summary>
    public static readonly ScriptObject All = Create();

    /// <summary>For ENV, ARG and LABEL.</summary>
    public static string Word(object? input) => DockerfileQuoting.Word(Text(input));

    /// <summary>For the shell form of RUN.</summary>
    public static string Shell(object? input) => DockerfileQuoting.Shell(Text(input));

    /// <summary>For the exec form.</summary>
    public static string Json(object? input) => DockerfileQuoting.JsonString(Text(input));

    /// <summary>For COPY: one path or several, and where they go.</summary>
    public static string Paths(object? input, string target) =>
        DockerfileQuoting.Paths(
            input is IEnumerable list and not string
                ? [.. list.Cast<object?>().Select(Text), target]
                : [Text(input), target]
        );

    private static ScriptObject Create()
    {
        var filters = new ScriptObject();
        filters.Import("word", (Func<object?, string>)Word);
        filters.Import("shell", (Func<object?, string>)Shell);
        filters.Import("json", (Func<object?, string>)Json);
        filters.Import("paths", (Func<object?, string, string>)Paths);
        filters.IsReadOnly = true;
        return filters;
    }

    private static string Text(object? input) => Convert.ToString(input, CultureInfo.InvariantCulture) ?? "";
}
