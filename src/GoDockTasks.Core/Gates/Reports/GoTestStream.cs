using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Gates.Reports;

/// <summary>
/// What `go test -json` writes: an event a line (cmd/test2json), and, before Go 1.24, lines of the go command itself.
/// </summary>
internal sealed record GoTestStream
{
    /// <summary>
    /// The action of the last event, where somebody who has seen go test end has added it: cut off behind a package,
    /// the stream looks whole.
    /// </summary>
    public const string End = "the end of the report";

    /// <summary>Tests and subtests that passed or failed.</summary>
    public int Ran { get; private init; }

    /// <summary>As <c>example.com/orders/contract.TestTotal</c>.</summary>
    public ImmutableArray<FailedTest> Failed { get; private init; } = [];

    /// <summary>Packages that failed, and what go said of each.</summary>
    public ImmutableArray<FailedPackage> FailedPackages { get; private init; } = [];

    /// <summary>Packages whose results are from go's cache.</summary>
    public ImmutableArray<string> Cached { get; private init; } = [];

    /// <summary>Packages that began and did not end.</summary>
    public ImmutableArray<string> Open { get; private init; } = [];

    /// <summary>It has the mark of its end.</summary>
    public bool HasEnd { get; private init; }

    /// <returns>The stream, or what is wrong with it.</returns>
    public static (GoTestStream? Stream, string? Problem) Read(ReadOnlySpan<byte> utf8)
    {
        var packages = new SortedDictionary<string, Package>(StringComparer.Ordinal);
        var text = new StringBuilder();
        var hasEnd = false;
        var number = 0;
        foreach (var range in utf8.Split((byte)'\n'))
        {
            number++;
            var line = utf8[range].TrimEnd((byte)'\r');
            hasEnd &= line.IsEmpty;
            if (line.IsEmpty || line[0] != '{')
            {
                text.Append(Utf8Text.Decode(line)).Append('\n');
                continue;
            }

            if (StrictJson.Read(line.ToArray(), out var entry) is { } problem)
                return (null, $"its line {number} can't be read: {problem}");
            if (StrictJson.Text(entry, "Action") is not { } action)
                return (null, $"its line {number} is no event of go test");
            if (action == End)
                hasEnd = true;
            else
                Add(packages, entry, action);
        }

        return (Of(packages, text.ToString(), hasEnd), null);
    }

    private static void Add(SortedDictionary<string, Package> packages, JsonElement entry, string action)
    {
        // What is said of a build belongs to the package that it is for: "example.com/a [example.com/a.test]".
        var name = StrictJson.Text(entry, "Package") ?? StrictJson.Text(entry, "ImportPath")?.Split(' ')[0] ?? "";
        if (!packages.TryGetValue(name, out var package))
            packages[name] = package = new();
        var test = StrictJson.Text(entry, "Test");
        if (StrictJson.Text(entry, "Output") is { } output)
            package.Say(test, output);
        if (action is "build-fail" || StrictJson.Text(entry, "FailedBuild") is not null)
            package.IsBuildFailed = true;
        if (action is "pass" or "fail" or "skip")
            package.End(test, action);
        else
            package.HasBegun |= action is "start" or "run";
    }

    private static GoTestStream Of(SortedDictionary<string, Package> packages, string text, bool hasEnd) =>
        new()
        {
            Ran = packages.Values.Sum(package => package.Ran),
            Failed =
            [
                .. packages.SelectMany(package =>
                    package.Value.Failed.Select(test => new FailedTest(
                        $"{package.Key}.{test}",
                        package.Value.OutputOf(test)
                    ))
                ),
            ],
            FailedPackages =
            [
                .. packages
                    .Where(package => package.Value.Outcome == "fail" || package.Value.IsBuildFailed)
                    .Select(package => new FailedPackage(
                        package.Key,
                        package.Value.Output,
                        package.Value.IsBuildFailed
                            || package.Value.Output.Contains("[build failed]", StringComparison.Ordinal)
                            || package.Value.Output.Contains("[setup failed]", StringComparison.Ordinal)
                    )),
                .. text.Split('\n')
                    .Where(line =>
                        line.StartsWith("FAIL\t", StringComparison.Ordinal)
                        && (
                            line.Contains("[build failed]", StringComparison.Ordinal)
                            || line.Contains("[setup failed]", StringComparison.Ordinal)
                        )
                    )
                    .Select(line => new FailedPackage(line.Split('\t', ' ')[1], text, true)),
            ],
            Cached = [.. packages.Where(package => package.Value.IsCached).Select(package => package.Key)],
            Open =
            [
                .. packages
                    .Where(package => package.Value.HasBegun && package.Value.Outcome is null)
                    .Select(package => package.Key),
            ],
            HasEnd = hasEnd,
        };

    private sealed class Package
    {
        private const int MaxCharacters = 64 * 1024;

        private readonly StringBuilder output = new();
        private readonly Dictionary<string, StringBuilder> tests = new(StringComparer.Ordinal);

        public List<string> Failed { get; } = [];

        public int Ran { get; private set; }

        public string? Outcome { get; private set; }

        public bool HasBegun { get; set; }

        public bool IsBuildFailed { get; set; }

        public bool IsCached { get; private set; }

        public string Output => output.ToString();

        public string OutputOf(string test) => tests.TryGetValue(test, out var said) ? said.ToString() : "";

        public void Say(string? test, string text)
        {
            IsCached |= test is null && text.TrimEnd().EndsWith("\t(cached)", StringComparison.Ordinal);
            if (output.Length < MaxCharacters)
                output.Append(text);
            if (test is null)
                return;
            if (!tests.TryGetValue(test, out var said))
                tests[test] = said = new();
            if (said.Length < MaxCharacters)
                said.Append(text);
        }

        public void End(string? test, string action)
        {
            if (test is null)
            {
                Outcome = action;
                return;
            }

            Ran += action == "skip" ? 0 : 1;
            if (action == "fail")
                Failed.Add(test);
        }
    }
}

/// <summary>A test that failed, and what it printed.</summary>
internal sealed record FailedTest(string Name, string Output);

/// <summary>A package whose tests failed, or didn't build, and what was printed.</summary>
internal sealed record FailedPackage(string Name, string Output, bool IsNotBuilt)
{
    private const string TimeOut = "panic: test timed out after";

    /// <summary>go's own limit was reached.</summary>
    public bool IsTimedOut => Lines.Any(line => line.StartsWith(TimeOut, StringComparison.Ordinal));

    /// <summary>Something in it panicked.</summary>
    public bool IsPanicked => !IsTimedOut && Lines.Any(line => line.StartsWith("panic: ", StringComparison.Ordinal));

    private string[] Lines => Output.Split('\n');
}
