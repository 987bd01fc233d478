using System.Text;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>That of a build, without anything that could hand a rebuild what was compiled before.</summary>
internal static class RebuildEnvironment
{
    // Of cmd/go's build flags those that bring in nothing that was compiled or changed elsewhere. Not among them:
    // -toolexec runs a program in place of the compiler, -overlay replaces sources, -pkgdir and -linkshared take
    // packages from a folder, -modfile another go.mod, -compiler another compiler.
    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        "a",
        "asan",
        "asmflags",
        "buildmode",
        "buildvcs",
        "cover",
        "covermode",
        "coverpkg",
        "gcflags",
        "installsuffix",
        "json",
        "ldflags",
        "mod",
        "modcacherw",
        "msan",
        "p",
        "pgo",
        "race",
        "tags",
        "trimpath",
        "v",
        "work",
        "x",
    };

    // Of the compiler's, assembler's and linker's own flags those that name packages and programs: the last of a name
    // counts, and go's own come first.
    private static readonly string[] Foreign = ["importcfg", "packagefile", "extld", "extar", "I", "o", "linkshared"];

    private const string Reason = "through which a build can be handed what it should make";

    /// <summary>Why a rebuild in these settings would show nothing, or null.</summary>
    public static string? Problem(GoSettings settings, Sidecar sidecar)
    {
        if (GoFlagsCheck.Split(settings["GOFLAGS"].Value) is not { } flags)
            return "GOFLAGS can't be read";
        foreach (var flag in flags.Select(flag => flag.TrimStart('-')))
        {
            var equals = flag.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? flag : flag[..equals];
            if (!Allowed.Contains(name))
                return $"GOFLAGS has -{name}, {Reason}; take it out for the rebuild";
            if (name is "gcflags" or "asmflags" or "ldflags" && ForeignFlag(flag[(equals + 1)..]) is { } foreign)
                return $"GOFLAGS has -{name} with -{foreign}, {Reason}; take it out for the rebuild";
        }

        return sidecar.LdFlags is { } link && ForeignFlag(link) is { } inLink
            ? $"its LdFlags have -{inLink}, {Reason}; build it without"
            : null;
    }

    /// <summary>Fails with the exceptions of <see cref="File"/>.</summary>
    /// <param name="settings">Those of the build.</param>
    /// <param name="folder">Absolute path of an empty folder, for the cache and the file of Go's settings.</param>
    public static Dictionary<string, string> Create(GoSettings settings, string folder)
    {
        var environment = new Dictionary<string, string>(settings.Sources.Environment, StringComparer.Ordinal);
        // An empty variable counts as none; only an empty line of the user's file hides one that GOROOT/go.env has.
        var lines = settings
            .Sources.UserFile.Lines.Where(line => line.Name is not ("GOCACHE" or "GOCACHEPROG"))
            .Select(line => $"{line.Name}={line.Value}\n")
            .Append("GOCACHEPROG=\n");
        var file = Path.Combine(folder, "go.env");
        AtomicFile.Write(file, Encoding.UTF8.GetBytes(string.Concat(lines)));
        environment["GOENV"] = file;
        environment.Remove("GOCACHEPROG");
        environment["GOCACHE"] = Path.Combine(folder, "cache");
        // Archives that came with Go, before 1.20, are compiled anew as well.
        environment["GOFLAGS"] = (settings["GOFLAGS"].Value + " -a").TrimStart();
        // The caches of C compilers know switches of their own; they don't count where there is none.
        environment["CCACHE_DISABLE"] = "1";
        environment["SCCACHE_RECACHE"] = "1";
        environment["BUILDCACHE_DISABLE"] = "true";
        return environment;
    }

    private static string? ForeignFlag(string flags) =>
        flags
            .Split([' ', '\t', '\n', '\r', '=', '\'', '"'])
            .Where(part => part.StartsWith('-'))
            .Select(part => part.TrimStart('-'))
            .FirstOrDefault(Foreign.Contains);
}
