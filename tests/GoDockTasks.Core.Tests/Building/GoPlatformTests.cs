using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Building;

/// <summary>Runtime identifiers as Go's platforms.</summary>
[TestClass]
public sealed class GoPlatformTests
{
    [TestMethod]
    [DataRow("linux-x64", "linux/amd64", null)]
    [DataRow("linux-musl-x64", "linux/amd64", null)]
    [DataRow("linux-musl-arm64", "linux/arm64", null)]
    [DataRow("linux-arm", "linux/arm", "7")]
    [DataRow("linux-musl-armv6", "linux/arm", "6")]
    [DataRow("linux-x86", "linux/386", null)]
    [DataRow("linux-s390x", "linux/s390x", null)]
    [DataRow("linux-ppc64le", "linux/ppc64le", null)]
    [DataRow("linux-riscv64", "linux/riscv64", null)]
    [DataRow("linux-loongarch64", "linux/loong64", null)]
    [DataRow("debian.12-x64", "linux/amd64", null)]
    [DataRow("alpine.3.20-arm64", "linux/arm64", null)]
    [DataRow("osx-arm64", "darwin/arm64", null)]
    [DataRow("osx.13-x64", "darwin/amd64", null)]
    [DataRow("win-x64", "windows/amd64", null)]
    [DataRow("win10-x86", "windows/386", null)]
    [DataRow("WIN-arm64", "windows/arm64", null)]
    [DataRow("freebsd-x64", "freebsd/amd64", null)]
    [DataRow("illumos-x64", "illumos/amd64", null)]
    public void An_identifier_is_a_platform(string identifier, string platform, string? arm)
    {
        var found = GoPlatform.FromRuntimeIdentifier(identifier);

        Assert.AreEqual(platform, found?.ToString());
        Assert.AreEqual(arm, found?.ArmVersion);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("any")]
    [DataRow("linux")]
    [DataRow("-x64")]
    [DataRow("linux-")]
    [DataRow("linux-sparc")]
    [DataRow("osx-x86")]
    [DataRow("win-arm")]
    [DataRow("browser-wasm")]
    [DataRow("android-arm64")]
    [DataRow("linux-bionic-arm64")]
    [DataRow("maccatalyst-x64")]
    public void An_identifier_without_a_counterpart_is_none(string identifier) =>
        Assert.IsNull(GoPlatform.FromRuntimeIdentifier(identifier));

    [TestMethod]
    public async Task Every_platform_is_one_that_go_has()
    {
        using var folder = new TemporaryFolder();
        var list = await RealGo.Get().RunAsync(folder.Root, RealGo.Environment(folder.Root), "tool", "dist", "list");
        var ports = list.StandardOutput.Split('\n');

        foreach (var system in (string[])["linux", "osx", "win", "freebsd", "illumos", "solaris"])
        {
            foreach (
                var architecture in (string[])
                    ["x64", "x86", "arm", "armv6", "armel", "arm64", "s390x", "ppc64le", "riscv64", "loongarch64"]
            )
            {
                if (GoPlatform.FromRuntimeIdentifier($"{system}-{architecture}") is { } platform)
                    Assert.Contains(platform.ToString(), ports);
            }
        }
    }
}
