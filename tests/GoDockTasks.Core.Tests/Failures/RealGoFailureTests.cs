using GoDockTasks.Core.Failures;
using GoDockTasks.Core.Tests.Logs;

namespace GoDockTasks.Core.Tests.Failures;

/// <summary>Go fails for real, in every version: the same cause must give the same code.</summary>
[TestClass]
public sealed class RealGoFailureTests
{
    internal static readonly GoCase[] Cases =
    [
        .. ModuleFileCases.All,
        .. ModuleContentCases.All,
        .. PackageCases.All,
        .. ToolchainCases.All,
        .. NetworkCases.All,
        .. GitCases.All,
        .. SystemCases.All,
        .. RepositoryCases.All,
        .. BuildCases.All,
        .. LinkCases.All,
    ];

    public static IEnumerable<object[]> Rows =>
        from entry in Cases
        where !entry.NeedsModes || !OperatingSystem.IsWindows()
        from version in RealGo.Versions
        where !entry.Without.ContainsKey(version)
        select new object[] { entry.Name, version };

    public static string Name(System.Reflection.MethodInfo _, object[] row) => $"{row[0]} (go{row[1]})";

    [ClassCleanup]
    public static void ThinCorpus()
    {
        if (LogCorpus.IsUpdated)
            LogCorpus.Thin();
    }

    [TestMethod]
    [DynamicData(nameof(Rows), DynamicDataDisplayName = nameof(Name))]
    public async Task A_cause_has_the_same_code_in_every_go(string name, string version)
    {
        var entry = Cases.Single(entry => entry.Name == name);
        await using var sandbox = new GoSandbox(RealGo.Get(version));
        await entry.Arrange(sandbox);

        var outcome = await sandbox.GoAsync([.. entry.Command]);
        var failure = FailureClassifier.Classify(outcome.StandardError);

        Assert.IsFalse(outcome.Succeeded, "go didn't fail");
        var isOther = entry.Otherwise.TryGetValue(version, out var other);
        Assert.AreEqual(isOther ? other.Code : entry.Code, failure.Code, outcome.StandardError);
        Assert.AreNotEqual("", failure.Summary);
        if (LogCorpus.IsUpdated)
            LogCorpusCase.Write(isOther ? other.Code! : entry.Code, entry, sandbox, outcome.StandardError);
        if (!isOther)
            entry.Finds?.Invoke(failure);
    }
}
