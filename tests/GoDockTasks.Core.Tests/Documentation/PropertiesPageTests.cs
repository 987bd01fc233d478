using System.Text.RegularExpressions;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tests.Diagnostics;

namespace GoDockTasks.Core.Tests.Documentation;

[TestClass]
public sealed partial class PropertiesPageTests
{
    // Visual Studio's own, on any item: accepted, but nothing of ours to explain.
    private static readonly string[] NotOurs = ["Visible"];

    // The package, its base class, and items.
    private static readonly string[] NoProperties =
    [
        "GoDockTasks",
        "GoDockTask",
        "GoDockTrustedKey",
        "GoDockGate",
        "GoDockAcceptedFinding",
    ];

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "properties.md"))
        .ReplaceLineEndings("\n");

    private static readonly string[] BuildFiles =
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "build")).Select(File.ReadAllText),
    ];

    [TestMethod]
    public void Properties_of_the_targets_are_documented_and_no_others()
    {
        var used = BuildFiles
            .SelectMany(text => UsedProperty().Matches(text))
            .Select(match => match.Groups["name"].Value);

        AreSame(used, Names("Properties"));
    }

    [TestMethod]
    public void Metadata_that_are_accepted_are_documented_and_no_others() =>
        AreSame(SidecarMetadata.Known.Keys.Except(NotOurs), Names("Metadata of GoSidecar"));

    [TestMethod]
    public void Public_targets_are_documented_and_no_others()
    {
        var targets = BuildFiles
            .SelectMany(text => PublicTarget().Matches(text))
            .Select(match => match.Groups["name"].Value);

        AreSame(targets, Names("Targets"));
    }

    [TestMethod]
    public void Defaults_that_the_targets_set_are_the_ones_documented()
    {
        foreach (var match in BuildFiles.SelectMany(text => SetDefault().Matches(text)))
        {
            var (name, value) = (match.Groups["name"].Value, match.Groups["value"].Value);
            Assert.Contains($"Default: `{value}`.", Section(Page, "### `" + name + "`"), name);
        }
    }

    [TestMethod]
    [DataRow("README.md")]
    [DataRow("nuget/README.md")]
    [DataRow("docs/architecture.md")]
    public void Other_pages_name_no_property_that_the_targets_lack(string page)
    {
        var named = Property()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, page)))
            .Select(match => match.Value)
            .Distinct();

        Assert.IsEmpty(named.Except(Names("Properties")).Except(NoProperties));
    }

    [TestMethod]
    public void Pages_of_codes_name_no_property_that_the_targets_lack()
    {
        foreach (var page in Directory.GetFiles(DiagnosticPage.Folder))
            Other_pages_name_no_property_that_the_targets_lack(page);
    }

    private static void AreSame(IEnumerable<string> inCode, IEnumerable<string> onPage)
    {
        var documented = onPage.ToArray();
        Assert.IsNotEmpty(documented);
        CollectionAssert.AreEquivalent(inCode.Distinct().ToArray(), documented);
    }

    // The headings "### `Name`" below "## section".
    private static IEnumerable<string> Names(string section) =>
        Heading().Matches(Section(Page, "## " + section)).Select(match => match.Groups["name"].Value);

    // Up to the next heading of the same level or a higher one.
    private static string Section(string page, string heading)
    {
        var start = ("\n" + page).IndexOf("\n" + heading + "\n", StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, start, heading);
        var level = heading.IndexOf(' ', StringComparison.Ordinal);
        var next = Headings()
            .Matches(page, start + level)
            .FirstOrDefault(match => match.Groups["level"].Length <= level);
        return next is null ? page[start..] : page[start..next.Index];
    }

    [GeneratedRegex(@"\$\((?<name>GoDock\w+)\)")]
    private static partial Regex UsedProperty();

    [GeneratedRegex(@"\bGoDock[A-Z]\w*")]
    private static partial Regex Property();

    [GeneratedRegex(@"<Target Name=""(?<name>[^_]\w*)""")]
    private static partial Regex PublicTarget();

    [GeneratedRegex(@"<(?<name>GoDock\w+) Condition=""'\$\(\w+\)' == ''"">(?<value>[^<$]+)</")]
    private static partial Regex SetDefault();

    [GeneratedRegex("^(?<level>##+) ", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"^### `(?<name>\w+)`$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
