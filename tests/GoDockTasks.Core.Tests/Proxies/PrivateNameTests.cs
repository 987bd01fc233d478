using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Proxies;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Proxies;

/// <summary>GDT1207: a required module that is private, and whose name is sent away all the same.</summary>
[TestClass]
public sealed class PrivateNameTests
{
    private static readonly SourceLocation Place = new("/m/go.mod", 5, 2);

    private static readonly GoModFile Module = GoModFile
        .Parse(
            "module example.com/m\n\nrequire (\n\texample.net/public v1.0.0\n"
                + "\tgit.example.com/team/x v1.0.0\n\tgit.example.com/team/replaced v1.0.0\n)\n\n"
                + "replace git.example.com/team/replaced => ./replaced\n",
            "/m/go.mod"
        )
        .Value;

    [TestMethod]
    [DataRow("GOPRIVATE=git.example.com", "", false)]
    [DataRow("GOPRIVATE=git.example.org", "", false)]
    [DataRow("GOPRIVATE=git.example.com;GONOPROXY=other.example.com", "", true)]
    [DataRow("GOPRIVATE=git.example.com;GONOPROXY=other.example.com,git.example.com/team", "", false)]
    [DataRow("GOPRIVATE=git.example.com;GONOPROXY=other.example.com;GOPROXY=off", "", false)]
    [DataRow("GOPRIVATE=git.example.com;GONOPROXY=other.example.com;GOPROXY=direct", "", false)]
    [DataRow("GOPRIVATE=git.example.com;GONOPROXY=other.example.com;GOPROXY=file:///srv/m", "", false)]
    [DataRow("GOPRIVATE=git.example.com;GONOSUMDB=other.example.com", "", true)]
    [DataRow("GOPRIVATE=git.example.com;GONOSUMDB=other.example.com;GOSUMDB=off", "", false)]
    [DataRow("GOPRIVATE=git.example.com;GONOSUMDB=other.example.com;GOPROXY=direct", "", true)]
    [DataRow("GOPRIVATE=git.example.com;GONOSUMDB=other.example.com;GOPROXY=off", "", false)]
    // Go's documentation has a company's own proxy serve its private modules in this way.
    [DataRow("GOPRIVATE=git.example.com;GONOPROXY=none;GOPROXY=https://own.example.com", "", false)]
    [DataRow(
        "GOPRIVATE=git.example.com;GONOPROXY=none;GOPROXY=https://own.example.com,https://public.example.com",
        "",
        true
    )]
    [DataRow("GOPRIVATE=git.example.com;GONOPROXY=none", "", true)]
    [DataRow("GOPRIVATE=git.example.com;GONOSUMDB=none;GOSUMDB=own.example.com+1+x", "", false)]
    [DataRow("GOPRIVATE=git.example.com;GONOSUMDB=none;GOSUMDB=sum.example.com https://mirror.example.com", "", true)]
    // The project knows what is private and the machine doesn't, or the other way round.
    [DataRow("", "GOPRIVATE=git.example.com", true)]
    [DataRow("GOPRIVATE=*.example.com", "GOPRIVATE=git.example.com", false)]
    [DataRow("GOPRIVATE=git.example.org", "GOPRIVATE=git.example.com", true)]
    [DataRow("GOPROXY=off", "GOPRIVATE=git.example.com", false)]
    [DataRow("GONOPROXY=git.example.com;GONOSUMDB=git.example.com", "GOPRIVATE=git.example.com", false)]
    [DataRow("GOPRIVATE=git.example.com", "GOPRIVATE=git.example.org", true)]
    [DataRow("GOPRIVATE=git.example.com", "GOPROXY=https://own.example.com", false)]
    public void A_private_name_that_leaves_is_reported_at_its_require(string machine, string properties, bool leaves)
    {
        var settings = new GoSettings(
            new(Variables(machine))
            {
                Properties = Variables(properties),
                GoRootFile = GoEnvFile.Parse(
                    "/go/go.env",
                    "GOPROXY=https://public.example.com,direct\nGOSUMDB=sum.example.com\n"
                ),
            }
        );
        var diagnostics = new PrivateNameCheck(settings).Check(Module);
        Assert.AreEqual(
            leaves ? "GDT1207 " + Place : "",
            string.Join(' ', diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Location}"))
        );
    }

    [TestMethod]
    [DataRow("", "GOPRIVATE=git.example.com")]
    [DataRow("GOPROXY=direct", "GOPRIVATE=git.example.com")]
    [DataRow("GOPROXY=direct;GOPRIVATE=x.example.com", "GOPRIVATE=x.example.com,git.example.com")]
    [DataRow("GOPROXY=direct;GONOSUMDB=x.example.com", "GONOSUMDB=x.example.com,git.example.com")]
    [DataRow("GONOPROXY=none", "GONOPROXY=git.example.com")]
    public void The_setting_to_mend_is_the_one_that_leaves_the_module_out(string userFile, string command)
    {
        var settings = new GoSettings(
            new(Variables(""))
            {
                Properties = Variables("GOPRIVATE=git.example.com"),
                UserFile = GoEnvFile.Parse("/user/env", userFile.Replace(';', '\n')),
            }
        );
        Assert.Contains($"go env -w \"{command}\"", new PrivateNameCheck(settings).Check(Module).Single().Message);
    }

    private static Dictionary<string, string> Variables(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
}
