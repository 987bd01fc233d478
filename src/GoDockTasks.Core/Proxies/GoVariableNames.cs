namespace GoDockTasks.Core.Proxies;

/// <summary>Names that start with GO: Go's own, and what is written in their place by mistake.</summary>
internal static class GoVariableNames
{
    /// <summary>
    /// What go reads as a setting (KnownEnv in src/internal/cfg/cfg.go, Go 1.19 to 1.27) and what a mistyped name can
    /// have meant.
    /// </summary>
    public static readonly string[] Settings =
    [
        "GO111MODULE",
        "GO386",
        "GOAMD64",
        "GOARCH",
        "GOARM",
        "GOARM64",
        "GOAUTH",
        "GOBIN",
        "GOCACHE",
        "GOCACHEPROG",
        "GODEBUG",
        "GOENV",
        "GOEXPERIMENT",
        "GOFIPS140",
        "GOFLAGS",
        "GOINSECURE",
        "GOMIPS",
        "GOMIPS64",
        "GOMODCACHE",
        "GONOPROXY",
        "GONOSUMDB",
        "GOOS",
        "GOPATH",
        "GOPPC64",
        "GOPRIVATE",
        "GOPROXY",
        "GORISCV64",
        "GOROOT",
        "GOSUMDB",
        "GOTMPDIR",
        "GOTOOLCHAIN",
        "GOVCS",
        "GOWASM",
        "GOWORK",
    ];

    // Written for settings that don't exist under that name, with what was meant.
    private static readonly (string Name, string Meant)[] Mistakes =
    [
        ("GONOSUMCHECK", "GONOSUMDB"),
        ("GONOSUM", "GONOSUMDB"),
        ("GONOCHECKSUM", "GONOSUMDB"),
        ("GOSUMCHECK", "GOSUMDB"),
        ("GOCHECKSUMDB", "GOSUMDB"),
        ("GOMODPROXY", "GOPROXY"),
        ("GOMODULEPROXY", "GOPROXY"),
        ("GOPROXYURL", "GOPROXY"),
        ("GOPROXY_URL", "GOPROXY"),
        ("GOMODPRIVATE", "GOPRIVATE"),
        ("GO_PROXY", "GOPROXY"),
        ("GO_PRIVATE", "GOPRIVATE"),
        ("GO_NOPROXY", "GONOPROXY"),
        ("GO_NO_PROXY", "GONOPROXY"),
        ("GONO_PROXY", "GONOPROXY"),
        ("GO_SUMDB", "GOSUMDB"),
        ("GOSUM_DB", "GOSUMDB"),
        ("GO_NOSUMDB", "GONOSUMDB"),
        ("GO_NO_SUMDB", "GONOSUMDB"),
        ("GONO_SUMDB", "GONOSUMDB"),
    ];

    /// <summary>The setting that a name was meant to be, or null where it is a real one or nothing like one.</summary>
    public static string? Meant(string name)
    {
        if (!name.StartsWith("GO", StringComparison.Ordinal) || Settings.AsSpan().Contains(name))
            return null;
        foreach (var (mistake, meant) in Mistakes)
        {
            if (name == mistake)
                return meant;
        }

        // Go's own names have no underscores but other tools' do: GO_ENV and GO_VERSION are everywhere.
        if (name.Contains('_', StringComparison.Ordinal))
            return null;
        foreach (var setting in Settings)
        {
            if (IsMistyped(name, setting))
                return setting;
        }

        return null;
    }

    // Four letters are too few to tell a slip from a word.
    private static bool IsMistyped(string name, string setting) =>
        setting.Length >= 5
        && Math.Abs(name.Length - setting.Length) <= 2
        && EditDistance.Between(name, setting) <= (setting.Length >= 8 && name.Length >= 8 ? 2 : 1);
}

/// <summary>How many slips of the finger lie between two words.</summary>
internal static class EditDistance
{
    /// <summary>
    /// The least number of letters put in, left out, replaced or swapped with their neighbour (optimal string
    /// alignment).
    /// </summary>
    public static int Between(string one, string other)
    {
        var (beforeLast, last, current) = (
            new int[other.Length + 1],
            new int[other.Length + 1],
            new int[other.Length + 1]
        );
        for (var j = 0; j <= other.Length; j++)
            last[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[other.Length];
    }
}
