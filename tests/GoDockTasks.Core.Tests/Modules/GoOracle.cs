using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Tests.Modules;

/// <summary>
/// Go's own code for versions, paths and go.mod, which no command gives access to: oracle.go is built beside the
/// sources in the newest GOROOT. Thousands of questions take one process.
/// </summary>
internal static class GoOracle
{
    private static readonly string Source = Path.Combine(
        Repository.Root,
        "tests",
        "GoDockTasks.Core.Tests",
        "Modules",
        "oracle.go"
    );
    private static readonly Lazy<Task<string>> Executable = new(BuildAsync);

    /// <summary>An answer for each question, which is what is asked and its arguments.</summary>
    public static async Task<string[]> AskAsync(IEnumerable<string[]> questions)
    {
        using var folder = new TemporaryFolder();
        var asked = folder.Write("questions.json", JsonSerializer.Serialize(questions));
        var outcome = await new ProcessRunner().RunAsync(
            new(
                await Executable.Value,
                [asked, folder.Path("answers.json")],
                folder.Root,
                ImmutableDictionary<string, string>.Empty,
                TimeSpan.FromMinutes(1)
            ),
            CancellationToken.None
        );
        Assert.IsTrue(outcome.Succeeded, outcome.StandardError);
        return JsonSerializer.Deserialize<string[]>(File.ReadAllText(folder.Path("answers.json")))!;
    }

    /// <summary>Asks the same of several arguments and compares each answer with ours, to the last of them.</summary>
    public static async Task AssertAgreesAsync(
        string question,
        IReadOnlyList<string[]> arguments,
        Func<string[], string> ours
    )
    {
        var answers = await AskAsync(arguments.Select(list => list.Prepend(question).ToArray()));
        var wrong = arguments
            .Zip(answers)
            .Where(pair => ours(pair.First) != pair.Second)
            .Select(pair =>
                $"{question} {JsonSerializer.Serialize(pair.First)}: go says {pair.Second}, we say {ours(pair.First)}"
            )
            .ToList();
        Assert.IsEmpty(wrong, string.Join("\n", wrong.Take(20)));
        Assert.HasCount(arguments.Count, answers);
    }

    /// <summary>Joins values as oracle.go does: Go has empty texts where we have null.</summary>
    public static string Join(params object?[] values) =>
        string.Join(
            '|',
            values.Select(value =>
                value is bool flag
                    ? flag
                        ? "true"
                        : "false"
                    : value
            )
        );

    // Kept in artifacts, with Go's cache: building it takes seconds, and half a minute where the standard library isn't
    // built yet.
    private static async Task<string> BuildAsync()
    {
        var go = RealGo.Get();
        var key = Convert.ToHexStringLower(
            SHA256.HashData([
                .. await File.ReadAllBytesAsync(Source),
                .. File.ReadAllBytes(Path.Combine(go.Root, "VERSION")),
            ])
        );
        var built = Path.Combine(Repository.Root, "artifacts", "oracle", key[..16], "oracle.exe");
        if (File.Exists(built))
            return built;
        using var folder = new TemporaryFolder();
        folder.Write("go.mod", "module golang.org/x/mod\n\ngo " + RealGo.Newest + "\n");
        Directory.CreateDirectory(folder.Path("oracle"));
        File.Copy(Source, folder.Path("oracle/oracle.go"));
        foreach (var package in (string[])["modfile", "module", "semver", "internal/lazyregexp"])
            CopyPackage(Path.Combine(go.Root, "src/cmd/vendor/golang.org/x/mod", package), folder.Path(package));
        CopyPackage(Path.Combine(go.Root, "src/internal/gover"), folder.Path("internal/gover"));
        var environment = RealGo.Environment(folder.Root, ("GOCACHE", go.BuildCache), ("GOTELEMETRY", "off"));
        string[] arguments = ["build", "-trimpath", "-o", folder.Path("oracle.exe"), "./oracle"];
        var outcome = await go.RunAsync(folder.Root, environment, arguments);
        Assert.IsTrue(outcome.Succeeded, outcome.StandardError);
        Directory.CreateDirectory(Path.GetDirectoryName(built)!);
        var beside = built + Guid.NewGuid().ToString("N");
        File.Copy(folder.Path("oracle.exe"), beside);
        File.Move(beside, built, overwrite: true);
        return built;
    }

    private static void CopyPackage(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (
            var file in Directory
                .EnumerateFiles(from, "*.go")
                .Where(file => !file.EndsWith("_test.go", StringComparison.Ordinal))
        )
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
