using System.Text;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tests.Logs;

namespace GoDockTasks.Core.Tests.Diagnosis;

/// <summary>The cause that a log tells of, whoever wrote the log.</summary>
[TestClass]
public sealed class LogDiagnosisTests
{
    private const string Tidy = "RUN go mod tidy";

    [TestMethod]
    [DynamicData(nameof(Forms))]
    public void A_log_that_tells_an_exit_code_alone_has_a_code_of_its_own(string form)
    {
        if (
            form.Contains("bare", StringComparison.Ordinal)
            || form is "GitLab, time stamps" or "compose, a container's log"
        )
            return;

        var found = Read(LogForms.All[form](Tidy, "", 1));

        Assert.AreEqual("GDT5003", found.Cause.Code);
        Assert.Contains("--progress=plain", found.Cause.Fix);
        Assert.IsFalse(found.HasCause);
    }

    [TestMethod]
    [DataRow("", "GDT5004")]
    [DataRow("  \r\n\n", "GDT5004")]
    [DataRow("exit code: 1", "GDT5003")]
    [DataRow(
        "ERROR: failed to solve: process \"/bin/sh -c go mod tidy\" did not complete successfully: exit code: 1",
        "GDT5003"
    )]
    [DataRow("all went well\n", "GDT5002")]
    [DataRow("#6 [a 2/3] RUN go mod tidy\n#6 DONE 0.2s\n", "GDT5002")]
    [DataRow("go: words that nobody knows\n", "GDT1199")]
    [DataRow(
        "#6 [2/3] RUN go mod tidy\n#6 0.100 words that nobody knows\n#6 ERROR: process \"x\" did not complete successfully: exit code: 1",
        "GDT1199"
    )]
    [DataRow(
        "#6 [2/3] RUN go build\n#6 ERROR: process \"/bin/sh -c go build\" did not complete successfully: exit code: 137",
        "GDT1154"
    )]
    [DataRow(
        "#6 [2/3] COPY go.sum ./\n#6 ERROR: failed to calculate checksum of ref a::b: \"/go.sum\": not found",
        "GDT2107"
    )]
    [DataRow(
        " > [2/3] COPY go.sum ./:\n------\nfailed to compute cache key: \"/go.sum\" not found: not found",
        "GDT2107"
    )]
    [DataRow("executor failed running [/bin/sh -c go mod tidy]: exit code: 1", "GDT5003")]
    [DataRow(
        "#6 [2/3] COPY --from=build /out/order /order\n#6 ERROR: failed to calculate checksum of ref a::b: \"/out/order\": not found",
        "GDT2122"
    )]
    [DataRow(
        "Step 2/3 : COPY go.sum ./\nCOPY failed: file not found in build context or excluded by .dockerignore: stat go.sum: file does not exist",
        "GDT2107"
    )]
    [DataRow(
        "STEP 2/3: COPY go.sum ./\nError: building at STEP \"COPY go.sum ./\": checking on sources under \"/src\": copier: stat: \"/go.sum\": no such file or directory",
        "GDT2107"
    )]
    [DataRow(
        "#6 [2/3] RUN mkdir /data && CMD [\"id\"]\n#6 0.100 /bin/sh: CMD: not found\n#6 ERROR: process \"/bin/sh -c mkdir /data && CMD [\\\"id\\\"]\" did not complete successfully: exit code: 127",
        "GDT2123"
    )]
    [DataRow(
        "#6 [2/3] RUN make\n#6 0.100 make: go: No such file or directory\n#6 0.101 make: *** [Makefile:2: build] Error 127\n#6 ERROR: process \"/bin/sh -c make\" did not complete successfully: exit code: 2",
        "GDT2123"
    )]
    [DataRow(
        "#6 [2/3] RUN go mod tidy\n#6 0.100 /bin/sh: 1: go: not found\n#6 ERROR: process \"/bin/sh -c go mod tidy\" did not complete successfully: exit code: 127",
        "GDT2123"
    )]
    [DataRow(
        "ERROR: failed to solve: golang:9.9: failed to resolve source metadata for docker.io/library/golang:9.9: docker.io/library/golang:9.9: not found",
        "GDT5005"
    )]
    [DataRow(
        "Error response from daemon: Get \"https://registry.example.com/v2/\": net/http: request canceled while waiting for connection",
        "GDT5005"
    )]
    [DataRow(
        "Step 1/2 : FROM registry.example.com/golang\nHead \"https://registry.example.com/v2/golang/manifests/latest\": dial tcp: lookup registry.example.com: no such host",
        "GDT5005"
    )]
    [DataRow(
        "Step 2/2 : RUN go mod download\ngo: example.com/a@v1.0.0: Get \"https://proxy.example.com/v2/example.com/a/@v/v1.0.0.info\": dial tcp 192.0.2.1:443: connect: connection refused",
        "GDT1127"
    )]
    [DataRow(
        "ERROR: failed to build: failed to solve: dockerfile parse error on line 3: unknown instruction: RUNN",
        "GDT2002"
    )]
    [DataRow(
        "#3 [internal] load metadata for docker.io/library/golang:1.27\n#3 ERROR: failed to copy: httpReadSeeker: failed open: unexpected status code https://registry.example.com/v2/library/golang/manifests/sha256:5b10: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit.",
        "GDT5005"
    )]
    [DataRow(
        "Error response from daemon: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating",
        "GDT5005"
    )]
    [DataRow(
        "Step 1/7 : FROM golang:1.27\n1.27: Pulling from library/golang\nerror pulling image configuration: read tcp 192.0.2.4:41624->192.0.2.5:443: read: connection reset by peer\n",
        "GDT5005"
    )]
    [DataRow(
        "STEP 4: RUN go build -v -o orders\nerror running container: error creating new mount namespace for [/bin/sh -c go build -v -o orders]: operation not permitted\nError: error building at STEP \"RUN go build -v -o orders\": error while running runtime: exit status 1",
        "GDT1199"
    )]
    [DataRow(
        "#9 [build 2/4] RUN curl -sSfL https://example.com/x.sh\n#9 0.5 curl: (6) Could not resolve host: example.com",
        "GDT1126"
    )]
    [DataRow(
        "#9 [build 2/4] RUN curl -sSfL https://example.com/x.sh\n#9 0.5 curl: (7) Failed to connect to example.com port 443 after 2 ms: Couldn't connect to server",
        "GDT1127"
    )]
    [DataRow(
        "#9 [build 2/4] RUN curl -sSfL https://example.com/x.sh\n#9 0.5 curl: (28) Operation timed out after 5000 milliseconds with 0 bytes received",
        "GDT1128"
    )]
    [DataRow(
        "#9 [build 2/4] RUN curl -sSfL https://example.com/x.sh\n#9 0.5 curl: (60) SSL certificate problem: unable to get local issuer certificate",
        "GDT1129"
    )]
    [DataRow("#9 [build 2/4] RUN wget https://example.com/x.sh\n#9 0.5 wget: bad address 'example.com'", "GDT1126")]
    [DataRow(
        "#7 [build 3/6] RUN apt-get update\n#7 1.2 Err:1 http://deb.example.com/debian bookworm InRelease\n#7 1.2   Temporary failure resolving 'deb.example.com'\n#7 2.3 E: Unable to locate package librdkafka-dev",
        "GDT1126"
    )]
    [DataRow(
        "#7 [build 3/6] RUN apk add git\n#7 1.2 WARNING: updating and opening https://apk.example.com/v3.18/main: temporary error (try again later)\n#7 1.2 ERROR: unable to select packages:\n#7 1.2   git (no such package):",
        "GDT1199"
    )]
    [DataRow(
        "ERROR: permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Head \"http://%2Fvar%2Frun%2Fdocker.sock/_ping\": dial unix /var/run/docker.sock: connect: permission denied",
        "GDT4104"
    )]
    [DataRow(
        "error during connect: Get \"http://%2F%2F.%2Fpipe%2Fdocker_engine/v1.24/version\": open //./pipe/docker_engine: The system cannot find the file specified.",
        "GDT4104"
    )]
    [DataRow("the --mount option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/", "GDT1199")]
    [DataRow("unable to prepare context: path \"./services/orders\" not found", "GDT1199")]
    [DataRow(
        "---> Running in 6fd0a18dac6a\nexample.com/x@v0.3.0: stream error: stream ID 173; INTERNAL_ERROR\nThe command '/bin/sh -c go mod download' returned a non-zero code: 1",
        "GDT1127"
    )]
    public void A_log_has_one_cause(string log, string code) => Assert.AreEqual(code, Read(log).Cause.Code);

