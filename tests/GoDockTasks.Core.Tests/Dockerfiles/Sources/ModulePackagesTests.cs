using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Tests.Dockerfiles.Sources;

/// <summary>What of a module in the build context is compiled for an image, and which of it are programs.</summary>
[TestClass]
public sealed class ModulePackagesTests
{
    [TestMethod]
    public void Programs_are_those_that_a_build_without_tags_has()
    {
        using var folder = new TemporaryFolder();
        folder.Write("magefile.go", "//go:build mage\n\npackage main\n");
        folder.Write("cmd/app/main.go", "package main\n");
        folder.Write("cmd/win/main_windows.go", "package main\n");
        folder.Write("cmd/posix/main.go", "//go:build unix\n\npackage main\n");
        folder.Write("tools/tools.go", "// +build tools\n\npackage main\n");
        folder.Write("gen/gen.go", "//go:build ignore\n\npackage main\n");
        folder.Write("tested/main_test.go", "package main\n");

        var packages = new ModulePackages(new BuildContext(folder.Root, IgnoreFile.Empty, null), "", new(new()));

        Assert.AreSequenceEqual(["cmd/app", "cmd/posix"], packages.Programs);
    }

    [TestMethod]
    [DataRow("x.go", "", true)]
    [DataRow("x_linux.go", "", true)]
    [DataRow("x.go", "//go:build linux && !windows\n\n", true)]
    [DataRow("x_arm64.go", "", false)]
    [DataRow("x_windows.go", "", false)]
    [DataRow("x.go", "//go:build cgo\n\n", false)]
    [DataRow("x.go", "//go:build special\n\n", false)]
    [DataRow("x.go", "/*\n//go:build special\n*/\n", true)]
    [DataRow("x_test.go", "", false)]
    public void A_file_is_for_all_images_where_nothing_that_is_open_decides(string name, string head, bool expected)
    {
        using var folder = new TemporaryFolder();

        Assert.AreEqual(
            expected,
            GoSource.Read(folder.Write("p/" + name, head + "package p\n"), "p/" + name)!.IsForAll
        );
    }
}
