using System.Text.Json;

namespace GoDockTasks.Package.Tests;

/// <summary>Software bills of materials, by the target and with what is published.</summary>
[TestClass]
public sealed class SbomTests
{
    private const string Project = "src/Shop/Shop.csproj";
    private const string Output = "src/Shop/bin/Debug/net10.0/sidecars/orders";
    private const string Published = "src/Shop/bin/Debug/net10.0/publish/sidecars/orders";

    [TestMethod]
    public async Task The_target_writes_them_beside_the_program_and_clean_removes_them()
    {
        using var tree = await NewAsync();

        var made = (await tree.BuildAsync(Project, "-t:GenerateSbom", "-getTargetResult:GenerateSbom")).ShouldSucceed();

        Assert.Contains("orders.cdx.json", made.Console);
        using (var document = JsonDocument.Parse(await File.ReadAllBytesAsync(tree.Path($"{Output}/orders.cdx.json"))))
            Assert.AreEqual("1.6", document.RootElement.GetProperty("specVersion").GetString());
        (await tree.BuildAsync(Project, "-t:Clean")).ShouldSucceed();
        Assert.IsEmpty(TreeSnapshot.Files(tree.Path(Output)));
        Assert.IsEmpty(TreeSnapshot.Files(tree.Path("src/Shop/obj/Debug/net10.0/godock")));
        Assert.IsFalse(File.Exists(tree.Path($"{Output}/../../Shop.spdx.json")));
    }

    [TestMethod]
    public async Task They_are_published_where_that_is_asked_for_and_hold_up_no_verification()
    {
        using var tree = await NewAsync();

        await PublishAsync(tree);
        Assert.AreSequenceEqual(["orders", "orders.intoto.json"], Names(tree, Published));
        Assert.AreSequenceEqual(["orders", "orders.intoto.json"], Names(tree, Output));
        await PublishAsync(tree, "-p:GoDockSbom=cyclonedx");
        Assert.AreSequenceEqual(["orders", "orders.cdx.json", "orders.intoto.json"], Names(tree, Published));
        using (
            var app = JsonDocument.Parse(await File.ReadAllBytesAsync(tree.Path($"{Published}/../../Shop.cdx.json")))
        )
            Assert.Contains(
                "program:orders",
                app.RootElement.GetProperty("components")
                    .EnumerateArray()
                    .Select(component => component.GetProperty("bom-ref").GetString())
            );

        var verified = (await tree.BuildAsync(Project, "-t:VerifyBuildFingerprint")).ShouldFail();
        Assert.AreSequenceEqual(
            [$"error GDT3010 {Published}/orders.intoto.json(0,0)", $"error GDT3010 {Output}/orders.intoto.json(0,0)"],
            verified.Found
        );
    }

    [TestMethod]
    public async Task Each_framework_has_its_own()
    {
        using var tree = await NewAsync(isMultiTargeted: true);

        (await tree.BuildAsync(Project, "-t:GenerateSbom")).ShouldSucceed();

        foreach (var framework in new[] { "net10.0", "net10.0-windows" })
            Assert.IsTrue(File.Exists(tree.Path($"src/Shop/bin/Debug/{framework}/sidecars/orders/orders.cdx.json")));
    }

    [TestMethod]
    public async Task A_format_that_nobody_knows_is_an_error_at_the_project()
    {
        using var tree = await NewAsync();

        var build = (await tree.BuildAsync(Project, "-t:GenerateSbom", "-p:GoDockSbom=swid")).ShouldFail();

        Assert.AreSequenceEqual([$"error GDT0003 {Project}(0,0)"], build.Found);
    }

    private static async Task PublishAsync(SourceTree tree, params string[] properties) =>
        (
            await tree.RunAsync(["publish", tree.Path(Project), "--no-restore", "-c", "Debug", .. properties])
        ).ShouldSucceed();

    private static string[] Names(SourceTree tree, string folder) =>
        [.. Directory.GetFiles(tree.Path(folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static async Task<SourceTree> NewAsync(bool isMultiTargeted = false)
    {
        var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.WithGo("1.21"));
        await tree.AddAsync(
            Project,
            new("../../sidecars/orders") { BuildsSidecars = true, IsMultiTargeted = isMultiTargeted }
        );
        return tree;
    }
}