    // A service is written in Go as well, and other tools have the same networks.
    [TestMethod]
    [DataRow("orders-1  | failed to connect to database: dial tcp 172.18.0.2:5432: connect: connection refused")]
    [DataRow("orders-1  | main.go:31: dial tcp: lookup postgres on 127.0.0.11:53: error: no such host")]
    [DataRow("orders-1  | error: x509: certificate signed by unknown authority")]
    [DataRow(
        "orders-1  | panic: dial tcp 172.18.0.2:5432: connect: connection refused\norders-1  | \norders-1  | goroutine 1 [running]:\norders-1  | example.com/db.Open(...)\norders-1  | \t/go/pkg/mod/example.com/db@v1.2.0/open.go:12 +0x1d\norders-1 exited with code 2"
    )]
    [DataRow(
        "#9 [tools 2/3] RUN pip install grpcio-tools\n#9 15.2 WARNING: Retrying: Read timed out. (read timeout=15)\n#9 80.1 ERROR: Could not find a version"
    )]
    public void What_anybody_may_say_of_a_network_is_not_taken_for_gos(string log) =>
        Assert.AreEqual("GDT1199", Read(log + "\n").Cause.Code);

    [TestMethod]
    [DataRow("#9 [run 2/3] RUN mkdir /data\n#9 0.2 mkdir: can't create directory '/data': Permission denied", false)]
    [DataRow("#9 [run 2/3] RUN go build .\n#9 0.2 mkdir /.cache: permission denied", true)]
    public void Folders_of_go_are_named_where_go_was_refused(string log, bool isGos)
    {
        var cause = Read(log + "\n").Cause;

        Assert.AreEqual("GDT1012", cause.Code);
        Assert.AreEqual(isGos, cause.Fix.Contains("GOCACHE", StringComparison.Ordinal));
    }

