namespace GoDockTasks.Package.Tests;

/// <summary>Solutions, in every way that MSBuild builds them.</summary>
[TestClass]
public sealed class SolutionTests
{
    [TestMethod]
    [DataRow("Shop.sln", "-m:1")]
    [DataRow("Shop.slnx", "-m:2")]
    [DataRow("Shop.slnx", "-mt")]
    [DataRow("Shop.slnx", "-graph")]
    public async Task Each_project_checks_once_also_where_two_share_a_sidecar(string solution, string how)
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Untidy);
        tree.Add("sidecars/pricing", GoModule.Tidy);
        await tree.AddAsync(
            "src/Core/Core.csproj",
            new("../../sidecars/orders", "../../sidecars/pricing") { Properties = [("WarningsNotAsErrors", "GDT1001")] }
        );
        await tree.AddAsync(
            "src/Web/Web.csproj",
            new("../../sidecars/orders", "../../sidecars/pricing")
            {
                IsMultiTargeted = true,
                Properties = [("WarningsNotAsErrors", "GDT1001")],
                Xml =
                    "  <ItemGroup><Reference Include=\"../Core/bin/Debug/net10.0/Core.dll\" "
                    + "/><ProjectReference Include=\"../Core/Core.csproj\" ReferenceOutputAssembly=\"false\" "
                    + "/></ItemGroup>",
            }
        );
        tree.Write("Shop.sln", Solution.Sln("src/Core/Core.csproj", "src/Web/Web.csproj"));
        tree.Write("Shop.slnx", Solution.Slnx("src/Core/Core.csproj", "src/Web/Web.csproj"));

        var build = (await tree.BuildAsync(solution, how)).ShouldSucceed();

        string[] found = ["warning GDT1001 sidecars/orders/go.mod(7,2)"];
        Assert.AreSequenceEqual(found, build.FoundIn("Core"));
        Assert.AreSequenceEqual(found, build.FoundIn("Web"));
        Assert.HasCount(2, build.Diagnostics);
        Assert.AreEqual(2, build.Checks);
        Assert.AreEqual(0, build.TaskHosts);
        Assert.IsTrue(File.Exists(tree.Path("src/Web/bin/Debug/net10.0-windows/Web.dll")));
    }
}
