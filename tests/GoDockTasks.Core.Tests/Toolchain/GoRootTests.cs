using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Toolchain;

[TestClass]
public sealed class GoRootTests
{
    [TestMethod]
    [DataRow("bin/go", "go1.99.1")]
    [DataRow("shims/go", null)]
    public void A_program_in_the_bin_folder_of_a_distribution_need_not_be_asked(string program, string? version)
    {
        using var folder = new TemporaryFolder();
        folder.Write("VERSION", "go1.99.1\ntime 2026-01-01T00:00:00Z\n");
        Directory.CreateDirectory(folder.Path("pkg/tool"));
        Directory.CreateDirectory(folder.Path("src/runtime"));

        Assert.AreEqual(version, GoRoot.Read(folder.Write(program, ""))?["GOVERSION"]);
    }

    [TestMethod]
    public void A_real_one_is_what_it_says_itself() =>
        Assert.AreEqual(
            RealGo.Get().Root,
            GoRoot
                .Read(RealGo.Get().Executable)
                ?["GOROOT"]?.Replace(
                    new DirectoryInfo(RealGo.Get().Root).ResolveLinkTarget(true)?.FullName ?? "?",
                    RealGo.Get().Root,
                    StringComparison.Ordinal
                )
        );
}
