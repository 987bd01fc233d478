using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>Values as they have to be written where they land, so that they come out as they went in.</summary>
internal static class DockerfileQuoting
{
    private static readonly SearchValues<char> Meaningful = SearchValues.Create("$*?[]\\\"'`<>!#");

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// A word of ENV, ARG or LABEL: as it is where nothing in it means anything, else in double quotes, with a
    /// backslash before what would still mean something.
    /// </summary>
    public static string Word(string value)
    {
        if (value.Length > 0 && value.All(IsPlain))
            return value;
        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            if (c is '"' or '\\' or '$')
                quoted.Append('\\');
            quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A word of a POSIX shell: as it is, or in single quotes.</summary>
    public static string Shell(string value) =>
        value.Length > 0 && value.All(IsPlain)
            ? value
            : "'" + value.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>A JSON string, as the exec form has it, in which nothing is expanded.</summary>
    public static string JsonString(string value) => JsonSerializer.Serialize(value, Json);

    /// <summary>The arguments of COPY: in a row, or as JSON where one has a blank.</summary>
    public static string Paths(IEnumerable<string> paths)
    {
        var list = paths.ToArray();
        return list.Any(path => path.Contains(' ', StringComparison.Ordinal))
            ? $"[{string.Join(", ", list.Select(JsonString))}]"
            : string.Join(' ', list);
    }

    /// <summary>
    /// Whether a path can be written in a Dockerfile and in a .dockerignore: nothing that either expands, matches by or
    /// ends at. Blanks, @, and letters of any language can.
    /// </summary>
    public static bool CanName(string path) =>
        !path.AsSpan().ContainsAny(Meaningful)
        && !path.Any(char.IsControl)
        && !path.Split('/').Any(part => part.Trim() != part);

    private static bool IsPlain(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or ':' or '@' or '+' or ',' or '=' or '%';
}
