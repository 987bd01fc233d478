using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GoDockTasks.Core.Proxies;

/// <summary>
/// Credentials of a .netrc file as go takes them (src/cmd/go/internal/auth/netrc.go and auth.go, Go 1.24 and newer).
/// </summary>
internal sealed class Netrc
{
    private readonly Dictionary<string, string> machines = new(StringComparer.Ordinal);

    private Netrc() { }

    /// <summary>No file; also what GOAUTH=off asks for.</summary>
    public static Netrc None { get; } = new();

    /// <summary>
    /// Where go looks, the first file that exists: NETRC alone, or the home folder's .netrc (on Windows _netrc before
    /// it).
    /// </summary>
    public static ImmutableArray<string> Paths(IReadOnlyDictionary<string, string> environment, OSPlatform platform)
    {
        if (environment.TryGetValue("NETRC", out var file) && file.Length > 0)
            return [file];
        var isWindows = platform == OSPlatform.Windows;
        if (!environment.TryGetValue(isWindows ? "USERPROFILE" : "HOME", out var home) || home.Length == 0)
            return [];
        return isWindows
            ? [Path.Combine(home, "_netrc"), Path.Combine(home, ".netrc")]
            : [Path.Combine(home, ".netrc")];
    }

    /// <summary>Reads a file's text. What go can't make sense of is skipped, as it does; no text is an error.</summary>
    public static Netrc Parse(string text)
    {
        var netrc = new Netrc();
        var pending = default(Machine);
        var isMacro = false;
        foreach (var line in text.Split('\n'))
        {
            if (isMacro)
            {
                isMacro = line.Length > 0;
                continue;
            }

            // Go reads pairs; a single token at a line's end starts none, but "default" there ends the file.
            var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i + 1 < fields.Length; i += 2)
            {
                isMacro |= fields[i] == "macdef";
                pending = pending.With(fields[i], fields[i + 1]);
                if (pending is not { Name: { } name, Login: { } login, Password: { } password })
                    continue;
                netrc.machines.TryAdd(Key(name), $"{login}:{password}");
                pending = default;
            }

            if (fields.Length % 2 == 1 && fields[^1] == "default")
                break;
        }

        return netrc;
    }

    /// <summary>
    /// "login:password" for a URL: that of the machine whose name is its host and port, or the longest of those that
    /// name a part of its path as well. Null where there is none.
    /// </summary>
    /// <param name="address">The URL without its scheme and credentials.</param>
    internal string? Find(string address)
    {
        for (var key = Key(address); ; key = key[..key.LastIndexOf('/')])
        {
            if (machines.TryGetValue(key, out var found))
                return found;
            if (!key.Contains('/', StringComparison.Ordinal))
                return null;
        }
    }

    private static string Key(string machine)
    {
        const string Scheme = "https://";
        var key = machine.StartsWith(Scheme, StringComparison.Ordinal) ? machine[Scheme.Length..] : machine;
        return key.EndsWith('/') ? key[..^1] : key;
    }

    private readonly record struct Machine(string? Name, string? Login, string? Password)
    {
        public Machine With(string token, string value) =>
            token switch
            {
                "machine" => new(value, null, null),
                "login" => this with { Login = value },
                "password" => this with { Password = value },
                _ => this,
            };
    }
}
