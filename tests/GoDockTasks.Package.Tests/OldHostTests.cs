using System.Globalization;

namespace GoDockTasks.Package.Tests;

/// <summary>An MSBuild that can't load the tasks says so.</summary>
[TestClass]
public sealed class OldHostTests
{
    /// <summary>
    /// MSBuildVersion is reserved, so a build can't pretend another one. The targets of the package are the same here
    /// but for that property's name.
    /// </summary>
    [TestMethod]
    [DataRow("17.14.8", true)]
    [DataRow("18.0.0", false)]
    public async Task Below_18_a_build_with_sidecars_fails_with_what_to_install(string version, bool isTooOld)
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders")
            {
                HasPackage = false,
                Properties = [("PretendedVersion", version)],
                Xml =
                    "  <Import Project=\"../../package/build/GoDockTasks.props\" />\n"
                    + "  <Import Project=\"../../package/build/GoDockTasks.targets\" />",
            }
        );
        await tree.AddAsync("src/First/First.csproj", new());
        var package = TestSession.Package.Installed;
        foreach (
            var file in Directory
                .GetFiles(package, "*", SearchOption.AllDirectories)
                .Where(file =>
                    file.EndsWith(".targets", StringComparison.Ordinal)
                    || file.EndsWith(".props", StringComparison.Ordinal)
                )
        )
            tree.Write(
                "package/" + Path.GetRelativePath(package, file),
                (await File.ReadAllTextAsync(file)).Replace(
                    "$(MSBuildVersion)",
                    "$(PretendedVersion)",
                    StringComparison.Ordinal
                )
            );
        Directory.CreateSymbolicLink(tree.Path("package/tasks"), Path.Combine(package, "tasks"));
        Directory.CreateSymbolicLink(tree.Path("package/docs"), Path.Combine(package, "docs"));

        var build = (await tree.BuildAsync("src/Shop/Shop.csproj")).Should(succeed: !isTooOld);

        Assert.AreSequenceEqual(isTooOld ? ["error GDT0001 src/Shop/Shop.csproj(0,0)"] : [], build.Found);
        Assert.AreEqual(isTooOld ? 0 : 1, build.Checks);
    }

    [TestMethod]
    public async Task This_host_is_new_enough()
    {
        using var tree = new SourceTree();
        await tree.AddAsync("src/Shop/Shop.csproj", new());

        var version = (await tree.BuildAsync("src/Shop/Shop.csproj", "-getProperty:MSBuildVersion")).Property;

        Assert.IsGreaterThanOrEqualTo(18, int.Parse(version.Split('.')[0], CultureInfo.InvariantCulture));
    }
}
