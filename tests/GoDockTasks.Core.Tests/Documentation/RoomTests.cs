using System.Text.RegularExpressions;
using ArchUnitNET.Loader;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Documentation;

/// <summary>
/// The rooms of Core, as docs/architecture.md has them: a room uses those above it alone, so that there is no circle.
/// </summary>
[TestClass]
public sealed partial class RoomTests
{
    private const string Core = "GoDockTasks.Core";

    private static readonly Lazy<HashSet<(string From, string To, string By)>> Uses = new(ReadUses);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void The_page_names_each_room_once_and_no_other()
    {
        var rooms = Rooms();

        Assert.HasCount(rooms.Length, rooms.Distinct());
        Assert.AreSequenceEqual(
            typeof(Diagnostic)
                .Assembly.GetTypes()
                .Select(type => RoomOf(type.Namespace))
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal),
            rooms.Order(StringComparer.Ordinal)
        );
    }

    [TestMethod]
    public void A_room_uses_only_what_is_above_it()
    {
        var order = Rooms()
            .Select((room, index) => (room, index))
            .ToDictionary(each => each.room, each => each.index, StringComparer.Ordinal);

        Assert.IsEmpty(
            Uses.Value.Where(use => order[use.To] > order[use.From]).Select(use => use.By).Order(StringComparer.Ordinal)
        );
    }

    [TestMethod]
    public void A_folder_has_the_name_of_its_namespace()
    {
        var source = Path.Combine(Repository.Root, "src", Core);
        foreach (var file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories))
        {
            var folder = Path.GetRelativePath(source, Path.GetDirectoryName(file)!)
                .Replace(Path.DirectorySeparatorChar, '/');
            if (Namespace().Match(File.ReadAllText(file)) is { Success: true } match && folder != "Modules/Syntax")
                Assert.AreEqual(folder, RoomOf(match.Groups["name"].Value), file);
        }
    }

    /// <summary>How large the house is: what a change makes of it can be compared.</summary>
    [TestMethod]
    public void The_house_in_figures()
    {
        var files = new[] { "src", "tests" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            )
            .Select(File.ReadAllLines)
            .ToArray();

        TestContext.WriteLine(
            $"rooms {Rooms().Length}, arrows {Uses.Value.Select(use => (use.From, use.To)).Distinct().Count()}"
        );
        TestContext.WriteLine(
            $"files {files.Length}, under 30 lines {files.Count(lines => lines.Length < 30)}, lines over "
                + $"120 columns {files.Sum(lines => lines.Count(line => line.Length > 120))}"
        );
    }

    private static string[] Rooms()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        var start = page.IndexOf("| room |", StringComparison.Ordinal);
        Assert.IsGreaterThan(0, start);
        return
        [
            .. page[start..]
                .Split('\n')
                .Skip(2)
                .TakeWhile(line => line.StartsWith('|'))
                .SelectMany(line => Name().Matches(line.Split('|')[1]).Select(match => match.Groups["name"].Value)),
        ];
    }

    private static HashSet<(string From, string To, string By)> ReadUses()
    {
        var uses = new HashSet<(string, string, string)>();
        var types = new ArchLoader().LoadAssemblies(typeof(Diagnostic).Assembly).Build().Types;
        foreach (var type in types)
        {
            if (RoomOf(type.Namespace?.FullName) is not { } from)
                continue;
            foreach (var used in type.Dependencies.Select(dependency => dependency.Target))
            {
                if (RoomOf(used.Namespace?.FullName) is { } to && to != from)
                    uses.Add((from, to, $"{type.FullName} -> {used.FullName}"));
            }
        }

        return uses;
    }

    private static string? RoomOf(string? name) =>
        name?.StartsWith(Core + ".", StringComparison.Ordinal) == true
            ? name[(Core.Length + 1)..].Replace('.', '/')
            : null;

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex("^namespace (?<name>[^;]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
