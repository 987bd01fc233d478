using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tests.Fingerprints.BuildInfo;
using GoDockTasks.Core.Tests.Oci;

namespace GoDockTasks.Core.Tests.Gates;

/// <summary>
/// A project with a program `orders`, whose build info is laid out by hand, and gates that are asked one by one.
/// </summary>
internal sealed class GatedFolder : IDisposable
{
    public const string Project = "src/app/app.csproj";
    private const string Modules =
        "path\texample.com/orders\nmod\texample.com/orders\t(devel)\t\ndep\texample.com/render\tv1.2.0\th1:abc=\n"
        + "build\tGOARCH=amd64\nbuild\tGOOS=linux\n";

    private readonly List<SidecarItem> gates = [];
    private readonly List<SidecarItem> accepted = [];
    private WrittenLayout? image;

    public GatedFolder()
    {
        Folder.Write("orders/go.mod", "module example.com/orders\n\ngo 1.27\n");
        Folder.Write(Project, "<Project />\n");
        Folder.Write("bin/orders/orders", "");
        Program = Folder.Path("bin/orders/orders");
        Build("go1.27.3", Modules);
        Sidecar = new("orders", Folder.Path("orders"), null, new("../../orders", Metadata(), "", null));
    }

    public TemporaryFolder Folder { get; } = new("godock gates");

    public string Program { get; private set; }

    public string? Layout { get; private set; }

    public ImmutableArray<string> InputsDigests { get; set; } = [];

    public Sidecar Sidecar { get; set; }

    public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    public string BaselineFile => Folder.Path("src/app/godock.baselines.json");

    public Dictionary<string, string> Environment { get; } = new() { ["PATH"] = Tool.SystemPath };

    /// <summary>The program, anew, with this build info.</summary>
    public void Build(string goVersion, string modules = Modules) =>
        File.WriteAllBytes(Program, new HandmadeElf(true, false).Inline(goVersion, HandmadeElf.Framed(modules)));

    /// <summary>Another program in its place.</summary>
    public GatedFolder Run(string program)
    {
        Program = program;
        return this;
    }

    /// <summary>An image for the program, which has all that it should have but what is changed here.</summary>
    public GatedFolder WithImage(
        string user = "65532:65532",
        string[]? environment = null,
        params (string Name, string Value)[] labels
    )
    {
        image = new();
        var all = new JsonObject
        {
            ["org.opencontainers.image.revision"] = "0123456789012345678901234567890123456789",
            ["org.opencontainers.image.created"] = "2026-11-20T12:00:00Z",
            ["godocktasks.inputs-digest"] = "sha256:0",
        };
        foreach (var (name, value) in labels)
            all[name] = value;
        var manifest = image.Image("amd64", (_, config) => config["config"] = new JsonObject
            {
                ["User"] = user,
                ["Env"] = new JsonArray([.. (environment ?? ["TZ=Etc/UTC"]).Select(one => (JsonNode)one)]),
                ["Labels"] = all,
            });
        image.Write(manifest);
        Layout = image.Root;
        return this;
    }

    /// <summary>A `GoDockGate` item.</summary>
    public GatedFolder With(string gate, params (string Name, string Value)[] metadata)
    {
        gates.Add(new(gate, Metadata(metadata), "", Folder.Path(Project)));
        return this;
    }

    /// <summary>A file beside the project.</summary>
    public GatedFolder Write(string name, string content)
    {
        Folder.Write("src/app/" + name, content);
        return this;
    }

    /// <summary>A `GoDockAcceptedFinding` item.</summary>
    public GatedFolder Accept(string id, params (string Name, string Value)[] metadata)
    {
        accepted.Add(new(id, Metadata(metadata), "", Folder.Path(Project)));
        return this;
    }

    public GateRequest Request()
    {
        var (items, problems) = GateItem.Read(gates);
        var (findings, others) = AcceptedFinding.Read(accepted, DateOnly.FromDateTime(Now.UtcDateTime));
        return new(Folder.Path(Project))
        {
            Programs = [new(Sidecar, Program) { ImageLayout = Layout, InputsDigests = InputsDigests }],
            Now = Now,
            Environment = Environment,
            TemporaryDirectory = Folder.Root,
            Gates = items,
            Accepted = findings,
            ItemProblems = [.. problems, .. others],
            BaselineFile = BaselineFile,
            Timeout = Timeout,
        };
    }

    /// <summary>Baselines of so many releases, each with a program of so many bytes.</summary>
    public GatedFolder Release(int count, long bytes)
    {
        for (var release = 0; release < count; release++)
        {
            var report = new GateReport([new("orders", "size", true, new(GateVerdict.Passed, ""))])
            {
                Measured = [Measured($"{release:x64}", bytes)],
            };
            Assert.IsEmpty(Baselines.Add(BaselineFile, report));
        }

        return this;
    }

