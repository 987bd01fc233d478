namespace GoDockTasks.Package.Tests;

/// <summary>`dotnet build -t:GoModTidyCheck`: the check alone.</summary>
[TestClass]
public sealed class TargetTests
{
    [TestMethod]
    public async Task The_check_alone_compiles_nothing_and_returns_a_verdict_for_each_module()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        tree.Add("sidecars/with @ and %40 and 'quotes'; 订单", GoModule.Untidy);
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new(@"..\..\sidecars\orders\", "../../sidecars/with %40 and %2540 and 'quotes'%3B 订单/go.mod")
            {
                Properties = [("WarningsNotAsErrors", "GDT1001")],
            }
        );

        var check = (await tree.CheckAsync("src/Shop/Shop.csproj", "-getTargetResult:GoModTidyCheck")).ShouldSucceed();

        Assert.AreSequenceEqual(
            ["warning GDT1001 sidecars/with @ and %40 and 'quotes'; 订单/go.mod(7,2)"],
            check.Found
        );
        var modules = check.TargetItems("GoModTidyCheck");
        Assert.HasCount(2, modules);
        Assert.AreEqual("Tidy", modules[tree.Path("sidecars/orders")]);
        Assert.AreEqual("Untidy", modules[tree.Path("sidecars/with @ and %40 and 'quotes'; 订单")]);
        Assert.DoesNotContain("Shop:CoreCompile", check.Targets);
    }

    [TestMethod]
    public async Task A_solution_is_checked_whole_and_projects_without_sidecars_cost_nothing()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Untidy);
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders"));
        await tree.AddAsync("src/Plain/Plain.csproj", new());
        tree.Write("Shop.sln", Solution.Sln("src/Shop/Shop.csproj", "src/Plain/Plain.csproj"));

        var check = (await tree.CheckAsync("Shop.sln")).ShouldFail();

        Assert.AreSequenceEqual(["error GDT1001 sidecars/orders/go.mod(7,2)"], check.Found);
        Assert.AreEqual(1, check.Checks);
        Assert.Contains("Plain:GoModTidyCheck", check.Targets);
    }

    [TestMethod]
    public async Task A_project_without_the_package_has_no_such_target_until_a_GlobalPackageReference_brings_it()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders"));
        await tree.AddAsync("src/Plain/Plain.csproj", new() { HasPackage = false });
        tree.Write("Shop.slnx", Solution.Slnx("src/Shop/Shop.csproj", "src/Plain/Plain.csproj"));

        var without = (await tree.CheckAsync("Shop.slnx")).ShouldFail();

        tree.Write(
            "src/Shop/Shop.csproj",
            new DotnetProject("../../sidecars/orders") { HasPackage = false }.ToString()
        );
        tree.Write("nuget.config", RestoredProject.NuGetConfig("<clear />"));
        tree.Write(
            "Directory.Packages.props",
            $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><GlobalPackageReference Include="GoDockTasks" Version="{TestSession.Package.Version}" /></ItemGroup>
            </Project>
            """
        );
        await tree.RunAsync(["restore", tree.Path("Shop.slnx")]);
        var with = (await tree.CheckAsync("Shop.slnx")).ShouldSucceed();

        Assert.AreSequenceEqual(["MSB4057"], without.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.IsEmpty(with.Found);
        Assert.AreEqual(1, with.Checks);
    }

    [TestMethod]
    public async Task An_editor_learns_which_files_make_a_build_out_of_date()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        tree.Add("sidecars/pricing", GoModule.Tidy);
        tree.Add("sidecars/stock", GoModule.Tidy);
        tree.Write("sidecars/orders/go.sum", "");
        tree.Write("sidecars/pricing/go.sum", "");
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders/", "../../sidecars/*r*c*/go.mod", "../../sidecars/stock")
        );

        var items = await tree.BuildAsync("src/Shop/Shop.csproj", "-getItem:UpToDateCheckInput");

        // A file that doesn't exist would make every build one that has to run.
        string[] expected =
        [
            "sidecars/orders/go.mod",
            "sidecars/orders/go.sum",
            "sidecars/pricing/go.mod",
            "sidecars/pricing/go.sum",
            "sidecars/stock/go.mod",
        ];
        Assert.AreSequenceEqual(
            expected.Select(tree.Path),
            items
                .Items("UpToDateCheckInput")
                .Select(item => Path.GetFullPath(item, tree.Path("src/Shop")))
                .Order(StringComparer.Ordinal)
        );
    }
}
