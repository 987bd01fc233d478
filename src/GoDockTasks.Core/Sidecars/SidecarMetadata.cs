using System.Buffers;
using System.Collections.Frozen;
using GoDockTasks.Core.Images;

namespace GoDockTasks.Core.Sidecars;

/// <summary>The metadata that a `GoSidecar` item may carry, and what each may be.</summary>
internal static class SidecarMetadata
{
    /// <summary>By name (MSBuild's names ignore case): whether a value is fine, and the values in words.</summary>
    public static readonly FrozenDictionary<string, (Predicate<string> IsValid, string Allowed)> Known = new Dictionary<
        string,
        (Predicate<string>, string)
    >
    {
        ["Name"] = (IsName, "letters, digits, '.', '_' and '-', starting with a letter or digit"),
        ["Main"] = (IsPackage, "a folder inside the module, such as ./cmd/orders"),
        ["Tags"] = (
            value => Parts(value).All(IsTag),
            "build tags of letters, digits, '_' and '.', separated by ';' or ','"
        ),
        ["LdFlags"] = (IsOneLine, "linker flags, in one line"),
        ["Version"] = (IsVersion, "a version such as 1.4.0-rc.1, without blanks or quotation marks"),
        ["CgoEnabled"] = (IsBoolean, "true or false"),
        ["Build"] = (IsBoolean, "true or false"),
        ["Platforms"] = (
            value => Parts(value).All(Platform.IsValid),
            "os/arch, separated by ';', such as linux/amd64;linux/arm64"
        ),
        ["BuilderImage"] = (IsImage, "an image reference such as golang:1.27.3-bookworm"),
        ["RuntimeImage"] = (
            IsImage,
            "an image reference such as gcr.io/distroless/static-debian12:nonroot, or scratch"
        ),
        ["Ports"] = (
            value => Parts(value).All(IsPort),
            "port numbers, separated by ';', each with /tcp or /udp if need be"
        ),
        ["User"] = (IsUser, $"a user such as {ContainerUser.Default}"),
        ["TimeZone"] = (IsTimeZone, "a time zone's name such as Etc/UTC"),
        ["Environment"] = (
            value => Variables(value).All(IsVariable),
            "NAME=value, separated by ';', each NAME of letters, digits and '_'"
        ),
        ["RuntimeFiles"] = (
            value => Variables(value).All(IsInModule),
            "files, folders and patterns (*, ?, **) inside the module, separated by ';', such as "
                + "templates;migrations/*.sql"
        ),
        ["Dockerfile"] = (IsOneLine, "a path"),
        ["Context"] = (IsOneLine, "a folder"),
        ["Template"] = (IsOneLine, "a path"),
        // Visual Studio's own, on any item.
        ["Visible"] = (IsBoolean, "true or false"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // To COPY and .dockerignore, beside what a pattern is made of.
    private static readonly SearchValues<char> Meaningful = SearchValues.Create("$[]\\\"'`<>!#");

    /// <summary>The parts of a list.</summary>
    public static string[] Parts(string value) =>
        value.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The parts of Environment; a comma belongs to a value.</summary>
    public static string[] Variables(string value) =>
        value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool IsBoolean(string value) => bool.TryParse(value, out _);

    private static bool IsOneLine(string value) => !value.Any(char.IsControl);

    // What go/build/constraint takes for a tag.
    private static bool IsTag(string value) => value.All(c => char.IsLetterOrDigit(c) || c is '_' or '.');

    // A Dockerfile expands dollar signs in these; no image, user or zone has one.
    private static bool IsUser(string value) =>
        value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or ':');

    private static bool IsVersion(string value) =>
        value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '~' or ':' or '/' or '@');

    private static bool IsInModule(string value) =>
        IsPackage(value)
        && IsOneLine(value)
        && value.Trim('.', '/', '\\', '*').Length > 0
        && !value.Replace('\\', '/').AsSpan().ContainsAny(Meaningful);

    private static bool IsTimeZone(string value) =>
        value.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+');

    private static bool IsVariable(string value) =>
        value.IndexOf('=', StringComparison.Ordinal) is var end and > 0
        && !char.IsAsciiDigit(value[0])
        && value[..end].TrimEnd().All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && IsOneLine(value);

    private static bool IsImage(string value) => ImageReference.TryParse(value) is not null;

    private static bool IsName(string value) =>
        char.IsLetterOrDigit(value[0]) && value.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-');

    private static bool IsPackage(string value)
    {
        var path = value.Replace('\\', '/');
        return !Path.IsPathRooted(path) && !path.Split('/').Contains("..");
    }

    private static bool IsPort(string value)
    {
        var (number, protocol) = value.Split('/') is [var first, var second] ? (first, second) : (value, "tcp");
        return ushort.TryParse(number, out var port) && port > 0 && protocol is "tcp" or "udp";
    }
}
