using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles;
using GoDockTasks.Core.Dockerfiles.Rules;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules;

[TestClass]
public sealed class RuleCaseTests
{
    /// <summary>What no test with a real BuildKit shows, and why.</summary>
    private static readonly Dictionary<string, string> NotShown = new()
    {
        ["GDT2205"] = "npm and its like ask a registry of their own; none of them is among the tests' programs",
        ["GDT2408"] = "two versions of glibc can't be had; GlibcVersionTests shows it with a changed one",
    };

    private const string Case = """{"at": ["1:1"], "severity": "error"}""";

    public static IEnumerable<object[]> Cases => RuleCases.All.Select(one => new object[] { one });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void A_fault_is_found_at_its_place(RuleCase one)
    {
        var found = Check(one, one.Fault, one.Files).Where(diagnostic => diagnostic.Code == one.Code).ToList();

        Assert.AreSequenceEqual(one.At, found.Select(found => (found.Location.Line, found.Location.Column)));
        Assert.IsTrue(
            found.TrueForAll(diagnostic => diagnostic.Severity == one.Severity),
            string.Join(' ', found.Select(diagnostic => diagnostic.Severity))
        );
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_nearest_Dockerfile_without_the_fault_is_not_reproached(RuleCase one)
    {
        var found = Check(one, one.Fixed, one.AllFixedFiles);

        Assert.IsEmpty(found.Where(diagnostic => diagnostic.Code == one.Code).Select(diagnostic => diagnostic.Message));
        Assert.IsFalse(found.Any(diagnostic => diagnostic.Code == "GDT2002"), "must parse");
    }

    [TestMethod]
    [DataRow("GDT2301/as-root/case.json", null)]
    [DataRow("GDT2301/as-root/fault.Dockerfile", null)]
    [DataRow("GDT2301/as-root/fixed.Dockerfile", null)]
    [DataRow("GDT2301/as-root/case.json", """{"at": ["1:1"], "severty": "error"}""")]
    [DataRow("GDT2301/as-root/case.json", """{"at": ["1:1"], "severity": "error", "efect": "runsAsRoot"}""")]
    [DataRow("GDT2301/as-root/case.json", """{"at": ["1:1"], "severity": "bad"}""")]
    [DataRow("GDT2301/as-root/case.json", """{"at": ["1:1"]}""")]
    [DataRow("GDT2301/as-root/case.json", """{"severity": "error"}""")]
    [DataRow("GDT2301/as-root/case.json", """{"at": [], "severity": "error"}""")]
    [DataRow("GDT2301/as-root/case.json", """{"at": ["1"], "severity": "error"}""")]
    [DataRow("GDT2301/as-root/case.json", """{"at": ["1:1"], "severity": "error", "module": "plane"}""")]
    [DataRow("GDT2301/as-root/case.json", """{"at": ["1:1"], "severity": "error", "isExample": true}""")]
    [DataRow("GDT2301/empty/", null)]
    [DataRow("GDT2301/case.json", Case)]
    [DataRow("GDT2302/", null)]
    [DataRow("GDT230/", null)]
    [DataRow("case.json", Case)]
    public void A_folder_that_is_no_case_is_an_error_and_not_passed_over(string path, string? content)
    {
        using var folder = new TemporaryFolder();
        folder.Write("GDT2301/as-root/case.json", Case);
        folder.Write("GDT2301/as-root/fault.Dockerfile", "FROM alpine\n");
        folder.Write("GDT2301/as-root/fixed.Dockerfile", "FROM alpine\nUSER 1\n");
        Assert.AreEqual("GDT2301 as-root", Assert.ContainsSingle(RuleCases.Read(folder.Root)).ToString());

        if (path.EndsWith('/'))
            Directory.CreateDirectory(folder.Path(path));
        else if (content is null)
            File.Delete(folder.Path(path));
        else
            folder.Write(path, content);

        Assert.ThrowsExactly<InvalidDataException>(() => RuleCases.Read(folder.Root));
    }

    [TestMethod]
    public void Every_fault_is_shown_to_be_one_by_the_real_tools_or_it_is_said_why_not()
    {
        var shown = RuleCases.All.Where(one => one.Effect != RealEffect.NotRun).Select(one => one.Code);
        var codes = RuleCases.All.Select(one => one.Code).Distinct().Order();
        Assert.AreSequenceEqual(codes, shown.Concat(NotShown.Keys).Distinct().Order());
        Assert.IsEmpty(NotShown.Keys.Intersect(shown));
    }

    private static ImmutableArray<Diagnostic> Check(
        RuleCase one,
        string dockerfile,
        IReadOnlyDictionary<string, string> files
    )
    {
        using var folder = new TemporaryFolder();
        foreach (var (path, content) in files)
            folder.Write(path, content);
        folder.Write("Dockerfile", dockerfile);
        return DockerfileLint.Check(
            one.Request(new() { DockerfilePath = folder.Path("Dockerfile"), ContextDirectory = folder.Root })
        );
    }
}
