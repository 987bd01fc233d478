namespace GoDockTasks.Package.Tests;

/// <summary>`dotnet build -question`: is there anything to do?</summary>
[TestClass]
public sealed class QuestionTests
{
    [TestMethod]
    public async Task Question_says_yes_before_the_first_check_and_no_after_it_and_starts_no_go()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders"));

        var before = (await tree.CheckAsync("src/Shop/Shop.csproj", "-question")).ShouldFail();
        (await tree.CheckAsync("src/Shop/Shop.csproj")).ShouldSucceed();
        var after = (await tree.CheckAsync("src/Shop/Shop.csproj", "-question")).ShouldSucceed();
        tree.Write("sidecars/orders/go.mod", "module example.com/service\n\ngo 1.20\n");
        var changed = (await tree.CheckAsync("src/Shop/Shop.csproj", "-question")).ShouldFail();

        Assert.AreSequenceEqual(["error GDT0008 sidecars/orders/go.mod(0,0)"], before.Found);
        Assert.AreSequenceEqual(before.Found, changed.Found);
        Assert.IsEmpty(after.Found);
        Assert.IsEmpty(before.GoCommands.Concat(after.GoCommands).Concat(changed.GoCommands));
    }
}
