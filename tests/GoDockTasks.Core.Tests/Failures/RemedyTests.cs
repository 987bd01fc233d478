using GoDockTasks.Core.Failures;

namespace GoDockTasks.Core.Tests.Failures;

/// <summary>
/// What is printed as the way out of a failure is one: where it is followed word for word, the same command succeeds.
/// </summary>
[TestClass]
public sealed class RemedyTests
{
    public static IEnumerable<object[]> Rows =>
        from remedy in RemedyCases.All
        let entry = Case(remedy)
        where !entry.NeedsModes || !OperatingSystem.IsWindows()
        from version in new[] { "1.19", RealGo.Newest }
        where !entry.Without.ContainsKey(version) && !entry.Otherwise.ContainsKey(version)
        where version != "1.19" || !remedy.NewOnly
        select new object[] { remedy.Name, version };

    public static string Name(System.Reflection.MethodInfo _, object[] row) => $"{row[0]} (go{row[1]})";

    [TestMethod]
    [DynamicData(nameof(Rows), DynamicDataDisplayName = nameof(Name))]
    public async Task What_is_printed_mends_it(string name, string version)
    {
        var remedy = RemedyCases.All.Single(remedy => remedy.Name == name);
        var entry = Case(remedy);
        await using var sandbox = new GoSandbox(RealGo.Get(version));
        await entry.Arrange(sandbox);
        remedy.Circumstances(sandbox);

        var outcome = await sandbox.GoAsync([.. entry.Command]);
        Assert.IsFalse(outcome.Succeeded, "go didn't fail");
        var failure = FailureSettings.Apply(FailureClassifier.Classify(outcome.StandardError), sandbox.Settings());
        Assert.AreEqual(entry.Code, failure.Code, outcome.StandardError);
        await remedy.Follow(new(sandbox, failure, remedy.OnPage ? PrintedRemedy.Page(entry.Code) : failure.Fix));

        var again = await sandbox.GoAsync([.. entry.Command]);
        Assert.IsTrue(again.Succeeded, $"{failure.Fix}\n{again.StandardError}");
    }

    private static GoCase Case(Remedy remedy) =>
        remedy.Case ?? RealGoFailureTests.Cases.Single(entry => entry.Name == remedy.Name.Split(": ")[0]);
}
