using System.Text.RegularExpressions;
using GoDockTasks.Core.Tests.Failures;

namespace GoDockTasks.Core.Tests.Logs;

/// <summary>What <see cref="GoCase"/> puts into the corpus of logs.</summary>
internal static partial class LogCorpusCase
{
    /// <summary>
    /// What a case printed, without anything of this machine: the module lies in /src, the rest where it is in an
    /// official image, and a server is at 127.0.0.1:3000.
    /// </summary>
    public static void Write(string code, GoCase entry, GoSandbox sandbox, string output)
    {
        var go = RealGo.Get(sandbox.Version);
        (string Here, string There)[] places =
        [
            (sandbox.Module, "/src"),
            (sandbox.Path("gopath"), "/go"),
            (sandbox.Path("gocache"), "/root/.cache/go-build"),
            (sandbox.Root, "/home/me/ci"),
            (go.BuildCache, "/root/.cache/go-build"),
            (go.Root, "/usr/local/go"),
            (sandbox.Variables["HOME"], "/root"),
            (Tool.Find("gcc").TrimEnd('/'), "/usr/local/gcc"),
            (Repository.Root, "/repository"),
        ];
        foreach (var (here, there) in places.Where(place => place.Here.Length > 0))
        {
            output = output.Replace(here, there, StringComparison.Ordinal);
            var escaped = Uri.EscapeDataString(here).Replace("%2F", "/", StringComparison.Ordinal);
            output = output.Replace(escaped, there, StringComparison.Ordinal);
        }

        // Where the links of a package end.
        output = ToolsTree().Replace(output, "/usr/local/go");
        output = Resolver().Replace(output, " on 192.0.2.53:53");
        output = Temporary().Replace(output, "$1/go-${2}1");
        output = BuildId().Replace(output, "--build-id=0x1");
        output = Connecting().Replace(output, " port 3000 after 0 ms");
        output = TestSeconds().Replace(output, "\t0.003s");
        output = Now().Replace(output, "current time 2026-02-03T10:11:12Z is after 2026-01-02T00:00:00Z");
        LogCorpus.Write(LogCorpus.PathOf(code, entry.Name, sandbox.Version), output);
    }

    [GeneratedRegex(@"/[^\s()]*/artifacts/tools/[^\s()]*?/usr/lib/go-[\d.]+")]
    private static partial Regex ToolsTree();

    [GeneratedRegex(@" on [0-9a-f.:\[\]]+:53")]
    private static partial Regex Resolver();

    [GeneratedRegex(@"(/tmp|/home/me/ci)/go-(build|link-)\d+")]
    private static partial Regex Temporary();

    [GeneratedRegex("--build-id=0x[0-9a-f]+")]
    private static partial Regex BuildId();

    [GeneratedRegex(@" port \d+ after \d+ ms")]
    private static partial Regex Connecting();

    [GeneratedRegex(@"(?<=^FAIL\t\S+)\t\d+\.\d+s", RegexOptions.Multiline)]
    private static partial Regex TestSeconds();

    [GeneratedRegex(@"current time \S+ is after \S+")]
    private static partial Regex Now();
}
