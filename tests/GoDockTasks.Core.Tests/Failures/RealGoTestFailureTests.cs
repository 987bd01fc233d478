using System.Text;
using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Tests.Logs;

namespace GoDockTasks.Core.Tests.Failures;

/// <summary>Tests fail for real, in every Go: whatever they print is no other cause.</summary>
[TestClass]
public sealed class RealGoTestFailureTests
{
    internal static readonly GoCase[] Cases =
    [
        Failing("a test fails", "t.Error(\"got 3, want 4\")"),
        Failing("a part of a test fails", "t.Run(\"of none\", func(t *testing.T) { t.Fatal(\"got 3\") })"),
        Failing("a test panics", "var none map[string]int\n\tnone[\"x\"] = 1"),
        Failing("a test finds no server", "t.Fatal(\"dial tcp 127.0.0.1:5432: connect: connection refused\")"),
        Failing("a test finds no program", "t.Fatal(\"exec /orders: exec format error\")"),
        Failing("a test takes too long", "time.Sleep(time.Hour)", "-timeout", "100ms"),
        Failing("a test ends the program", "os.Exit(3)"),
    ];

    public static IEnumerable<object[]> Rows =>
        from entry in Cases
        from version in RealGo.Versions
        select new object[] { entry.Name, version };

    [ClassCleanup]
    public static void ThinCorpus()
    {
        if (LogCorpus.IsUpdated)
            LogCorpus.Thin();
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public async Task A_test_that_failed_is_the_cause(string name, string version)
    {
        var entry = Cases.Single(entry => entry.Name == name);
        await using var sandbox = new GoSandbox(RealGo.Get(version));
        await entry.Arrange(sandbox);

        var outcome = await sandbox.GoAsync([.. entry.Command]);
        var output = outcome.StandardOutput + outcome.StandardError;
        var cause = LogDiagnosis.Read(new MemoryStream(Encoding.UTF8.GetBytes(output)), "test.log").Cause;

        Assert.IsFalse(outcome.Succeeded, "no test failed");
        Assert.AreEqual(entry.Code, cause.Code, output);
        Assert.Contains("example.com/m", cause.Fix);
        if (LogCorpus.IsUpdated)
            LogCorpusCase.Write(entry.Code, entry, sandbox, output);
    }

    [TestMethod]
    public async Task A_test_that_does_not_compile_is_told_as_that()
    {
        await using var sandbox = new GoSandbox(RealGo.Get());
        await Failing("", "undefined()").Arrange(sandbox);

        var outcome = await sandbox.GoAsync(["test", "./..."]);
        var output = outcome.StandardOutput + outcome.StandardError;

        Assert.AreEqual(
            "GDT1150",
            LogDiagnosis.Read(new MemoryStream(Encoding.UTF8.GetBytes(output)), "test.log").Cause.Code,
            output
        );
    }

    private static GoCase Failing(string name, string body, params string[] flags) =>
        new(
            name,
            "GDT1155",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("m.go", "package m\n");
                sandbox.Write(
                    "m_test.go",
                    "package m\n\nimport (\n\t\"os\"\n\t\"testing\"\n\t\"time\"\n)\n\n"
                        + "var _, _ = os.Exit, time.Sleep\n\n"
                        + $"func TestTotal(t *testing.T) {{\n\t{body}\n}}\n"
                );
            },
            ["test", .. flags, "./..."]
        );
}
