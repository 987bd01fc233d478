using System.Text.Json;
using CsCheck;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Tests.Toolchain;

[TestClass]
public sealed class GoSettingsTests
{
    private static readonly string[] Names =
    [
        "GOPROXY",
        "GOPRIVATE",
        "GONOPROXY",
        "GONOSUMDB",
        "GOINSECURE",
        "GOSUMDB",
    ];

    private static readonly GoSettingSources Everywhere = new(Settings("GOPROXY=https://environment.example.com"))
    {
        Properties = Settings("GOPROXY=https://property.example.com"),
        ProjectFile = "/p/Shop.csproj",
        UserFile = GoEnvFile.Parse("/user/env", "# mine\nGOPROXY=https://user.example.com\n"),
        GoRootFile = GoEnvFile.Parse("/go/go.env", "GOSUMDB=sum.example.com\nGOPROXY=https://goroot.example.com\n"),
        Reported = Settings("GOPROXY=https://default.example.com"),
    };

    [TestMethod]
    public void The_strongest_source_wins_and_says_where_it_is()
    {
        var sources = Everywhere;
        AssertSetting("property", GoSettingOrigin.Property, new("/p/Shop.csproj"), sources);
        sources = sources with { Properties = Settings("GOPROXY=") };
        AssertSetting("environment", GoSettingOrigin.Environment, SourceLocation.None, sources);
        sources = sources with { Environment = Settings("GOPROXY=") };
        AssertSetting("user", GoSettingOrigin.UserFile, new("/user/env", 2, 9), sources);
        sources = sources with { UserFile = GoEnvFile.None };
        AssertSetting("goroot", GoSettingOrigin.GoRootFile, new("/go/go.env", 2, 9), sources);
        sources = sources with { GoRootFile = GoEnvFile.None };
        AssertSetting("default", GoSettingOrigin.Default, SourceLocation.None, sources);
        Assert.AreEqual("", new GoSettings(sources with { Reported = Settings() })["GOPROXY"].Value);
    }

    [TestMethod]
    public void Only_what_somebody_chose_counts_as_chosen() =>
        Assert.AreEqual(
            "Property Environment UserFile",
            string.Join(
                ' ',
                Enum.GetValues<GoSettingOrigin>()
                    .Where(origin => new GoSetting("GOPROXY", "", origin, default).IsChosen)
            )
        );

    [TestMethod]
    public void An_empty_value_in_the_users_file_hides_the_toolchains()
    {
        var settings = new GoSettings(
            Everywhere with
            {
                Properties = Settings(),
                Environment = Settings(),
                UserFile = GoEnvFile.Parse("/user/env", "GOPROXY=\n"),
            }
        );
        Assert.AreEqual("https://default.example.com", settings["GOPROXY"].Value);
    }

    [TestMethod]
    public void What_follows_from_GOPRIVATE_follows_the_property()
    {
        var settings = new GoSettings(
            new(Settings("GOPRIVATE=a.example.com|GONOSUMDB=c.example.com"))
            {
                Properties = Settings("GOPRIVATE=b.example.com"),
                Reported = Settings("GONOPROXY=a.example.com|GONOSUMDB=c.example.com"),
            }
        );
        Assert.AreEqual(
            new("GONOPROXY", "b.example.com", GoSettingOrigin.Default, SourceLocation.None),
            settings["GONOPROXY"]
        );
        Assert.AreEqual("c.example.com", settings["GONOSUMDB"].Value);
        Assert.AreEqual("a.example.com", settings.Machine["GONOPROXY"].Value);
    }

    [TestMethod]
    public void A_go_process_gets_the_environment_with_the_properties_over_it()
    {
        var settings = new GoSettings(
            new(Settings("PATH=/bin|GOPROXY=off|GOSUMDB=off"))
            {
                Properties = Settings("GOPROXY=https://a.example.com|GOSUMDB=|GOPRIVATE=b.example.com"),
            }
        );
        Assert.AreEqual(
            "GOPRIVATE=b.example.com GOPROXY=https://a.example.com GOSUMDB=off PATH=/bin",
            string.Join(
                ' ',
                settings
                    .ProcessEnvironment()
                    .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => $"{pair.Key}={pair.Value}")
            )
        );
        Assert.AreEqual("off", settings.Machine.ProcessEnvironment()["GOPROXY"]);
    }

    [TestMethod]
    [DynamicData(nameof(RealGo.EachVersion), typeof(RealGo))]
    public async Task Every_go_resolves_the_same_values(string version)
    {
        using var folder = new TemporaryFolder();
        var go = RealGo.Get(version);
        var userFile = folder.Path("env");
        var environment = RealGo.Environment(folder.Root, ("GOENV", userFile));
        foreach (var name in Names)
            environment.Remove(name);
        var shipped = Path.Combine(go.Root, "go.env");
        var goRootFile = File.Exists(shipped)
            ? GoEnvFile.Parse(shipped, await File.ReadAllTextAsync(shipped))
            : GoEnvFile.None;

        var line = Gen.Select(
            Gen.OneOf(Names),
            Gen.OneOf("=", "=a.example.com", "=b.example.com/*,c", "= d\r", ""),
            (name, value) => name + value
        );
        var setting = Gen.Select(Gen.OneOf(Names), Gen.OneOf("", "e.example.com", "off"));
        await Gen.Select(line.Array[0, 5], setting.Array[0, 3], setting.Array[0, 2])
            .SampleAsync(
                async (lines, variables, properties) =>
                {
                    var text = string.Join('\n', lines);
                    await File.WriteAllTextAsync(userFile, text);
                    var own = new Dictionary<string, string>(environment);
                    foreach (var (name, value) in variables)
                        own[name] = value;
                    var settings = new GoSettings(
                        new(own)
                        {
                            Properties = properties.DistinctBy(pair => pair.Item1).ToDictionary(),
                            UserFile = GoEnvFile.Parse(userFile, text),
                            GoRootFile = goRootFile,
                            Reported = await ReportAsync(go, folder, own),
                        }
                    );
                    var expected = await ReportAsync(go, folder, settings.ProcessEnvironment());
                    foreach (var name in Names)
                        Assert.AreEqual(expected[name], settings[name].Value, name);
                },
                iter: 25,
                threads: 1
            );
    }

    private static async Task<Dictionary<string, string>> ReportAsync(
        RealGo go,
        TemporaryFolder folder,
        Dictionary<string, string> environment
    )
    {
        var outcome = await go.RunAsync(folder.Root, environment, ["env", "-json", .. Names]);
        Assert.AreEqual(0, outcome.ExitCode, outcome.StandardError);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(outcome.StandardOutput)!;
    }

    private static void AssertSetting(
        string host,
        GoSettingOrigin origin,
        SourceLocation location,
        GoSettingSources sources
    ) =>
        Assert.AreEqual(
            new("GOPROXY", $"https://{host}.example.com", origin, location),
            new GoSettings(sources)["GOPROXY"]
        );

    private static Dictionary<string, string> Settings(string text = "") =>
        text.Split('|', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
}