    // Of busybox, dash and bash, of make and both kinds of env.
    [TestMethod]
    [DataRow("/bin/sh: make: not found", 127, "GDT2123")]
    [DataRow("/bin/sh: 1: make: not found", 127, "GDT2123")]
    [DataRow("./build.sh: line 3: protoc: command not found\n", 127, "GDT2123")]
    [DataRow("make: protoc: No such file or directory\nmake: *** [Makefile:2: gen] Error 127", 2, "GDT2123")]
    [DataRow("/bin/sh: 1: protoc: not found\nmake[1]: *** [Makefile:2: gen] Error 127", 2, "GDT2123")]
    [DataRow("env: 'bash': No such file or directory", 127, "GDT2123")]
    [DataRow("env: can't execute 'bash': No such file or directory", 127, "GDT2123")]
    [DataRow("/bin/sh: 1: ./build.sh: not found", 127, "GDT2123")]
    [DataRow("/bin/sh: ./build.sh: Permission denied", 126, "GDT2409")]
    [DataRow("/bin/sh: 1: ./build.sh: Permission denied", 126, "GDT2409")]
    [DataRow("/bin/bash: line 1: ./build.sh: cannot execute: required file not found", 127, "GDT2409")]
    [DataRow("/bin/bash: ./build.sh: /bin/zsh: bad interpreter: No such file or directory", 126, "GDT2409")]
    [DataRow("/bin/sh: 1: ./gen.sh: Permission denied\nmake: *** [Makefile:2: gen] Error 126", 2, "GDT2409")]
    public void A_command_that_a_shell_could_not_start_has_one_cause(string output, int code, string expected)
    {
        foreach (var (name, form) in LogForms.All)
        {
            var log = Read(form("RUN make build", $"go: downloading example.com/x v1.0.0\n{output}\n", code));

            // Without an exit code, whoever ran the shell may have gone on.
            if (
                code == 2
                || name is not ("bare" or "bare, CRLF" or "GitLab, time stamps")
                || (name != "GitLab, time stamps" && output.StartsWith("/bin/sh: ", StringComparison.Ordinal))
            )
                Assert.AreEqual(expected, log.Cause.Code, name);
        }
    }

