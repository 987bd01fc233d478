namespace GoDockTasks.Core.Fingerprints;

/// <summary>The closed schema of `externalParameters`: every section, and every member that it may have. docs/fingerprint.md says what each means.</summary>
internal static class ExternalParameters
{
    public static readonly IReadOnlyDictionary<string, string[]> Sections = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["source"] = ["uri", "ref"],
        ["service"] = ["name", "package", "moduleDir"],
        ["target"] = ["GOOS", "GOARCH", "GOAMD64", "GO386", "GOARM", "GOARM64", "GOMIPS", "GOMIPS64", "GOPPC64", "GORISCV64", "GOWASM"],
        ["compile"] = ["ldflags", "gcflags", "asmflags", "tags", "trimpath", "buildvcs", "buildmode", "mod", "pgo", "race", "cover"],
        ["env"] =
        [
            "CGO_ENABLED", "CGO_CFLAGS", "CGO_CPPFLAGS", "CGO_CXXFLAGS", "CGO_FFLAGS", "CGO_LDFLAGS", "CC", "CXX",
            "GOEXPERIMENT", "GOFIPS140", "GOFLAGS", "GOWORK", "GOTOOLCHAIN",
        ],
        ["runtime"] = ["user", "tz", "env", "entrypoint", "ports", "baseImage"],
    };
}
