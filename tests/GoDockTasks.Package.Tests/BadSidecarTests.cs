namespace GoDockTasks.Package.Tests;

/// <summary>Items that aren't sidecars: each is an error at its place in the project file.</summary>
[TestClass]
public sealed class BadSidecarTests
{
    [TestMethod]
    public async Task Each_bad_item_is_an_error_at_its_element_or_metadata()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        tree.Write("sidecars/empty/readme.txt", "nothing\n");
        var project = new DotnetProject
        {
            Xml = """
                  <ItemGroup>
                    <GoSidecar Include="../../sidecars/orders" />
                    <GoSidecar Include="../../sidecars/missing" />
                    <GoSidecar Include="../../sidecars/empty" />
                    <GoSidecar Include="../../sidecars/empty/go.mod" />
                    <GoSidecar Include="../../sidecars/orders/main.go" />
                    <GoSidecar Include="%20" />
                    <GoSidecar Include="../../sidecars/orders" Main="./cmd/typo" />
                    <GoSidecar Include="../../sidecars/orders/" Name="Again" CgoEnabld="true" />
                    <GoSidecar Include="../../sidecars/orders/go.mod">
                      <Name>Third</Name>
                      <CgoEnabled>perhaps</CgoEnabled>
                    </GoSidecar>
                    <GoSidecar Include="../../sidecars/../sidecars/orders" />
                    <GoSidecar Include="../../sidecars/orders" />
                  </ItemGroup>
                """,
        };
        await tree.AddAsync("src/Shop/Shop.csproj", project);
        var before = TreeSnapshot.Take(tree.Root);

        var build = (await tree.BuildAsync("src/Shop/Shop.csproj")).ShouldFail();

        (string Code, int Line, int Column)[] expected =
        [
            ("GDT0004", 2, 6),
            ("GDT0004", 3, 6),
            ("GDT0004", 4, 6),
            ("GDT0004", 5, 6),
            ("GDT0004", 6, 6),
            ("GDT0003", 7, 48),
            ("GDT0003", 8, 62),
            ("GDT0003", 11, 8),
            ("GDT0006", 13, 6),
            ("GDT0006", 14, 6),
        ];
        Assert.AreSequenceEqual(
            expected
                .Select(found =>
                    $"error {found.Code} src/Shop/Shop.csproj({project.FirstLineOfXml + found.Line},{found.Column})"
                )
                .Order(StringComparer.Ordinal),
            build.Found
        );
        Assert.AreSequenceEqual(before, TreeSnapshot.Take(tree.Root));
    }

    [TestMethod]
    public async Task A_bad_item_of_a_shared_file_is_an_error_in_that_file()
    {
        using var tree = new SourceTree();
        tree.Write(
            "Directory.Build.props",
            "<Project>\n  <ItemGroup>\n    <GoSidecar Include=\"$(MSBuildThisFileDirectory)missing\" />\n"
                + "  </ItemGroup>\n</Project>\n"
        );
        await tree.AddAsync("src/Shop/Shop.csproj", new());

        var check = (await tree.CheckAsync("src/Shop/Shop.csproj")).ShouldFail();

        Assert.AreSequenceEqual(["error GDT0004 Directory.Build.props(3,6)"], check.Found);
    }
}
