using System.Runtime.InteropServices;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Toolchain;

[TestClass]
public sealed class GoEnvFileTests
{
    [TestMethod]
    public void Settings_have_their_line_and_all_that_follows_the_first_equals_sign()
    {
        var file = GoEnvFile.Parse(
            "/e",
            "# a comment=1\n\nGOPROXY=https://a.example.com/?x=y\nlower=1\n=2\nGOFLAGS= -v \r\nnothing\nGOVCS="
        );
        Assert.AreEqual(
            "3 GOPROXY=https://a.example.com/?x=y|6 GOFLAGS= -v \r|8 GOVCS=",
            string.Join('|', file.Lines.Select(line => $"{line.Number} {line.Name}={line.Value}"))
        );
    }

    [TestMethod]
    public void The_later_of_two_lines_counts()
    {
        var file = GoEnvFile.Parse("/e", "GOPRIVATE=a\nGOPRIVATE=b\n");
        Assert.AreEqual(new GoEnvLine("GOPRIVATE", "b", 2), file.Find("GOPRIVATE"));
        Assert.IsNull(file.Find("GOPROXY"));
    }

    [TestMethod]
    [DataRow("GOENV=/x/env", "/x/env")]
    [DataRow("GOENV=off", null)]
    [DataRow("GOENV=|HOME=/home/me", "/home/me/.config/go/env")]
    [DataRow("XDG_CONFIG_HOME=/c|HOME=/home/me", "/c/go/env")]
    [DataRow("XDG_CONFIG_HOME=c|HOME=/home/me", null)]
    [DataRow("XDG_CONFIG_HOME=", null)]
    public void On_Linux_the_file_lies_where_go_says(string variables, string? path)
    {
        Assert.AreEqual(path, GoEnvFile.UserFilePath(Variables(variables), OSPlatform.Linux));
    }

    [TestMethod]
    [DataRow("HOME=/Users/me|XDG_CONFIG_HOME=/c", "/Users/me/Library/Application Support/go/env")]
    [DataRow("USER=me", null)]
    public void On_macOS_it_lies_in_the_library(string variables, string? path) =>
        Assert.AreEqual(path, GoEnvFile.UserFilePath(Variables(variables), OSPlatform.OSX));

    [TestMethod]
    public void On_Windows_it_lies_in_the_roaming_profile()
    {
        Assert.AreEqual(
            Path.Combine(@"C:\me", "go", "env"),
            GoEnvFile.UserFilePath(Variables(@"APPDATA=C:\me|HOME=/h"), OSPlatform.Windows)
        );
        Assert.IsNull(GoEnvFile.UserFilePath(Variables("HOME=/h"), OSPlatform.Windows));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DynamicData(nameof(RealGo.EachVersion), typeof(RealGo))]
    public async Task Every_go_looks_for_the_file_at_the_same_place(string version)
    {
        using var folder = new TemporaryFolder();
        foreach (var (configuration, home) in new[] { ("", "/home/me"), ("/c", "/home/me"), ("/c", "") })
        {
            var environment = RealGo.Environment(
                folder.Root,
                ("GOENV", ""),
                ("XDG_CONFIG_HOME", configuration),
                ("HOME", home)
            );
            var outcome = await RealGo.Get(version).RunAsync(folder.Root, environment, "env", "GOENV");
            Assert.AreEqual(
                outcome.StandardOutput.TrimEnd('\n'),
                GoEnvFile.UserFilePath(environment, OSPlatform.Linux)
            );
        }
    }

    private static Dictionary<string, string> Variables(string text) =>
        text.Split('|')
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
}
