using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed class VendorModulesFileTests
{
    [TestMethod]
    public void Modules_are_read_with_their_metadata_and_packages()
    {
        var parsed = GoodFile();
        var modules = parsed.Value.Modules;

        Assert.IsEmpty(parsed.Diagnostics);
        Assert.IsFalse(parsed.Value.IsWorkspace);
        AssertModule(
            modules[0],
            "example.com/a",
            "v1.2.3",
            null,
            null,
            true,
            "1.21",
            1,
            "example.com/a",
            "example.com/a/sub"
        );
        AssertModule(modules[1], "example.com/b", "v1.0.0", "../b", null, false, null, 5, "example.com/b");
        AssertModule(modules[2], "example.com/c", "v1.0.0", "example.com/d", "v1.1.0", true, "1.17", 7);
        AssertModule(modules[3], "example.com/e", null, "./e", null, false, null, 9);
        Assert.HasCount(4, modules);
    }

    [TestMethod]
    [DataRow("## workspace\n# a v1.0.0\n", true)]
    [DataRow("## x; workspace ;y\r\n", true)]
    [DataRow("## explicit\n", false)]
    [DataRow("# a v1.0.0\n## workspace\n", false)]
    [DataRow("", false)]
    public void The_first_line_says_whether_it_is_a_workspaces(string text, bool isWorkspace) =>
        Assert.AreEqual(isWorkspace, VendorModulesFile.Parse(text, "/modules.txt").Value.IsWorkspace);

    [TestMethod]
    [DataRow("# a\nexample.com/a\n")]
    [DataRow("# a 1.0.0\nexample.com/a\n")]
    [DataRow("example.com/a\n## explicit\n")]
    [DataRow("#a v1.0.0\n")]
    [DataRow("\u0000\u0001\n\ufeff\n")]
    public void What_go_passes_over_is_passed_over(string text)
    {
        var parsed = VendorModulesFile.Parse(text, "/modules.txt");

        Assert.IsEmpty(parsed.Diagnostics);
        Assert.IsEmpty(parsed.Value.Modules);
    }

    [TestMethod]
    [DataRow("# a v1.0.0 => ../b x", null)]
    [DataRow("# a v1.0.0 => b v1.0.0 more", null)]
    [DataRow("# a v1.0.0 =>", null)]
    [DataRow("# a v1.0.0 -> b", null)]
    [DataRow("# a v1.0.0 => b v1", "b")]
    public void A_replacement_that_go_does_not_understand_is_none(string text, string? newPath) =>
        Assert.AreEqual(newPath, VendorModulesFile.Parse(text, "/modules.txt").Value.Modules.Single().NewPath);

    [TestMethod]
    public void Packages_that_can_not_be_are_passed_over()
    {
        var module = VendorModulesFile
            .Parse("# a v1.0.0\na/b\na b\na//c\n-x\n\n  a/d  \n", "/modules.txt")
            .Value.Modules.Single();

        CollectionAssert.AreEqual(new[] { "a/b", "a/d" }, module.Packages.ToArray());
    }

    [TestMethod]
    public void Merge_markers_are_reported()
    {
        var parsed = VendorModulesFile.Parse(
            "# a v1.0.0\n<<<<<<< HEAD\n# b v1.0.0\n=======\n# b v1.1.0\n>>>>>>> topic\n",
            "/modules.txt"
        );

        Assert.AreEqual("GDT1002", parsed.Diagnostics.Single().Code);
        Assert.AreEqual(new("/modules.txt", 2, 1), parsed.Diagnostics.Single().Location);
        Assert.HasCount(2, parsed.Value.Modules);
    }

    private static Parsed<VendorModulesFile> GoodFile() =>
        VendorModulesFile.Parse(
            "# example.com/a v1.2.3\n## explicit; go 1.21\nexample.com/a\nexample.com/a/sub\n"
                + "# example.com/b v1.0.0 => ../b\nexample.com/b\n"
                + "# example.com/c v1.0.0 => example.com/d v1.1.0\r\n## explicit ;future; go 1.17\r\n"
                + "# example.com/e => ./e\n",
            "/modules.txt"
        );

    private static void AssertModule(
        VendoredModule module,
        string path,
        string? version,
        string? newPath,
        string? newVersion,
        bool isExplicit,
        string? goVersion,
        int line,
        params string[] packages
    )
    {
        CollectionAssert.AreEqual(packages, module.Packages.ToArray());
        Assert.AreEqual(
            new(path, version, newPath, newVersion, isExplicit, goVersion, module.Packages, new(line, 1)),
            module
        );
    }
}
