using System.Globalization;
using System.Text;

namespace GoDockTasks.Benchmarks.Workload;

/// <summary>
/// The 30 modules that every sidecar requires: 10 that its files import, and 2 that each of those imports.
/// </summary>
internal static class GoModules
{
    public const string Version = "v1.2.3";

    private const int DirectCount = 10;
    private const int IndirectCount = 20;

    /// <summary>Paths of those that a sidecar imports; each has a function Describe.</summary>
    public static IReadOnlyList<string> Direct { get; } = Paths("example.com/kit/part", DirectCount);

    private static readonly string[] Indirect = Paths("example.com/base/piece", IndirectCount);

    /// <summary>Puts them into a module proxy.</summary>
    public static void Write(ModuleStore proxy)
    {
        foreach (var path in Indirect)
            Add(proxy, path, []);
        for (var i = 0; i < Direct.Count; i++)
            Add(proxy, Direct[i], [Indirect[2 * i], Indirect[2 * i + 1]]);
    }

    private static void Add(ModuleStore proxy, string path, string[] requires)
    {
        var package = path[(path.LastIndexOf('/') + 1)..];
        var goMod = new StringBuilder($"module {path}\n\ngo 1.21\n");
        var imports = new StringBuilder("import (\n\t\"strings\"\n");
        var describe = new StringBuilder($"strings.ToUpper(\"{package}\")");
        foreach (var required in requires)
        {
            goMod.Append(CultureInfo.InvariantCulture, $"\nrequire {required} {Version}\n");
            imports.Append(CultureInfo.InvariantCulture, $"\n\t\"{required}\"");
            describe.Append(
                CultureInfo.InvariantCulture,
                $" + {required[(required.LastIndexOf('/') + 1)..]}.Describe()"
            );
        }

        proxy.Add(
            path,
            Version,
            ("go.mod", goMod.ToString()),
            (
                $"{package}.go",
                $"package {package}\n\n{imports}\n)\n\n// Describe says what this is.\n"
                    + $"func Describe() string {{ return {describe} }}\n"
            ),
            (
                "options.go",
                $"package {package}\n\nimport \"time\"\n\n// Options are the usual ones.\n"
                    + $"type Options struct {{ Timeout time.Duration }}\n"
            ),
            (
                $"{package}_test.go",
                $"package {package}\n\nimport \"testing\"\n\nfunc TestDescribe(t *testing.T) {{\n"
                    + $"\tif Describe() == \"\" {{\n\t\tt.Fail()\n\t}}\n}}\n"
            ),
            (
                "internal/format/format.go",
                "package format\n\nimport \"fmt\"\n\n// Number formats one.\n"
                    + "func Number(n int) string { return fmt.Sprint(n) }\n"
            )
        );
    }

    public static string[] Paths(string prefix, int count) =>
        [.. Enumerable.Range(0, count).Select(number => prefix + number.ToString("00", CultureInfo.InvariantCulture))];
}

/// <summary>Large modules, of which a program imports little; each has a function Describe.</summary>
/// <param name="Prefix">Of their paths, before a number.</param>
/// <param name="Files">Of Go, in each.</param>
/// <param name="FileSize">Bytes.</param>
internal sealed record LargeModules(string Prefix, int Count, int Files, int FileSize)
{
    public static readonly LargeModules Some = new("example.com/large/library", 30, 100, 10_000);

    /// <summary>
    /// What a module has that requires gin or gRPC and nothing else: in Debian 12 the packages of what
    /// golang-github-gin-gonic-gin-dev depends on have 96 MB in 4287 files, of golang-google-grpc-dev 102 MB in 4497.
    /// </summary>
    public static readonly LargeModules OfFramework = new("example.com/framework/library", 20, 215, 22_500);

    public IReadOnlyList<string> Paths { get; } = GoModules.Paths(Prefix, Count);

    /// <summary>Such as "30 MB in 3000 files".</summary>
    public string Size =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Count * Files * (long)FileSize / 1_000_000} MB in {Count * Files} files"
        );

    /// <summary>Puts them into a module proxy.</summary>
    public void Write(ModuleStore proxy)
    {
        foreach (var path in Paths)
        {
            var package = path[(path.LastIndexOf('/') + 1)..];
            proxy.Add(
                path,
                GoModules.Version,
                [
                    ("go.mod", $"module {path}\n\ngo 1.21\n"),
                    (
                        $"{package}.go",
                        $"package {package}\n\n// Describe says what this is.\n"
                            + $"func Describe() string {{ return \"{package}\" }}\n"
                    ),
                    .. Enumerable
                        .Range(0, Files)
                        .Select(number => ($"internal/part{number / 10}/file{number}.go", Filler(number))),
                ]
            );
        }
    }

    private string Filler(int number)
    {
        var text = new StringBuilder($"package part{number / 10}\n");
        for (var function = 0; text.Length < FileSize; function++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n// Sum{number}x{function} adds what it is given to {function * number}.\n"
                    + $"func Sum{number}x{function}(values ...int) int {{\n\ttotal := {function * number}\n"
                    + $"\tfor _, value := range values {{\n\t\ttotal += value\n\t}}\n\treturn total\n}}\n"
            );
        return text.ToString();
    }
}
