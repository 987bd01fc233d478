namespace GoDockTasks.Core.Fingerprints.Statements;

/// <summary>
/// The closed schema of `externalParameters`: every section, and every member that it may have. docs/fingerprint.md
/// says what each means.
/// </summary>
internal static class ExternalParameters
{
    public static readonly IReadOnlyDictionary<string, string[]> Sections = new Dictionary<string, string[]>(
        StringComparer.Ordinal
    )
    {
        ["source"] = ["uri", "ref"],
        ["service"] = ["name", "package", "moduleDir"],
        ["target"] =
        [
            "GOOS",
            "GOARCH",
            "GOAMD64",
            "GO386",
            "GOARM",
            "GOARM64",
            "GOMIPS",
            "GOMIPS64",
            "GOPPC64",
            "GORISCV64",
            "GOWASM",
        ],
        ["compile"] =
        [
            "ldflags",
            "gcflags",
            "asmflags",
            "tags",
            "trimpath",
            "buildvcs",
            "buildmode",
            "mod",
            "pgo",
            "race",
            "cover",
        ],
        ["env"] =
        [
            "CGO_ENABLED",
            "CGO_CFLAGS",
            "CGO_CPPFLAGS",
            "CGO_CXXFLAGS",
            "CGO_FFLAGS",
            "CGO_LDFLAGS",
            "CC",
            "CXX",
            "GOEXPERIMENT",
            "GOFIPS140",
            "GOFLAGS",
            "GOWORK",
            "GOTOOLCHAIN",
        ],
        ["runtime"] = ["user", "tz", "env", "entrypoint", "ports", "baseImage"],
    };

    /// <summary>
    /// Members that every build has, by section; of a section that has none of these, only the section must be there.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string[]> Required = new Dictionary<string, string[]>(
        StringComparer.Ordinal
    )
    {
        ["service"] = ["name", "package", "moduleDir"],
        ["target"] = ["GOOS", "GOARCH"],
        ["compile"] = ["trimpath", "buildvcs", "mod"],
        ["env"] = ["CGO_ENABLED", "GOWORK"],
    };

    /// <summary>Members that are true or false.</summary>
    public static readonly string[] Switches = ["trimpath", "buildvcs", "race", "cover"];

    /// <summary>Members that are lists of texts.</summary>
    public static readonly string[] Lists = ["tags", "env", "entrypoint", "ports"];
}
