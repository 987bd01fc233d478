namespace GoDockTasks.Package.Tests;

/// <summary>What is a warning locally and an error in CI.</summary>
[TestClass]
public sealed class ContinuousIntegrationTests
{
    [TestMethod]
    public async Task GoDockCI_comes_from_what_CI_systems_set_unless_the_user_says_it()
    {
        using var tree = new SourceTree();
        await tree.AddAsync("src/Shop/Shop.csproj", new());
        (string Variable, string Value, string[] Properties, string Expected)[] cases =
        [
            ("", "", [], "false"),
            ("CI", "1", [], "true"),
            ("TF_BUILD", "True", [], "true"),
            ("GITHUB_ACTIONS", "true", [], "true"),
            ("", "", ["-p:ContinuousIntegrationBuild=true"], "true"),
            ("CI", "true", ["-p:ContinuousIntegrationBuild=false"], "false"),
            ("CI", "true", ["-p:GoDockCI=false"], "false"),
        ];
        foreach (var (variable, value, properties, expected) in cases)
        {
            if (variable.Length > 0)
                tree.Environment[variable] = value;
            var evaluation = await tree.BuildAsync("src/Shop/Shop.csproj", ["-getProperty:GoDockCI", .. properties]);
            tree.Environment.Remove(variable);
            Assert.AreEqual(expected, evaluation.Property, $"{variable}={value} {string.Join(' ', properties)}");
        }
    }

    [TestMethod]
    public async Task Without_Go_what_needs_none_is_still_checked_and_the_rest_is_said_not_to_be()
    {
        using var tree = new SourceTree();
        tree.Add(
            "sidecars/broken",
            new(("go.mod", "module example.com/broken\n\ngo 1.19\n\nrequires example.com/money v1.0.0\n"))
        );
        tree.Add(
            "sidecars/homeless",
            new(
                (
                    "go.mod",
                    "module example.com/homeless\n\ngo 1.19\n\nrequire example.com/money v0.0.0\n\n"
                        + "replace example.com/money => ./nowhere\n"
                ),
                ("main.go", "package main\n\nimport _ \"example.com/money\"\n\nfunc main() {}\n")
            )
        );
        tree.Add("sidecars/tidy", GoModule.Tidy);
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/**/go.mod") { Properties = [("GoDockGoExe", "../no/go")] }
        );
        await tree.AddAsync(
            "src/Tidy/Tidy.csproj",
            new("../../sidecars/tidy") { Properties = [("GoDockGoExe", "../no/go")] }
        );

        var all = (await tree.CheckAsync("src/Shop/Shop.csproj", "-getTargetResult:GoModTidyCheck")).ShouldFail();
        var desk = (await tree.CheckAsync("src/Tidy/Tidy.csproj", "-getTargetResult:GoModTidyCheck")).ShouldSucceed();
        var server = (await tree.CheckAsync("src/Tidy/Tidy.csproj", "-p:ContinuousIntegrationBuild=true")).ShouldFail();

        Assert.AreSequenceEqual(
            [
                "error GDT1002 sidecars/broken/go.mod(5,1)",
                "error GDT1008 sidecars/homeless/go.mod(7,30)",
                "warning GDT0002 src/Shop/Shop.csproj(0,0)",
            ],
            all.Found
        );
        Assert.AreSequenceEqual(["warning GDT0002 src/Tidy/Tidy.csproj(0,0)"], desk.Found);
        Assert.AreEqual("NotChecked", desk.TargetItems("GoModTidyCheck").Single().Value);
        Assert.AreSequenceEqual(["error GDT0002 src/Tidy/Tidy.csproj(0,0)"], server.Found);
    }
}
