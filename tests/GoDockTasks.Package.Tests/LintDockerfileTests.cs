using System.Text.Json;

namespace GoDockTasks.Package.Tests;

/// <summary>Dockerfiles written by hand.</summary>
[TestClass]
public sealed class LintDockerfileTests
{
    private const string Wrong =
        "FROM golang:1.27\nCOPY . /src\nWORKDIR /app\nRUN go build -o /orders .\nUSER 65532:65532\n";

    [TestMethod]
    public async Task A_build_says_what_is_wrong_with_a_sidecars_Dockerfile()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        tree.Write("sidecars/orders/Dockerfile", Wrong);
        tree.Add("sidecars/pricing", GoModule.Tidy);
        tree.Write("sidecars/pricing/deploy/pricing.Dockerfile", "FROM golang:1.27\nRAN x\n");
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders")
            {
                BuildsSidecars = true,
                Xml =
                    """<ItemGroup><GoSidecar Include="../../sidecars/pricing" Dockerfile="../../sidecars/pricing/deploy/pricing.Dockerfile" /></ItemGroup>""",
            }
        );
        var before = TreeSnapshot.Take(tree.Path("sidecars"));

        var build = (await tree.BuildAsync("src/Shop/Shop.csproj")).ShouldFail();

        Assert.AreSequenceEqual(
            [
                "error GDT2002 sidecars/pricing/deploy/pricing.Dockerfile(2,1)",
                "error GDT2105 sidecars/orders/Dockerfile(4,8)",
            ],
            build
                .Diagnostics.Where(diagnostic => diagnostic.ToString().StartsWith("error", StringComparison.Ordinal))
                .Select(diagnostic => diagnostic.ToString())
                .Order(StringComparer.Ordinal)
        );
        Assert.AreSequenceEqual(before, TreeSnapshot.Take(tree.Path("sidecars")));
    }

    [TestMethod]
    public async Task A_comment_with_a_reason_silences_and_so_does_NoWarn()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        tree.Write(
            "sidecars/orders/Dockerfile",
            Wrong.Replace("RUN go", "# godock:ignore GDT2105 the volume brings it\nRUN go", StringComparison.Ordinal)
        );
        tree.Add("sidecars/pricing", GoModule.Tidy);
        tree.Write(
            "sidecars/pricing/Dockerfile",
            "FROM golang:1.27\nWORKDIR /tmp\nCOPY . .\nRUN go build -o /orders .\nUSER 65532:65532\n"
        );
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders", "../../sidecars/pricing")
            {
                BuildsSidecars = true,
                Properties = [("NoWarn", "GDT2106")],
            }
        );

        var build = (await tree.BuildAsync("src/Shop/Shop.csproj")).ShouldSucceed();

        Assert.IsEmpty(build.Diagnostics.Where(diagnostic => diagnostic.Code is "GDT2105" or "GDT2106"));
    }

    [TestMethod]
    public async Task Any_Dockerfiles_can_be_named_and_the_findings_reported()
    {
        using var tree = new SourceTree();
        tree.Write("deploy/a/Dockerfile", Wrong);
        tree.Write("deploy/b/tools.Dockerfile", "FROM golang:1.27\nUSER 65532\nRAN x\n");
        tree.Write("deploy/b/vendor/Dockerfile", "RAN x\n");
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new() { BuildsSidecars = true, Properties = [("WarningsNotAsErrors", "GDT2105")] }
        );

        var build = (
            await tree.BuildAsync(
                "src/Shop/Shop.csproj",
                "-t:LintDockerfile",
                "-p:GoDockFiles=../../deploy%3B../../deploy/missing",
                "-p:GoDockReport=out/lint.sarif"
            )
        ).ShouldFail();

        var found = build.Diagnostics.Select(diagnostic => diagnostic.ToString()).ToList();
        Assert.Contains("error GDT2002 deploy/b/tools.Dockerfile(3,1)", found);
        Assert.Contains("warning GDT2105 deploy/a/Dockerfile(4,8)", found);
        Assert.Contains("error GDT1012 deploy/missing(0,0)", found);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(tree.Path("src/Shop/out/lint.sarif")));
        var results = report
            .RootElement.GetProperty("runs")[0]
            .GetProperty("results")
            .EnumerateArray()
            .ToLookup(
                result => result.GetProperty("ruleId").GetString()!,
                result => result.GetProperty("level").GetString()
            );
        Assert.AreEqual("warning", results["GDT2105"].Single());
        Assert.AreEqual("error", results["GDT2002"].Single());
    }

    [TestMethod]
    public async Task It_does_not_run_in_design_time_builds_and_with_GoDockSkip()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        tree.Write("sidecars/orders/Dockerfile", Wrong);
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/orders") { BuildsSidecars = true });

        var skipped = (await tree.BuildAsync("src/Shop/Shop.csproj", "-p:GoDockSkip=true")).ShouldSucceed();
        var design = (await tree.BuildAsync("src/Shop/Shop.csproj", "-p:DesignTimeBuild=true")).ShouldSucceed();

        Assert.DoesNotContain("Shop:LintDockerfile", skipped.Targets);
        Assert.DoesNotContain("Shop:LintDockerfile", design.Targets);
    }
}
