using System.Collections.Immutable;

namespace GoDockTasks.Package.Tests;

/// <summary>A code's severity is the user's, in MSBuild's words.</summary>
[TestClass]
public sealed class SeverityTests
{
    private const string Untidy = "GDT1001 sidecars/untidy/go.mod(7,2)";
    private const string Older = "GDT1004 sidecars/older/go.mod(3,1)";
    private const string Writable = "GDT1013 sidecars/older/go.mod(1,1)";
    private const string All = "GDT1001;GDT1004;GDT1013";

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task NoWarn_WarningsAsErrors_and_WarningsNotAsErrors_hold_for_errors_warnings_and_messages()
    {
        using var tree = new SourceTree();
        tree.Add("sidecars/untidy", GoModule.Untidy);
        tree.Add("sidecars/older", GoModule.WithGo("1.18"));
        tree.SetMode("sidecars/older/main.go", (UnixFileMode)0b110_110_110);
        (string Name, ImmutableArray<(string, string)> Properties, string[] Found)[] projects =
        [
            ("Default", [], ["error " + Untidy, "message " + Writable, "warning " + Older]),
            ("NoWarn", [("NoWarn", "$(NoWarn);" + All)], []),
            (
                "AsErrors",
                [("WarningsAsErrors", "gdt1001, gdt1004 gdt1013")],
                ["error " + Untidy, "error " + Older, "error " + Writable]
            ),
            (
                "NotAsErrors",
                [("WarningsNotAsErrors", All)],
                ["message " + Writable, "warning " + Untidy, "warning " + Older]
            ),
            (
                "TreatAsErrors",
                [("TreatWarningsAsErrors", "true")],
                ["error " + Untidy, "message " + Writable, "warning " + Older]
            ),
            (
                "MSBuildTreatAsErrors",
                [("MSBuildTreatWarningsAsErrors", "true")],
                ["error " + Untidy, "error " + Older, "message " + Writable]
            ),
            (
                "TreatButNot",
                [("MSBuildTreatWarningsAsErrors", "true"), ("WarningsNotAsErrors", All)],
                ["message " + Writable, "warning " + Untidy, "warning " + Older]
            ),
            ("NoWarnWins", [("NoWarn", All), ("WarningsAsErrors", All)], []),
        ];
        foreach (var (name, properties, _) in projects)
            await tree.AddAsync(
                $"src/{name}/{name}.csproj",
                new("../../sidecars/untidy", "../../sidecars/older") { Properties = properties }
            );
        tree.Write(
            "All.slnx",
            Solution.Slnx([.. projects.Select(project => $"src/{project.Name}/{project.Name}.csproj")])
        );

        var check = (await tree.CheckAsync("All.slnx")).ShouldFail();
        var silent = (
            await tree.CheckAsync("src/NoWarn/NoWarn.csproj", "-getTargetResult:GoModTidyCheck")
        ).ShouldSucceed();

        foreach (var (name, _, found) in projects)
            Assert.AreSequenceEqual(found.Order(StringComparer.Ordinal), check.FoundIn(name), name);
        Assert.AreEqual("Untidy", silent.TargetItems("GoModTidyCheck")[tree.Path("sidecars/untidy")]);
    }
}
