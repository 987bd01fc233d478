using System.Collections.Immutable;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Pages;

namespace GoDockTasks.Core.Tests.Pages;

/// <summary>What has changed since the last release.</summary>
[TestClass]
public sealed class ModuleChangeTests
{
    private const string Path = "example.com/m";

    [TestMethod]
    [DataRow(null, "v1.0.0", "Added")]
    [DataRow("v1.0.0", null, "Removed")]
    [DataRow("v1.9.0", "v1.10.0", "Upgraded")]
    [DataRow("v1.10.0", "v1.9.0", "Downgraded")]
    [DataRow("v1.0.0-20250101000000-000000000000", "v1.0.0", "Upgraded")]
    [DataRow("v1.0.0", "v1.0.0 => ../m (devel)", "Replaced")]
    [DataRow("v1.0.0", "v1.0.0+incompatible", "Replaced")]
    [DataRow("v1.0.0", "v1.0.0", "")]
    public void A_module_has_become_another(string? before, string? now, string expected)
    {
        var changes = ModuleChange.Of(Modules(before), Modules(now));

        Assert.AreEqual(expected, string.Join(' ', changes.Select(change => change.Kind)));
    }

    [TestMethod]
    public void What_is_known_of_the_last_release_is_shown_and_what_is_not_is_said()
    {
        var program = ShopReport.Program("orders");
        var last = program.Last!;

        Assert.AreEqual("Size + − ↓ ↑ ↑ ↑", Signs(program));
        Assert.AreEqual("Go Size + − ↓ ↑ ↑ ↑", Signs(program with { Last = last with { GoVersion = "go1.27.2" } }));
        Assert.Contains("The baselines know of no last release.", Text(program with { Last = null }));
        Assert.Contains("isn't known", Text(program with { Last = last with { Modules = null } }));
        Assert.Contains(
            "it is the program of the last release",
            Text(program with { Last = last with { Sha256 = program.Measured!.Release.Sha256 } })
        );
        Assert.Contains(
            "The same modules",
            Text(program with { Last = last with { Modules = program.Measured!.Modules } })
        );
    }

    [TestMethod]
    public void Many_are_folded()
    {
        var program = ShopReport.Program("orders");
        var none = program.Last! with { Modules = Modules(null) };

        Assert.Contains("<details><summary>Modules: 25 added</summary>", Text(program with { Last = none }));
    }

    private static string Text(ReportedProgram program) =>
        System.Net.WebUtility.HtmlDecode(ReleaseChanges.ToHtml(program).ToString());

    // The sign of each item, or what it is about.
    private static string Signs(ReportedProgram program) =>
        string.Join(
            ' ',
            Text(program)
                .Split("<b aria-hidden=\"true\">")[1..]
                .Select(item => item.Split("</b>"))
                .Select(item => item[0].Length > 0 ? item[0] : item[1].Split('<')[0].Trim())
        );

    private static ImmutableSortedDictionary<string, string> Modules(string? version) =>
        version is null
            ? ImmutableSortedDictionary<string, string>.Empty
            : ImmutableSortedDictionary<string, string>.Empty.Add(Path, version);
}
