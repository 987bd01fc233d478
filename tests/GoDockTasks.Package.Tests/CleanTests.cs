namespace GoDockTasks.Package.Tests;

/// <summary>`dotnet clean` and what builds leave.</summary>
[TestClass]
public sealed class CleanTests
{
    [TestMethod]
    public async Task After_a_clean_nothing_is_left_but_what_a_build_without_the_check_leaves()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        await tree.AddAsync("src/With/App.csproj", new("../../sidecars/orders"));
        await tree.AddAsync(
            "src/Without/App.csproj",
            new("../../sidecars/orders") { Properties = [("GoDockSkip", "true")] }
        );
        var sources = TreeSnapshot.Take(tree.Root);

        foreach (var project in new[] { "src/With/App.csproj", "src/Without/App.csproj" })
        {
            (await tree.BuildAsync(project)).ShouldSucceed();
            var clean = (await tree.RunAsync(["clean", tree.Path(project)])).ShouldSucceed();
            Assert.AreEqual(0, clean.Checks);
        }

        Assert.AreSequenceEqual(
            TreeSnapshot.Files(tree.Path("src/Without")),
            TreeSnapshot.Files(tree.Path("src/With"))
        );
        Assert.AreSequenceEqual(sources, TreeSnapshot.Take(tree.Root));
    }
}
