using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GoDockTasks.TestSupport;

/// <summary>
/// Outputs of commands that really failed, each in a file: <c>Corpus/CODE/CASE-goVERSION.log</c> is what a go command
/// printed, <c>Corpus/CODE/CASE-goVERSION.FORM.log</c> what a builder of images did. CODE is what it must be told as.
/// They are written anew by running the cases with GODOCK_UPDATE_CORPUS=1 (CONTRIBUTING.md).
/// </summary>
/// <param name="Form">What printed it; "bare" for go.</param>
public sealed partial record LogCorpus(string File, string Code, string Case, string Go, string Form, string Text)
{
    public static readonly string Folder = Path.Combine(
        Repository.Root,
        "tests",
        "GoDockTasks.Core.Tests",
        "Logs",
        "Corpus"
    );

    public static bool IsUpdated => Environment.GetEnvironmentVariable("GODOCK_UPDATE_CORPUS") == "1";

    /// <summary>All of them; fails on a file whose name isn't of that form, and on one without text.</summary>
    public static IReadOnlyList<LogCorpus> ReadAll() =>
        [
            .. Directory
                .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(Read),
        ];

    /// <summary>The name of a case in the names of files.</summary>
    public static string Slug(string name) =>
        NoWord().Replace(name.ToLower(CultureInfo.InvariantCulture), "-").Trim('-');

    /// <summary>Where an output belongs; the folder is made.</summary>
    public static string PathOf(string code, string name, string go, string form = "") =>
        Path.Combine(
            Directory.CreateDirectory(Path.Combine(Folder, code)).FullName,
            $"{Slug(name)}-go{go}{(form.Length == 0 ? "" : "." + form)}.log"
        );

    /// <summary>Writes one, with every server at 127.0.0.1:3000.</summary>
    public static void Write(string path, string output) =>
        System.IO.File.WriteAllText(
            path,
            Port().Replace(Peer().Replace(output, "127.0.0.1:40000->"), "127.0.0.1:3000"),
            new UTF8Encoding(false)
        );

    /// <summary>Of a case that reads the same in Go versions that follow each other, two outputs are left.</summary>
    public static void Thin()
    {
        foreach (var same in ReadAll().GroupBy(output => (output.Code, output.Case, output.Form)))
        {
            var outputs = same.OrderBy(output => Array.IndexOf([.. RealGo.Versions], output.Go)).ToList();
            for (var i = 1; i < outputs.Count - 1; i++)
            {
                if (outputs[i].Text == outputs[i - 1].Text && outputs[i].Text == outputs[i + 1].Text)
                    System.IO.File.Delete(outputs[i].File);
            }
        }
    }

    private static LogCorpus Read(string path)
    {
        var name = Name().Match(Path.GetRelativePath(Folder, path).Replace('\\', '/'));
        Assert.IsTrue(name.Success, $"{path} isn't named CODE/CASE-goVERSION.log or CODE/CASE-goVERSION.FORM.log");
        var text = System.IO.File.ReadAllText(path);
        Assert.AreNotEqual("", text.Trim(), $"{path} is empty");
        var form = name.Groups["form"];
        return new(
            path,
            name.Groups["code"].Value,
            name.Groups["case"].Value,
            name.Groups["go"].Value,
            form.Success ? form.Value : "bare",
            text
        );
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NoWord();

    [GeneratedRegex(@"^(?<code>GDT\d{4})/(?<case>[a-z0-9-]+)-go(?<go>\d+\.\d+)(?:\.(?<form>[a-z-]+))?\.log$")]
    private static partial Regex Name();

    [GeneratedRegex(@"127\.0\.0\.1:\d+->")]
    private static partial Regex Peer();

    [GeneratedRegex(@"127\.0\.0\.1:\d{4,5}(?!\d*->)")]
    private static partial Regex Port();
}
