using GoDockTasks.Core.Recovery;

namespace GoDockTasks.Core.Tests.Recovery;

/// <summary>A recovery that is ended with SIGKILL; go.mod and go.sum stay as they are.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
public sealed class KilledRecoveryTests
{
    public static IEnumerable<object[]> Stages =>
        ((string[])["1.19", RealGo.Newest]).SelectMany(go =>
            Enum.GetValues<RecoveryStage>().Select(stage => new object[] { go, stage })
        );

    [TestMethod]
    [DynamicData(nameof(Stages))]
    public async Task Killed_at_any_stage_it_leaves_what_go_sees_and_the_next_run_completes(
        string go,
        RecoveryStage stage
    )
    {
        await using var folder = await RecoveredFolder.CreateAsync(go, modules: 2);
        folder.Edit("m.go", "package m00\n\nconst Name = \"evil\"\n");
        File.WriteAllText(folder.Beside("zip"), "PK");
        Assert.StartsWith("evil", await folder.ProgramAsync());

        await folder.KilledAtAsync(stage);

        // Before its own mark nothing is changed; from then on go doesn't build what it shouldn't, without a word.
        var left = await folder.ProgramAsync();
        if (stage is RecoveryStage.Look or RecoveryStage.Clear)
            Assert.StartsWith("evil", left);
        else if (stage is RecoveryStage.Clearing or RecoveryStage.Cleared or RecoveryStage.Download)
            Assert.IsNull(left);
        else
            Assert.StartsWith("m00", left);

        var report = await folder.RecoverAsync();

        Assert.IsFalse(report.Diagnostics.Any(one => one.Severity == Core.Diagnostics.DiagnosticSeverity.Error));
        Assert.StartsWith("m00", await folder.ProgramAsync());
        Assert.AreEqual(0, (await folder.RecoverAsync()).Diagnostics.Length);
    }

    [TestMethod]
    [DataRow("1.19")]
    [DataRow(RealGo.Newest)]
    public async Task Half_a_tree_that_is_marked_is_extracted_again(string go)
    {
        await using var folder = await RecoveredFolder.CreateAsync(go);
        folder.MakeTreeWritable();
        File.Delete(folder.Tree + "/m.go");
        File.WriteAllText(folder.Beside("partial"), "");

        var report = await folder.RecoverAsync();

        Assert.AreEqual("example.com/m00@v1.0.0", report.Recovered.Single());
        Assert.AreEqual("m00", await folder.ProgramAsync());
    }
}
