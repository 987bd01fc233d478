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
        var found = Check(
            one,
            one.Mended,
            one.Files.Concat(one.MendedFiles)
                .GroupBy(file => file.Key)
                .ToDictionary(file => file.Key, file => file.Last().Value)
        );

        Assert.IsEmpty(found.Where(diagnostic => diagnostic.Code == one.Code).Select(diagnostic => diagnostic.Message));
        Assert.IsFalse(found.Any(diagnostic => diagnostic.Code == "GDT2002"), "must parse");
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
