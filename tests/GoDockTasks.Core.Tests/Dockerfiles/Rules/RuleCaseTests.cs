using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Tests.Parts;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules;

[TestClass]
public sealed class RuleCaseTests
{
    public static IEnumerable<object[]> Cases => RuleCases.All.Select(one => new object[] { one });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void A_fault_is_found_at_its_place(RuleCase one)
    {
        var found = Check(one, one.Fault, one.Files).Where(diagnostic => diagnostic.Code == one.Code).ToList();

        CollectionAssert.AreEqual(one.At, found.Select(diagnostic => (diagnostic.Location.Line, diagnostic.Location.Column)).ToArray());
        Assert.IsTrue(found.TrueForAll(diagnostic => diagnostic.Severity == one.Severity), string.Join(' ', found.Select(diagnostic => diagnostic.Severity)));
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_nearest_Dockerfile_without_the_fault_is_not_reproached(RuleCase one)
    {
        var found = Check(one, one.Mended, one.Files.Concat(one.MendedFiles).GroupBy(file => file.Key).ToDictionary(file => file.Key, file => file.Last().Value));

        Assert.IsEmpty(found.Where(diagnostic => diagnostic.Code == one.Code).Select(diagnostic => diagnostic.Message));
        Assert.IsFalse(found.Any(diagnostic => diagnostic.Code == "GDT2002"), "must parse");
    }

    private static ImmutableArray<Diagnostic> Check(RuleCase one, string dockerfile, IReadOnlyDictionary<string, string> files)
    {
        using var folder = new TemporaryFolder();
        foreach (var (path, content) in files)
            folder.Write(path, content);
        folder.Write("Dockerfile", dockerfile);
        return DockerfileLint.Check(one.Request(new() { DockerfilePath = folder.Path("Dockerfile"), ContextDirectory = folder.Root }));
    }
}
