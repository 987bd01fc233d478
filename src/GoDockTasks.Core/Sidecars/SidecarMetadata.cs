using System.Collections.Frozen;
using GoDockTasks.Core.Images;

namespace GoDockTasks.Core.Sidecars;

/// <summary>The metadata that a `GoSidecar` item may carry, and what each may be.</summary>
internal static class SidecarMetadata
{
    /// <summary>By name (MSBuild's names ignore case): whether a value is fine, and the values in words.</summary>
    public static readonly FrozenDictionary<string, (Predicate<string> IsValid, string Allowed)> Known =
        new Dictionary<string, (Predicate<string>, string)>
        {
            ["Name"] = (IsName, "letters, digits, '.', '_' and '-', starting with a letter or digit"),
            ["Main"] = (IsPackage, "a folder inside the module, such as ./cmd/orders"),
            ["Tags"] = (_ => true, "build tags, separated by ';' or ','"),
            ["LdFlags"] = (_ => true, "linker flags"),
            ["CgoEnabled"] = (IsBoolean, "true or false"),
            ["Build"] = (IsBoolean, "true or false"),
            ["Platforms"] = (value => Parts(value).All(IsPlatform), "os/arch, separated by ';', such as linux/amd64;linux/arm64"),
            ["BuilderImage"] = (IsImage, "an image reference such as golang:1.27.3-bookworm"),
            ["RuntimeImage"] = (IsImage, "an image reference such as gcr.io/distroless/static-debian12:nonroot, or scratch"),
            ["Ports"] = (value => Parts(value).All(IsPort), "port numbers, separated by ';', each with /tcp or /udp if need be"),
            ["User"] = (IsWord, "a user such as 65532:65532"),
            ["TimeZone"] = (IsWord, "a time zone's name such as Etc/UTC"),
            ["Environment"] = (value => Parts(value).All(part => part.IndexOf('=', StringComparison.Ordinal) > 0), "NAME=value, separated by ';'"),
            ["Dockerfile"] = (_ => true, "a path"),
            ["Template"] = (_ => true, "a path"),
            // Visual Studio's own, on any item.
            ["Visible"] = (IsBoolean, "true or false"),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static string[] Parts(string value) =>
        value.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool IsBoolean(string value) => bool.TryParse(value, out _);

    private static bool IsWord(string value) => !value.AsSpan().ContainsAny(" \t\r\n");

    private static bool IsImage(string value) => ImageReference.TryParse(value) is not null;

    private static bool IsName(string value) =>
        char.IsLetterOrDigit(value[0]) && value.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-');

    private static bool IsPackage(string value)
    {
        var path = value.Replace('\\', '/');
        return !Path.IsPathRooted(path) && !path.Split('/').Contains("..");
    }

    private static bool IsPlatform(string value) =>
        value.Split('/') is { Length: 2 or 3 } parts && parts.All(part => part.Length > 0 && part.All(char.IsAsciiLetterOrDigit));

    private static bool IsPort(string value)
    {
        var (number, protocol) = value.Split('/') is [var first, var second] ? (first, second) : (value, "tcp");
        return ushort.TryParse(number, out var port) && port > 0 && protocol is "tcp" or "udp";
    }
}
