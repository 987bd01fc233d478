using System.Text;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>A case that gives a code, for the example on its page.</summary>
/// <param name="Code">What is looked for.</param>
/// <param name="Print">Makes it happen; what a build prints of it (see <see cref="Printed"/>).</param>
internal sealed record DiagnosticExample(string Code, Func<Task<string>> Print)
{
    /// <summary>Of every code that is shown as it is printed.</summary>
    public static IEnumerable<DiagnosticExample> All =>
        [
            .. SetUpExamples.All,
            .. ModuleExamples.All,
            .. FailureExamples.All,
            .. DockerfileExamples.All,
            .. FingerprintExamples.All,
            .. ImageExamples.All,
            .. RegistryExamples.All,
            .. GateExamples.All,
            .. RecoveryExamples.All,
            .. DiagnosisExamples.All,
        ];
}

/// <summary>A diagnostic as a build prints it, without what differs from machine to machine.</summary>
internal static partial class Printed
{
    private const int Width = 120;

    /// <summary>The first that was found with this code.</summary>
    /// <param name="root">The folder that paths are shortened by.</param>
    /// <param name="names">What is called otherwise on the page.</param>
    public static string Of(
        string code,
        IEnumerable<Diagnostic> found,
        string root,
        params (string Name, string OnPage)[] names
    )
    {
        var all = found.ToList();
        var diagnostic = all.Find(one => one.Code == code);
        Assert.IsNotNull(
            diagnostic,
            $"no {code}: " + string.Join(", ", all.Select(one => $"{one.Code}: {one.Message}"))
        );
        var (file, line, column) = diagnostic.Location;
        var place = (line, column) switch
        {
            (0, _) => " ",
            (_, 0) => $"({line})",
            _ => $"({line},{column})",
        };
        var severity = diagnostic.Severity.ToString().ToLowerInvariant();
        return Text($"{file ?? "src/app/app.csproj"}{place}: {severity} {code}: {diagnostic.Message}", root, names);
    }

    /// <summary>Another text of a build, such as go's own words.</summary>
    public static string Text(string text, string root, params (string Name, string OnPage)[] names)
    {
        foreach (var (name, onPage) in names)
            text = Regex.Replace(text, $@"(?<![\w.]){Regex.Escape(name)}(?!\w)", onPage);
        text = text.Replace($"{root}/gopath", "/home/me/go")
            .Replace(root + "/", "")
            .Replace(root, "/shop")
            .Replace("src/app/app.csproj", "src/Shop.Web/Shop.Web.csproj")
            .Replace("src/app/", "src/Shop.Web/");
        text = NewestGo().Replace(text, "/usr/local/go");
        text = OtherTool().Replace(text, "/usr/local/");
        text = Address().Replace(text, "dial tcp 192.0.2.7:443");
        text = Loopback().Replace(text, "https://proxy.example.com");
        text = Patch().Replace(text, "$1.3");
        text = Duration().Replace(text, "after 101 ms");
        text = Hash().Replace(text, "/vcs/1b3d67fa");
        return string.Join('\n', text.TrimEnd().Split('\n').SelectMany(Wrap));
    }

    // A long line goes on in the next one, a little further in.
    private static IEnumerable<string> Wrap(string line)
    {
        var indent = "";
        var wrapped = new StringBuilder();
        foreach (var word in line.Split(' '))
        {
            if (wrapped.Length > indent.Length && wrapped.Length + 1 + word.Length > Width)
            {
                yield return wrapped.ToString().TrimEnd();
                indent = "    ";
                wrapped.Clear().Append(indent).Append(word);
            }
            else
            {
                wrapped.Append(wrapped.Length > indent.Length ? " " : "").Append(word);
            }
        }

        yield return wrapped.ToString().TrimEnd();
    }

    // Where test.sh puts them, and where the links lead that lie there.
    [GeneratedRegex($@"(/[^\s'():]*)?/artifacts/tools/(\.debian/)?go{RealGo.Newest}(/usr/lib/go-[\d.]+)?(?![\d.])")]
    private static partial Regex NewestGo();

    [GeneratedRegex(@"(/[^\s'():]*)?/artifacts/tools/")]
    private static partial Regex OtherTool();

    [GeneratedRegex(@"dial tcp 127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    [GeneratedRegex(@"https?://(127\.0\.0\.1|localhost)(:\d+)?")]
    private static partial Regex Loopback();

    // Of a real Go; images are named with the Go that the package knows.
    [GeneratedRegex(@"(?<!golang:|[\d.])(1\.2[147])\.\d+")]
    private static partial Regex Patch();

    [GeneratedRegex(@"after \d+ ms")]
    private static partial Regex Duration();

    [GeneratedRegex("/vcs/[0-9a-f]{64}")]
    private static partial Regex Hash();
}