    [TestMethod]
    [DataRow("/bin/sh: 1: git: not found", 1, "GDT1199")]
    [DataRow("/bin/sh: 1: git: not found\nwords that nobody knows", 1, "GDT1199")]
    [DataRow("open /go/pkg/mod/cache/lock: permission denied", 1, "GDT1012")]
    [DataRow(
        "go: go.mod file not found in current directory or any parent directory; see 'go help modules'",
        127,
        "GDT1106"
    )]
    public void What_a_shell_went_on_after_is_no_cause(string output, int code, string expected) =>
        Assert.AreEqual(expected, Read(LogForms.All["BuildKit, plain"]("RUN x", output + "\n", code)).Cause.Code);

    [TestMethod]
    [DataRow(
        "ERROR: failed to solve: process \"/bin/sh -c go build -ldflags \\\"-w -s\\\" .\" did not complete successfully: exit code: 1",
        "RUN go build -ldflags \"-w -s\" ."
    )]
    [DataRow("failed to solve: executor failed running [/bin/sh -c go mod tidy]: exit code: 1", "RUN go mod tidy")]
    [DataRow(
        "Dockerfile:8\n--------------------\n   8 | >>> RUN go mod download -x\n--------------------\nERROR: failed to solve: process \"/bin/sh -c go\" did not complete successfully: exit code: 1",
        "RUN go mod download -x"
    )]
    public void A_log_that_tells_an_exit_code_alone_names_the_step(string log, string step) =>
        Assert.AreEqual(("GDT5003", step), (Read(log).Cause.Code, Read(log).Cause.Step));

    [TestMethod]
    public void Bytes_of_anything_are_no_log()
    {
        var random = new byte[64 * 1024];
        new Random(2).NextBytes(random);

        Assert.AreEqual("GDT5004", LogDiagnosis.Read(new MemoryStream(random), "build.log").Cause.Code);
    }

