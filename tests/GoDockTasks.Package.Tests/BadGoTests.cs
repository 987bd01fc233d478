namespace GoDockTasks.Package.Tests;

/// <summary>Programs that are no working go.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class BadGoTests
{
    [TestMethod]
    public async Task Each_is_a_coded_error_and_nothing_is_written()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/orders", GoModule.Tidy);
        await File.WriteAllTextAsync(tree.Beside("text"), "I am not a program.\n");
        (string Name, string Go, string Found)[] projects =
        [
            (
                "Crashing",
                FakeGo.WriteForTidy(tree, "crashing", "kill -SEGV $$"),
                "error GDT1199 sidecars/orders/go.mod(1,0)"
            ),
            (
                "CrashingAtOnce",
                FakeGo.Write(tree, "crashing-at-once", "kill -ABRT $$"),
                "error GDT0002 src/CrashingAtOnce/CrashingAtOnce.csproj(0,0)"
            ),
            ("Failing", FakeGo.WriteForTidy(tree, "failing", "exit 3"), "error GDT1199 sidecars/orders/go.mod(1,0)"),
            (
                "Chatty",
                FakeGo.WriteForTidy(tree, "chatty", "head -c 100000000 /dev/zero | tr '\\0' x >&2; exit 1"),
                "error GDT1199 sidecars/orders/go.mod(1,0)"
            ),
            (
                "ChattyAtOnce",
                FakeGo.Write(tree, "chatty-at-once", "head -c 100000000 /dev/zero | tr '\\0' x; exit 0"),
                "error GDT0002 src/ChattyAtOnce/ChattyAtOnce.csproj(0,0)"
            ),
            ("Text", tree.Beside("text"), "error GDT0002 src/Text/Text.csproj(0,0)"),
            ("True", "/bin/true", "error GDT0002 src/True/True.csproj(0,0)"),
        ];
        foreach (var (name, go, _) in projects)
            await tree.AddAsync(
                $"src/{name}/{name}.csproj",
                new("../../sidecars/orders") { Properties = [("GoDockGoExe", go)] }
            );
        tree.Write(
            "All.slnx",
            Solution.Slnx([.. projects.Select(project => $"src/{project.Name}/{project.Name}.csproj")])
        );
        var before = TreeSnapshot.Take(tree.Root);

        var check = (await tree.CheckAsync("All.slnx", "-v:diag")).ShouldFail();

        foreach (var (name, _, found) in projects)
            Assert.AreSequenceEqual([found], check.FoundIn(name), name);
        foreach (var diagnostic in check.Diagnostics)
        {
            Assert.IsLessThan(2000, diagnostic.Message.Length);
            Assert.DoesNotContain("\n", diagnostic.Message);
        }

        Assert.IsLessThan(10 * 1024 * 1024, check.Console.Length);
        Assert.AreSequenceEqual(before, TreeSnapshot.Take(tree.Root));
    }
}
