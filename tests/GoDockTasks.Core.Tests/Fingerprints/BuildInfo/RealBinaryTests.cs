using System.Text;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Building;
using GoDockTasks.Core.Fingerprints.Verification;

namespace GoDockTasks.Core.Tests.Fingerprints.BuildInfo;

/// <summary>Build info of binaries by real Gos: what `go version -m` prints, to the byte.</summary>
[TestClass]
public sealed class RealBinaryTests
{
    // Every system and architecture with the newest Go, but Plan 9: there Go finds the build info only where the size
    // of the text happens to suit. Of older ones a file of each format, word size and byte order.
    private static readonly string[] All =
    [
        "linux/amd64",
        "linux/386",
        "linux/arm",
        "linux/arm64",
        "linux/s390x",
        "linux/ppc64le",
        "linux/riscv64",
        "linux/mips",
        "windows/amd64",
        "windows/386",
        "windows/arm64",
        "darwin/amd64",
        "darwin/arm64",
        "freebsd/amd64",
        "freebsd/386",
        "freebsd/arm",
        "freebsd/arm64",
        "aix/ppc64",
    ];

    private static readonly (string Go, string[] Platforms)[] Older =
    [
        ("1.19", ["linux/mips", "windows/arm", "darwin/amd64"]),
        ("1.21", ["linux/s390x", "windows/amd64", "freebsd/riscv64"]),
        ("1.23", ["linux/386", "windows/386", "freebsd/arm64"]),
        ("1.24", ["linux/riscv64", "darwin/arm64", "freebsd/amd64"]),
    ];

    private static GoBinaries binaries = null!;

    // Every Go compiles its runtime anew for each platform, which takes minutes for all of them: only who asks for it
    // waits.
    private static readonly bool IsEverything = Environment.GetEnvironmentVariable("GODOCK_TESTS_ALL_PLATFORMS") == "1";

    public static IEnumerable<object[]> Targets =>
        IsEverything
            ? RealGo.Versions.SelectMany(go => All.Select(platform => new object[] { go, platform }))
            : All.Select(platform => new object[] { RealGo.Newest, platform })
                .Concat(
                    Older.SelectMany(older => older.Platforms.Select(platform => new object[] { older.Go, platform }))
                );

    [ClassInitialize]
    public static async Task MakeAsync(TestContext context)
    {
        _ = context;
        binaries = await GoBinaries.MakeAsync();
    }

    [ClassCleanup]
    public static void Remove() => binaries.Dispose();

    [TestMethod]
    [DynamicData(nameof(Targets))]
    public async Task Text_is_that_of_go_version(string version, string platform)
    {
        var (go, name) = (RealGo.Get(version), $"{version}-{platform.Replace('/', '-')}");
        var plain = await binaries.BuildAsync(go, platform, name, "-trimpath");
        // No sidecar is built for AIX.
        if (platform.Split('/') is [var system and not "aix", var architecture])
            Assert.IsNull(
                ProgramHeader.WhyNotExecutable(Path.Combine(binaries.Root, plain), new(system, architecture))
            );
        // Go can't read a stripped binary of AIX, we can.
        var flags = platform.StartsWith("aix", StringComparison.Ordinal) ? "" : "-s -w ";
        string[] options = [$"-ldflags={flags}-X 'main.v=\"é\t\"'"];
        // Without -trimpath the runtime is compiled once more: for one architecture in each format, unless everything
        // is asked for. With it, flags of the linker don't stand in the build info; those of a compiler do.
        if (!IsEverything && !platform.EndsWith("/amd64", StringComparison.Ordinal))
            options = ["-trimpath", "-gcflags=example.com/none='é\t\"'", .. options];
        var stripped = await binaries.BuildAsync(go, platform, name + " stripped", options);

        var listing = GoBuildInfoListing.Make($"{plain};{stripped}", binaries.Root, CancellationToken.None);

        Assert.IsEmpty(listing.Diagnostics);
        Assert.AreEqual(await binaries.GoVersionAsync(plain, stripped), Encoding.UTF8.GetString(listing.Text.Span));
        var buildInfo = GoBuildInfoReader.ReadFile(Path.Combine(binaries.Root, plain)).BuildInfo!;
        Assert.StartsWith("go" + version, buildInfo.GoVersion);
        Assert.AreEqual("example.com/main", buildInfo.Main!.Path);
        Assert.AreEqual(platform, $"{buildInfo.Setting("GOOS")}/{buildInfo.Setting("GOARCH")}");
        Assert.AreSequenceEqual(
            ["example.com/Plain", "example.com/local", "example.com/original"],
            buildInfo.Dependencies.Select(module => module.Path)
        );
        Assert.AreSequenceEqual(
            [null, "../local (devel)", "example.com/fork v1.2.0"],
            buildInfo.Dependencies.Select(module =>
                module.Replacement is { } other ? $"{other.Path} {other.Version}" : null
            )
        );
        Assert.StartsWith("h1:", buildInfo.Dependencies[0].Sum);
        Assert.StartsWith("h1:", buildInfo.Dependencies[2].Replacement!.Sum);
        Assert.Contains(
            Section(platform),
            SectionComparison
                .Between(Path.Combine(binaries.Root, plain), Path.Combine(binaries.Root, stripped))
                .Select(difference => difference.Name)
        );
    }

    [TestMethod]
    public async Task Sections_of_two_formats_are_not_compared()
    {
        var windows = await binaries.BuildAsync(RealGo.Get(), "windows/amd64", "for windows", "-trimpath");
        var linux = await binaries.BuildAsync(RealGo.Get(), "linux/amd64", "for linux", "-trimpath");

        Assert.IsEmpty(
            SectionComparison.Between(Path.Combine(binaries.Root, windows), Path.Combine(binaries.Root, linux))
        );
    }

    // Where the flags of the build are written to.
    private static string Section(string platform) =>
        platform.Split('/')[0] switch
        {
            "windows" or "aix" => ".data",
            "darwin" => "__DATA,__go_buildinfo",
            _ => ".go.buildinfo",
        };
}