    [TestMethod]
    public void The_worked_example_of_the_documentation_is_read_as_it_says()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "troubleshooting.md"));
        var log = page.Split("```text\n")[1].Split("```")[0];

        var found = Read(log);

        Assert.AreEqual(("GDT1127", "RUN go mod download"), (found.Cause.Code, found.Cause.Step));
        Assert.Contains("the container itself", found.Cause.Fix);
    }

    [TestMethod]
    public void Further_steps_that_failed_are_told_as_others()
    {
        var log = Read(
            "#6 [a 2/3] RUN go mod tidy\n#7 [b 2/3] RUN go build\n#6 0.100 words that nobody knows\n"
                + "#6 ERROR: process \"x\" did not complete successfully: exit code: 1\n"
                + "#7 0.100 go: go.mod file not found in current directory or any parent directory; see 'go help modules'\n"
                + "#7 ERROR: process \"x\" did not complete successfully: exit code: 1\n"
        );

        // The one that is known comes first.
        Assert.AreEqual(("GDT1106", "RUN go build"), (log.Cause.Code, log.Cause.Step));
        Assert.AreEqual(("GDT1199", "RUN go mod tidy"), (log.Others.Single().Code, log.Others.Single().Step));
    }

    [TestMethod]
    public void A_step_is_found_in_the_sidecars_Dockerfiles()
    {
        using var folder = new TemporaryFolder();
        folder.Write("orders/go.mod", "module example.com/orders\n\ngo 1.24\n\nrequire example.com/x v1.0.0\n");
        var dockerfile = folder.Write(
            "orders/Dockerfile",
            "FROM golang:1.27\nWORKDIR /src\nCOPY . .\nRUN --mount=type=cache,target=/x \\\n    go mod   tidy\n"
        );
        folder.Write("build.log", LogForms.All["classic builder"](Tidy, "go: words that nobody knows\n", 1));
        folder.Write(
            "module.log",
            LogForms.All["BuildKit, plain"](
                Tidy,
                "go: example.com/x@v1.0.0: reading https://proxy.example.com/example.com/x/@v/v1.0.0.zip: 404 Not Found\n",
                1
            )
        );

        var (logs, diagnostics) = LogDiagnosis.Read(
            "build.log;module.log",
            folder.Root,
            [
                new(
                    "orders",
                    folder.Path("orders"),
                    null,
                    new SidecarItem("orders", new Dictionary<string, string>(), "", folder.Path("p.csproj"))
                ),
            ],
            CancellationToken.None
        );

        Assert.IsEmpty(diagnostics);
        Assert.AreEqual((dockerfile, 4), (logs[0].Cause.Location.File, logs[0].Cause.Location.Line));
        Assert.AreEqual(
            ("GDT1121", folder.Path("orders/go.mod"), 5),
            (logs[1].Cause.Code, logs[1].Cause.Location.File, logs[1].Cause.Location.Line)
        );
    }

    [TestMethod]
    public void Secrets_are_in_no_report()
    {
        string[] secrets = ["s3cr3t-user", "s3cr3t-bearer", "s3cr3t-netrc", "s3cr3t-query", "ghp_0123456789abcdef0123"];
        var log = Read(
            LogForms.All["BuildKit, plain"](
                "RUN GOPROXY=https://me:s3cr3t-user@proxy.example.com go mod tidy",
                "> Authorization: Bearer s3cr3t-bearer\nmachine git.example.com login me password s3cr3t-netrc\n"
                    + "go: reading https://me:s3cr3t-user@proxy.example.com/x/@v/list?access_token=s3cr3t-query: 404 Not Found\n"
                    + "fatal: ghp_0123456789abcdef0123 is no user\n",
                1
            )
        );

        var texts =
            DiagnosisReport.ToJson([log], "/") + DiagnosisReport.ToMarkdown([log], "/") + log.Cause.ToDiagnostic();
        foreach (var secret in secrets)
            Assert.DoesNotContain(secret, texts);
        Assert.Contains("***", texts);
    }

    [TestMethod]
    public void The_report_has_an_entry_a_log()
    {
        var first = Read(LogForms.All["BuildKit, plain"](Tidy, "go: words that nobody knows\n", 1));
        var second = Read("exit code: 1");

        var report = JsonNode.Parse(DiagnosisReport.ToJson([first, second], "/"))!.AsArray();

        Assert.HasCount(2, report);
        Assert.AreEqual("build.log", (string?)report[0]!["file"]);
        Assert.AreEqual(("GDT1199", "Unclassified"), ((string?)report[0]!["code"], (string?)report[0]!["class"]));
        Assert.AreEqual(Tidy, (string?)report[0]!["step"]);
        Assert.AreEqual("go: words that nobody knows", (string?)report[0]!["evidence"]![0]);
        Assert.HasCount(1, report[0]!["fix"]!.AsArray());
        Assert.IsEmpty(report[0]!["others"]!.AsArray());
        Assert.AreEqual("GDT5003", (string?)report[1]!["code"]);
    }

    [TestMethod]
    public void What_a_log_holds_makes_no_Markdown()
    {
        var log = Read(LogForms.All["BuildKit, plain"](Tidy, "go: <img src=x> [a](b) ``` ```` # x\n```\n# y\n", 1));

        var text = DiagnosisReport.ToMarkdown([log], "/");

        Assert.Contains("\n`````text\n", text);
        Assert.DoesNotContain("\n# y\n", text[..text.IndexOf("`````text", StringComparison.Ordinal)]);
        Assert.DoesNotContain(" <img", text[..text.IndexOf("`````text", StringComparison.Ordinal)]);
    }

    public static IEnumerable<object[]> Forms => LogForms.All.Keys.Select(form => new object[] { form });

    private static LogDiagnosis Read(string log) =>
        LogDiagnosis.Read(new MemoryStream(Encoding.UTF8.GetBytes(log)), "build.log");
}
