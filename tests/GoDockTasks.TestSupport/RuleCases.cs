using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.TestSupport;

/// <summary>
/// The cases of lint rules, a folder each, and the modules that they are about. In <c>Cases/GDT2113/no-credentials</c>
/// are:
/// <list type="bullet">
/// <item><c>case.json</c>: where the fault is found, as what, and what else belongs to it
/// (<see cref="RuleCaseFile"/>);</item>
/// <item><c>fault.Dockerfile</c> and <c>fixed.Dockerfile</c>, in which nothing is found;</item>
/// <item>files that are only there, or other, with the fixed one, in <c>fixed/</c>;</item>
/// <item>all other files: those beside the Dockerfile, added to the module's.</item>
/// </list>
/// </summary>
public static partial class RuleCases
{
    private const string CaseName = "case.json";
    private const string FaultName = "fault.Dockerfile";
    private const string FixedName = "fixed.Dockerfile";
    private const string FixedFolder = "fixed/";

    private static readonly string Rules = Path.Combine(
        Repository.Root,
        "tests",
        "GoDockTasks.Core.Tests",
        "Dockerfiles",
        "Rules"
    );

    // What isn't UTF-8 would be another file than the one that lies there.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly Lazy<IReadOnlyList<RuleCase>> Cases = new(() => Read(Path.Combine(Rules, "Cases")));

    /// <summary>In the order of their codes and names.</summary>
    public static IReadOnlyList<RuleCase> All => Cases.Value;

    /// <summary>
    /// A module with a dependency that lies in its folder: builds without any network. It has no go.sum, and needs
    /// none. It doesn't import fmt: where a real build has no cache, the runtime alone is compiled in a fraction of the
    /// time.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Replacing { get; } = Module("replacing");

    /// <summary>
    /// A module that needs nothing but the standard library. <c>plain-ignoring</c> is the same without the Dockerfile
    /// in what is copied: a builder takes the same steps of several cases from its cache.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Plain { get; } = Module("plain");

    /// <summary>
    /// What the modules <c>downloading</c> and <c>private</c> require; a real build gets it. The first is given a proxy
    /// that has it. The second's is private, and no proxy has it: its name says that it is a git repository, so that go
    /// asks nobody else; the folder text is what is in it.
    /// </summary>
    public static string Text { get; } = Module("private")["text/text.go"];

    /// <summary>A digest that stands for that of the image whose tag is before it.</summary>
    public const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    /// <summary>The cases of a folder.</summary>
    /// <exception cref="InvalidDataException">Something in it isn't part of a case.</exception>
    public static IReadOnlyList<RuleCase> Read(string folder)
    {
        var cases = new List<RuleCase>();
        foreach (var code in Folders(folder))
        {
            if (!Code().IsMatch(Path.GetFileName(code)))
                throw new InvalidDataException($"{code}: no code");
            var ofCode = Folders(code).Select(one => Read(Path.GetFileName(code), one)).ToList();
            if (ofCode.Count == 0)
                throw new InvalidDataException($"{code}: no cases");
            if (ofCode.Count(one => one.IsExample) != (ofCode.Count > 1 ? 1 : 0))
                throw new InvalidDataException($"{code}: of several cases one has isExample, a single one hasn't");
            cases.AddRange(ofCode);
        }

        return cases.Count > 0 ? cases : throw new InvalidDataException($"{folder}: no cases");
    }

    public static IReadOnlyDictionary<string, string> With(
        this IReadOnlyDictionary<string, string> files,
        string path,
        string content
    ) => new Dictionary<string, string>(files) { [path] = content };

    private static RuleCase Read(string code, string folder)
    {
        var files = Files(folder);
        var about = Take(CaseName);
        var (fault, fixedFile) = (Take(FaultName), Take(FixedName));
        try
        {
            var one = JsonSerializer.Deserialize<RuleCaseFile>(about, Json)!;
            if (one.At.Length == 0)
                throw new JsonException("a fault that is found nowhere");
            var module = one.Module is null ? [] : Module(one.Module);
            if (one.IsRepository)
                module[".git/HEAD"] = "ref: refs/heads/main\n";
            var beside = files.Where(file => !file.Key.StartsWith(FixedFolder, StringComparison.Ordinal));
            return new(code, Path.GetFileName(folder))
            {
                Fault = fault,
                At = [.. one.At.Select(Position)],
                Severity = one.Severity,
                Fixed = fixedFile,
                Files = beside.Aggregate((IReadOnlyDictionary<string, string>)module, (all, file) =>
                    all.With(file.Key, file.Value)
                ),
                FixedFiles = files
                    .Except(beside)
                    .ToDictionary(file => file.Key[FixedFolder.Length..], file => file.Value),
                Environment = one.Environment,
                GoVersion = one.GoVersion,
                Effect = one.Effect,
                Extract = one.Extract,
                IsExample = one.IsExample,
            };
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{Path.Combine(folder, CaseName)}: {exception.Message}", exception);
        }

        string Take(string name) =>
            files.Remove(name, out var text) ? text : throw new InvalidDataException($"{folder}: no {name}");
    }

    private static Dictionary<string, string> Module(string name)
    {
        var folder = Path.Combine(Rules, "Modules", name);
        return Directory.Exists(folder) ? Files(folder) : throw new InvalidDataException($"{folder}: no module");
    }

    private static IEnumerable<string> Folders(string parent)
    {
        if (Directory.GetFiles(parent) is [var file, ..])
            throw new InvalidDataException($"{file}: not in the folder of a case");
        return Directory.GetDirectories(parent).Order(StringComparer.Ordinal);
    }

    private static Dictionary<string, string> Files(string folder) =>
        Directory
            .GetFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(
                file => Path.GetRelativePath(folder, file).Replace('\\', '/'),
                file => Utf8.GetString(File.ReadAllBytes(file))
            );

    private static (int Line, int Column) Position(string text)
    {
        var numbers = text.Split(':');
        return numbers is [var line, var column] && int.TryParse(line, out var l) && int.TryParse(column, out var c)
            ? (l, c)
            : throw new JsonException($"'{text}' isn't line:column");
    }

    [GeneratedRegex("^GDT[0-9]{4}$")]
    private static partial Regex Code();
}

/// <summary>What <c>case.json</c> says.</summary>
/// <param name="At">Of each finding with the folder's code in the fault, <c>line:column</c>.</param>
/// <param name="Severity">Of each of them.</param>
public sealed record RuleCaseFile(
    [property: JsonRequired] string[] At,
    [property: JsonRequired] DiagnosticSeverity Severity
)
{
    /// <summary>The folder of <c>Modules</c> whose files are there, too; null for none.</summary>
    public string? Module { get; init; }

    /// <summary>Whether the folder is a git repository; git keeps no .git inside of another one.</summary>
    public bool IsRepository { get; init; }

    /// <inheritdoc cref="RuleCase.Environment"/>
    public Dictionary<string, string>? Environment { get; init; }

    /// <inheritdoc cref="RuleCase.GoVersion"/>
    public string? GoVersion { get; init; }

    public RealEffect Effect { get; init; }

    /// <inheritdoc cref="RuleCase.Extract"/>
    public string? Extract { get; init; }

    /// <inheritdoc cref="RuleCase.IsExample"/>
    public bool IsExample { get; init; }
}
