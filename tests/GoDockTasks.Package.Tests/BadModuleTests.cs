using System.Security.Cryptography;
using System.Text;

namespace GoDockTasks.Package.Tests;

/// <summary>Files of a module that aren't what they should be.</summary>
[TestClass]
public sealed class BadModuleTests
{
    private const string Sum = "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    [TestMethod]
    public async Task Each_is_an_error_at_its_line_and_nothing_is_written()
    {
        using var tree = new SourceTree();
        tree.Add(
            "sidecars/big",
            new(
                (
                    "go.mod",
                    "module example.com/big\n\ngo 1.19\n"
                        + string.Concat(Enumerable.Repeat("// " + new string('x', 1020) + "\n", 10 * 1024))
                )
            )
        );
        tree.Add(
            "sidecars/conflict",
            new(
                ("go.mod", "module example.com/conflict\n\ngo 1.19\n\nrequire example.com/money v1.0.0\n"),
                (
                    "go.sum",
                    $"<<<<<<< HEAD\nexample.com/money v1.0.0 {Sum}\n=======\n"
                        + $"example.com/money v1.1.0 {Sum}\n>>>>>>> other\n"
                )
            )
        );
        tree.Add("sidecars/random", new());
        Directory.CreateDirectory(tree.Path("sidecars/random"));
        var bytes = new byte[4096];
        new Random(1).NextBytes(bytes);
        await File.WriteAllBytesAsync(tree.Path("sidecars/random/go.mod"), bytes);
        Directory.CreateDirectory(tree.Path("sidecars/folder/go.mod"));
        await tree.AddAsync(
            "src/Shop/Shop.csproj",
            new("../../sidecars/big", "../../sidecars/conflict", "../../sidecars/random", "../../sidecars/folder")
        );
        var before = TreeSnapshot.Take(tree.Root);

        var build = (await tree.BuildAsync("src/Shop/Shop.csproj")).ShouldFail();

        var random = build.Diagnostics.Where(diagnostic => diagnostic.File == "sidecars/random/go.mod").ToArray();
        Assert.IsNotEmpty(random);
        Assert.IsTrue(random.All(diagnostic => diagnostic.Code == "GDT1002"));
        Assert.AreSequenceEqual(
            [
                "error GDT0004 src/Shop/Shop.csproj(9,6)",
                "error GDT1002 sidecars/big/go.mod(0,0)",
                "error GDT1002 sidecars/conflict/go.sum(1,1)",
            ],
            build.Diagnostics.Except(random).Select(diagnostic => diagnostic.ToString()).Order(StringComparer.Ordinal)
        );
        Assert.AreSequenceEqual(before, TreeSnapshot.Take(tree.Root));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task A_file_that_this_user_cannot_read_is_named()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/closed", GoModule.Tidy);
        tree.Add("sidecars/half", GoModule.Tidy);
        await tree.AddAsync("src/Shop/Shop.csproj", new("../../sidecars/closed", "../../sidecars/half"));
        tree.BecomeOrdinaryUser();
        tree.SetMode("sidecars/closed/go.mod", UnixFileMode.None);
        tree.SetMode("sidecars/half/main.go", UnixFileMode.None);

        var check = (await tree.CheckAsync("src/Shop/Shop.csproj")).ShouldFail();

        Assert.AreSequenceEqual(
            ["error GDT1012 sidecars/closed/go.mod(0,0)", "error GDT1012 sidecars/half/main.go(0,0)"],
            check.Found
        );
    }
}
