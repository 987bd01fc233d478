using System.Text;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Tests.Diagnostics;

namespace GoDockTasks.Core.Tests.Documentation;

[TestClass]
public sealed partial class LinkTests
{
    private static readonly string[] Hosts =
    [
        "go.dev",
        "learn.microsoft.com",
        "keepachangelog.com",
        "semver.org",
        "github.com",
        "slsa.dev",
        "docs.sigstore.dev",
    ];

    public static IEnumerable<object[]> Pages =>
        new[]
        {
            Repository.Root,
            Path.Combine(Repository.Root, "docs"),
            DiagnosticPage.Folder,
            Path.Combine(Repository.Root, "nuget"),
        }
            .SelectMany(folder => Directory.GetFiles(folder, "*.md"))
            .Select(page => new object[] { Path.GetRelativePath(Repository.Root, page) });

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public void Links_lead_to_a_file_of_the_repository_and_a_heading_in_it(string page)
    {
        var path = Path.Combine(Repository.Root, page);
        foreach (var target in Link().Matches(WithoutCode(path)).Select(match => match.Groups["target"].Value))
        {
            if (Uri.TryCreate(target, UriKind.Absolute, out var uri) && !uri.IsFile)
            {
                Assert.Contains(uri.Host, Hosts, target);
                continue;
            }

            var (file, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, null);
            var linked = file.Length == 0 ? path : Path.GetFullPath(file, Path.GetDirectoryName(path)!);
            Assert.IsTrue(File.Exists(linked), target);
            if (anchor is not null)
                Assert.Contains(
                    anchor,
                    Heading().Matches(WithoutCode(linked)).Select(match => Anchor(match.Groups["text"].Value)),
                    target
                );
        }
    }

    private static string WithoutCode(string path) =>
        CodeBlock().Replace(File.ReadAllText(path).ReplaceLineEndings("\n"), "");

    // As GitHub and Visual Studio Code make it: lower case, blanks as hyphens, other punctuation left out.
    private static string Anchor(string heading)
    {
        var anchor = new StringBuilder();
        foreach (var c in heading.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c) || c is '-' or '_' or ' ')
                anchor.Append(c == ' ' ? '-' : c);
        }

        return anchor.ToString();
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
