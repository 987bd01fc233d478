namespace GoDockTasks.Package.Tests;

/// <summary>The programs of a project, where they were built or published.</summary>
[TestClass]
public sealed class VerificationOfProgramsTests
{
    [TestMethod]
    public async Task What_was_published_is_verified_and_where_nothing_was_built_another_configuration_is_named()
    {
        const string Output = "src/Shop/bin/Release/net10.0";
        using var tree = await SignedTree.NewAsync("orders");
        (await SignedTree.SignAsync(tree, "publish", "-c", "Release")).ShouldSucceed();

        var debug = (await tree.BuildAsync(SignedTree.Project, "-t:VerifyBuildFingerprint")).ShouldFail();
        Assert.AreSequenceEqual(["error GDT3007 src/Shop/bin/Debug/net10.0/sidecars/orders/orders(0,0)"], debug.Found);
        Assert.Contains("-c Release`", debug.Diagnostics[0].Message);
        Assert.IsEmpty(
            (await tree.BuildAsync(SignedTree.Project, "-t:VerifyBuildFingerprint", "-c", "Release"))
                .ShouldSucceed()
                .Found
        );

        foreach (
            var program in new[] { $"{Output}/sidecars/orders/orders", $"{Output}/publish/sidecars/orders/orders" }
        )
        {
            File.AppendAllText(tree.Path(program), " ");
            File.Delete(tree.Path(program + ".sigstore.json"));
        }

        Assert.AreSequenceEqual(
            [
                $"error GDT3007 {Output}/publish/sidecars/orders/orders(0,0)",
                $"error GDT3007 {Output}/sidecars/orders/orders(0,0)",
            ],
            (await tree.BuildAsync(SignedTree.Project, "-t:VerifyBuildFingerprint", "-c", "Release")).ShouldFail().Found
        );
    }

    [TestMethod]
    public async Task A_folder_beside_the_projects_programs_that_can_not_be_looked_through_is_refused()
    {
        const string Closed = "src/Shop/bin/Debug/net10.0/sidecars/closed";
        using var tree = await SignedTree.NewAsync("orders");
        (await SignedTree.SignAsync(tree, "build", "-t:GenerateBuildFingerprint")).ShouldSucceed();
        Directory.CreateDirectory(tree.Path(Closed));
        // For root, nothing is unreadable.
        tree.BecomeOrdinaryUser();
        Assert.IsEmpty((await tree.BuildAsync(SignedTree.Project, "-t:VerifyBuildFingerprint")).ShouldSucceed().Found);

        SignedTree.Close(tree.Path(Closed));

        Assert.AreSequenceEqual(
            [$"error GDT3007 {Closed}(0,0)"],
            (await tree.BuildAsync(SignedTree.Project, "-t:VerifyBuildFingerprint")).ShouldFail().Found
        );
    }
}