    public static MeasuredProgram Measured(string sha256, long bytes, string service = "orders") =>
        new(
            new(service, "linux/amd64", "go1.27.3"),
            new(sha256, ImmutableSortedDictionary<string, long>.Empty.Add("programBytes", bytes))
        );

    public Task<GateReport> RunAsync() => new ReleaseGates(new ProcessRunner()).RunAsync(Request(), default);

    /// <summary>The line of one gate.</summary>
    public async Task<GateLine> LineAsync(string gate) => (await RunAsync()).Lines.Single(line => line.Gate == gate);

    /// <summary>A verdict, and the codes that go with it: <c>Failed GDT4010</c>.</summary>
    public async Task<string> VerdictAsync(string gate) => Verdict(await LineAsync(gate));

    public static string Verdict(GateLine line) =>
        string.Join(' ', line.Diagnostics.Select(one => one.Code).Prepend(line.Outcome.Verdict.ToString()));

    public static IEnumerable<string> Codes(IEnumerable<Diagnostic> diagnostics) => diagnostics.Select(one => one.Code);

    public void Dispose()
    {
        image?.Dispose();
        Folder.Dispose();
    }

    private static Dictionary<string, string> Metadata(params (string Name, string Value)[] metadata) =>
        metadata.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.OrdinalIgnoreCase);
}

/// <summary>What govulncheck writes about the program of <see cref="GatedFolder"/>, message by message.</summary>
internal static class ScanStream
{
    public const string Gave = """{"progress":{"message":"the end of the report"}}""";

    public static string Config(
        string mode = "binary",
        string level = "symbol",
        string time = "2026-11-18T10:00:00Z"
    ) =>
        new JsonObject
        {
            ["config"] = new JsonObject
            {
                ["protocol_version"] = "v1.0.0",
                ["scanner_name"] = "govulncheck",
                ["scanner_version"] = "v1.9.0",
                ["db"] = "https://vuln.example.com",
                ["db_last_modified"] = time,
                ["scan_level"] = level,
                ["scan_mode"] = mode,
            },
        }.ToJsonString();

    public static string Bill(string render = "v1.2.0", string go = "go1.27.3", string root = "example.com/orders") =>
        new JsonObject
        {
            ["SBOM"] = new JsonObject
            {
                ["go_version"] = go,
                ["modules"] = new JsonArray(
                    new JsonObject { ["path"] = "example.com/orders", ["version"] = "(devel)" },
                    new JsonObject { ["path"] = "example.com/render", ["version"] = render },
                    new JsonObject { ["path"] = "stdlib", ["version"] = go }
                ),
                ["roots"] = new JsonArray(root),
            },
        }.ToJsonString();

    public static string Osv(string id, string? vector = null, string alias = "CVE-2026-0001") =>
        new JsonObject
        {
            ["osv"] = new JsonObject
            {
                ["schema_version"] = "1.3.1",
                ["id"] = id,
                ["aliases"] = new JsonArray(alias),
                ["summary"] = "Templates can run commands in example.com/render",
                ["severity"] = vector is null
                    ? null
                    : new JsonArray(new JsonObject { ["type"] = "CVSS_V3", ["score"] = vector }),
            },
        }.ToJsonString();

    /// <param name="reach">module, package or symbol.</param>
    public static string Finding(string id, string reach)
    {
        var frame = new JsonObject { ["module"] = "example.com/render", ["version"] = "v1.2.0" };
        if (reach != "module")
            frame["package"] = "example.com/render/html";
        if (reach == "symbol")
            frame["function"] = "Execute";
        return new JsonObject
        {
            ["finding"] = new JsonObject
            {
                ["osv"] = id,
                ["fixed_version"] = "v1.2.1",
                ["trace"] = new JsonArray(frame),
            },
        }.ToJsonString();
    }

    public static string Of(params string[] messages) => string.Join('\n', messages) + "\n";

    /// <summary>A vulnerability with findings down to that reach, and the mark of a whole stream.</summary>
    public static string[] Whole(string reach, string? vector = null)
    {
        string[] all = ["module", "package", "symbol"];
        return
        [
            Config(),
            """{"progress":{"message":"Scanning your binary for known vulnerabilities..."}}""",
            Bill(),
            Osv("GO-2026-0001", vector),
            .. all.TakeWhile(one => one != reach).Append(reach).Select(one => Finding("GO-2026-0001", one)),
            Gave,
        ];
    }
}
