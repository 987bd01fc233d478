using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Building;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>What a fingerprint tells of a program that real Go built.</summary>
[TestClass]
public sealed class RealStatementTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task The_statement_tells_of_every_input()
    {
        using var printed = await PrintedFolder.NewAsync(folder =>
        {
            folder.Sidecar = folder.Sidecar with
            {
                Tags = ["netgo"],
                LdFlags = "-s -w",
                Ports = [new(8080)],
                Environment = [new("LEVEL", "info")],
            };
            folder.Built.With(
                "orders/Dockerfile",
                "FROM golang:1.27 AS build\nENTRYPOINT [\"sh\"]\nFROM alpine:3.22\n"
                    + "ENTRYPOINT [\"/orders\", \"-v\"]\nCMD [\"serve\"]\n"
            );
        });
        var facts = printed.Facts;

        Assert.AreEqual("netgo", facts["compile tags"].Value);
        Assert.AreEqual("-s -w", facts["compile ldflags"].Value);
        Assert.AreEqual("true", facts["compile trimpath"].Value);
        Assert.AreEqual("0", facts["env CGO_ENABLED"].Value);
        Assert.AreEqual("v1", facts["target GOAMD64"].Value);
        Assert.StartsWith("go1.27", facts["go version"].Value);
        var log = facts["module example.com/log"];
        Assert.AreEqual("v1.0.0", log.Value);
        Assert.Contains(
            $"example.com/log v1.0.0 {log.Hash}\n",
            await File.ReadAllTextAsync(printed.Built.Folder.Path("orders/go.sum"))
        );
        Assert.AreEqual("/orders,-v,serve", facts["runtime entrypoint"].Value);
        Assert.AreEqual("8080", facts["runtime ports"].Value);
        Assert.AreEqual("LEVEL=info", facts["runtime env"].Value);
        Assert.IsTrue(
            facts.ContainsKey("file go.mod") && facts.ContainsKey("file go.sum") && facts.ContainsKey("sources h1")
        );
        Assert.DoesNotContain(printed.Built.Folder.Root, Encoding.UTF8.GetString(printed.Payload));
    }

    [TestMethod]
    public void What_stands_for_a_run_holds_no_password() =>
        Assert.AreEqual(
            "https://***@ci.example.com/17",
            RunDetails.By(null, " https://user:secret@ci.example.com/17", "node").Invocation
        );

    [TestMethod]
    [DataRow("FROM scratch\nENTRYPOINT [\"/a\"]\nCMD [\"b\"]\n", "/a b")]
    [DataRow("FROM scratch\nENTRYPOINT a b\n", "/bin/sh -c a b")]
    [DataRow("FROM scratch\nSHELL [\"/bin/bash\", \"-e\"]\nENTRYPOINT a\n", "/bin/bash -e a")]
    [DataRow("FROM scratch\nENTRYPOINT [\"/a\"]\nNOTHING\n", "", DisplayName = "a Dockerfile with errors")]
    [DataRow("FROM scratch\n", "", DisplayName = "nothing")]
    public void What_an_image_starts_is_read_from_its_Dockerfile(string dockerfile, string words)
    {
        using var folder = new TemporaryFolder();

        Assert.AreEqual(words, string.Join(' ', ContainerStart.Read(folder.Write("Dockerfile", dockerfile))));
    }

    [TestMethod]
    public async Task The_statement_tells_of_the_run()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        using var printed = await PrintedFolder.NewAsync();

        var run = JsonNode.Parse(printed.Payload)!["predicate"]!["runDetails"]!;

        Assert.AreEqual(PrintedFolder.Builder, (string?)run["builder"]!["id"]);
        Assert.AreEqual("urn:example:run", (string?)run["metadata"]!["invocationId"]);
        var (started, finished) = (
            DateTimeOffset.Parse((string)run["metadata"]!["startedOn"]!, CultureInfo.InvariantCulture),
            DateTimeOffset.Parse((string)run["metadata"]!["finishedOn"]!, CultureInfo.InvariantCulture)
        );
        Assert.IsTrue(
            before <= started && started <= finished && finished <= DateTimeOffset.UtcNow,
            $"{started} {finished}"
        );
        Assert.AreEqual("node", Byproduct(run, "node"));
        Assert.AreEqual(
            new FileInfo(printed.Binary).Length.ToString(CultureInfo.InvariantCulture),
            Byproduct(run, "size")
        );
        Assert.Contains("path\texample.com/orders\n", Byproduct(run, "build-info")!);
        Assert.IsNull(Byproduct(run, "start-up-ms"));

        var times = new BuildTimes(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), new(2026, 1, 2, 3, 5, 6, TimeSpan.Zero));
        new BuildStamp(printed.Stamp, printed.Binary).Put(null, times, []);
        await printed.PrintAsync();
        var metadata = JsonNode.Parse(printed.Payload)!["predicate"]!["runDetails"]!["metadata"]!;
        Assert.AreEqual(
            "2026-01-02T03:04:05Z 2026-01-02T03:05:06Z",
            $"{metadata["startedOn"]} {metadata["finishedOn"]}"
        );

        // Of a binary that isn't the one that was built, nobody knows when it was.
        File.SetLastWriteTimeUtc(printed.Binary, DateTime.UnixEpoch);
        await printed.PrintAsync();
        Assert.IsNull(JsonNode.Parse(printed.Payload)!["predicate"]!["runDetails"]!["metadata"]!["startedOn"]);
    }

    [TestMethod]
    [Timeout(300_000, CooperativeCancellation = true)]
    public async Task The_time_until_a_program_listens_is_measured_where_that_is_asked_for()
    {
        var ends = TestContext.CancellationToken;
        var port = LoopbackPort.Free();
        using var printed = await PrintedFolder.NewAsync(folder =>
        {
            folder.Built.With(
                "orders/main.go",
                "package main\n\nimport (\n\t\"net\"\n\t\"os\"\n\n\t_ \"example.com/log\"\n)\n\n"
                    + "func main() {\n\tlistener, err := net.Listen(\"tcp\", os.Getenv(\"ADDRESS\"))\n"
                    + "\tif err != nil {\n\t\tpanic(err)\n\t}\n\tfor {\n\t\tlistener.Accept()\n\t}\n}\n"
            );
            folder.Sidecar = folder.Sidecar with
            {
                Ports = [new(53, "udp"), new(port)],
                Environment = [new("ADDRESS", $"127.0.0.1:{port}")],
            };
        });
        var quiet = printed.Built.Folder.Path("quiet/quiet");
        Directory.CreateDirectory(Path.GetDirectoryName(quiet)!);
        File.Copy(printed.Binary, quiet);
        printed.StartUp = Clock(printed);

        var problems = await printed.PrintAsync(
            ends,
            new ProgramFile(new(printed.Sidecar with { Name = "quiet", Ports = [] }, "."), quiet, null)
        );

        Assert.AreSequenceEqual(["GDT0008"], problems.Select(problem => problem.Code));
        Assert.IsNull(
            Byproduct(
                JsonNode.Parse(PrintedFolder.PayloadOf(printed.Built.Folder.Path("quiet/quiet.sigstore.json")))![
                    "predicate"
                ]!["runDetails"]!,
                "start-up-ms"
            )
        );
        var run = JsonNode.Parse(printed.Payload)!["predicate"]!["runDetails"]!;
        Assert.IsGreaterThanOrEqualTo(0, int.Parse(Byproduct(run, "start-up-ms")!, CultureInfo.InvariantCulture));
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Assert.AreEqual(
            "GDT0008",
            (await Clock(printed).MeasureAsync(printed.Sidecar, printed.Binary, ends)).Problem!.Code
        );
        listener.Stop();
        Assert.AreEqual(
            "GDT0008",
            (
                await Clock(printed)
                    .MeasureAsync(printed.Sidecar with { Environment = [], Ports = [] }, printed.Binary, ends)
            )
                .Problem!
                .Code
        );
        Assert.AreEqual(
            "GDT0008",
            (
                await Clock(printed)
                    .MeasureAsync(
                        printed.Sidecar with
                        {
                            Environment = [new("ADDRESS", "nowhere")],
                        },
                        printed.Binary,
                        ends
                    )
            )
                .Problem!
                .Code
        );
        Assert.IsEmpty(Directory.GetDirectories(printed.Built.Request.TemporaryDirectory));

        static StartUpClock Clock(PrintedFolder folder) =>
            new(folder.Built, folder.Built.Environment, folder.Built.Request.TemporaryDirectory, TimeSpan.FromHours(1));
    }

    [TestMethod]
    public async Task Git_tells_commit_ref_and_dirtiness_without_credentials()
    {
        using var printed = await PrintedFolder.NewAsync(folder =>
        {
            folder.Built.With(".gitignore", "/*\n!/orders\n!/.gitignore\n");
            foreach (
                var arguments in new[]
                {
                    "init -q -b main",
                    "remote add origin https://user:hunter2@git.example.com/shop.git?access_token=hunter3&depth=1#hunter4",
                    "add -A",
                    "-c user.name=a -c user.email=a@example.com commit -q -m x",
                }
            )
                Git(folder, arguments);
        });
        var facts = printed.Facts;
        Assert.AreEqual("https://git.example.com/shop.git", facts["source uri"].Value);
        Assert.DoesNotContain("hunter", Encoding.UTF8.GetString(printed.Payload));
        Assert.AreEqual("refs/heads/main", facts["source ref"].Value);
        Assert.AreEqual(Git(printed, "rev-parse HEAD"), facts["source commit"].Value);
        Assert.AreEqual("false", facts["source dirty"].Value);
        Assert.AreEqual("orders", facts["service moduleDir"].Value);

        printed.Built.With("orders/new.txt", "untracked");
        await printed.PrintAsync();
        Assert.AreEqual("true", printed.Facts["source dirty"].Value);
        File.Delete(printed.Built.Folder.Path("orders/new.txt"));
        Git(printed, "tag v1.0.0");
        Git(printed, "checkout -q --detach");
        await printed.PrintAsync();
        Assert.AreEqual("refs/tags/v1.0.0", printed.Facts["source ref"].Value);

        Git(printed, "remote set-url origin https://git.example.com/shop.git#hunter4");
        await printed.PrintAsync();
        Assert.AreEqual("https://git.example.com/shop.git", printed.Facts["source uri"].Value);
        Assert.DoesNotContain("hunter", Encoding.UTF8.GetString(printed.Payload));
    }

    private static string Git(PrintedFolder folder, string arguments)
    {
        var git = System
            .Environment.GetEnvironmentVariable("PATH")!
            .Split(Path.PathSeparator)
            .Select(place => Path.Combine(place, "git"))
            .First(File.Exists);
        var environment = new Dictionary<string, string>(folder.Built.Environment)
        {
            ["HOME"] = folder.Built.Folder.Root,
        };
        var outcome = new ProcessRunner()
            .RunAsync(
                new(git, [.. arguments.Split(' ')], folder.Built.Folder.Root, environment, TimeSpan.FromMinutes(1)),
                CancellationToken.None
            )
            .GetAwaiter()
            .GetResult();
        Assert.IsTrue(outcome.Succeeded, outcome.StandardError);
        return outcome.StandardOutput.Trim();
    }

    private static string? Byproduct(JsonNode run, string name) =>
        run["byproducts"]!
            .AsArray()
            .Where(byproduct => (string?)byproduct!["name"] == name)
            .Select(byproduct => Encoding.UTF8.GetString(Convert.FromBase64String((string)byproduct!["content"]!)))
            .SingleOrDefault();
}
