using System.Diagnostics;
using System.Globalization;

namespace GoDockTasks.Package.Tests;

/// <summary>Files that can be seen, and that nobody gets an answer for: a disk of a network that is gone.</summary>
[TestClass]
public sealed class DeadDiskTests
{
    private const int Limit = 3;

    [TestMethod]
    [NeedsRoot("only root can have the kernel hold a file")]
    [Timeout(180_000, CooperativeCancellation = false)]
    [DataRow("sidecars/orders/go.mod", "")]
    [DataRow("sidecars/orders/main.go", "")]
    [DataRow("sidecars/orders/Dockerfile", "")]
    [DataRow("sidecars/orders/Dockerfile", "-t:LintDockerfile")]
    [DataRow("sidecars/orders/main.go", "-t:GenerateDockerfile")]
    [DataRow("dist/orders.sigstore.json", "-t:VerifyBuildFingerprint")]
    public async Task A_read_that_does_not_end_is_an_error_at_its_file_and_the_build_ends(string held, string target)
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        tree.Write(
            "sidecars/orders/Dockerfile",
            "FROM golang:1.27 AS build\nCOPY . .\nRUN go build -o /orders .\nFROM scratch\n"
                + "COPY --from=build /orders /\nENTRYPOINT [\"/orders\"]\n"
        );
        tree.Write("dist/orders.sigstore.json", "{}");
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/orders") { BuildsSidecars = true, Properties = [("GoDockFingerprints", "../../dist")] }
        );
        var before = TreeSnapshot.Take(tree.Root);

        BuildResult build;
        var clock = Stopwatch.StartNew();
        using (SpecialFile.Hold(tree.Path(held)))
        {
            build = await tree.BuildAsync(
                "src/Shop/Shop.csproj",
                [
                    string.Create(CultureInfo.InvariantCulture, $"-p:GoDockTimeoutSeconds={Limit}"),
                    .. target.Length == 0 ? [] : new[] { target },
                ]
            );
        }

        build.ShouldFail();
        Assert.AreSequenceEqual(
            [$"error GDT0015 {held}(0,0)"],
            build
                .Diagnostics.Where(diagnostic => diagnostic.Severity == "error")
                .Select(diagnostic => diagnostic.ToString())
                .Distinct()
        );
        Assert.IsLessThan(TimeSpan.FromSeconds(120), clock.Elapsed);
        var path = Path.Combine(Repository.Root, "docs", "diagnostics", "GDT0015.md");
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var said = build
            .Diagnostics.First(diagnostic => diagnostic.Code == "GDT0015")
            .Message.Replace(tree.Path(held), "/mnt/shop/sidecars/orders/go.mod", StringComparison.Ordinal)
            .Replace($"within {Limit} s", "within 300 s", StringComparison.Ordinal);
        Assert.Contains(said, page.Replace("\n    ", " ", StringComparison.Ordinal), "the example on its page");
        // What was left behind wrote nothing, neither then nor when it was let go.
        Assert.AreSequenceEqual(before, TreeSnapshot.Take(tree.Root));
    }
}
