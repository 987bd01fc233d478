using GoDockTasks.Core.Failures;

namespace GoDockTasks.Core.Tests.Failures;

/// <summary>What go and git print about the way to a module, and what others answered.</summary>
[TestClass]
public sealed class ProxyTextTests
{
    private const string Get =
        "go: example.com/x@v1.0.0: Get \"https://proxy.example.com/example.com/x/@v/v1.0.0.mod\": ";
    private const string Git =
        "go: example.com/x@v1.0.0: git fetch -f origin in /go/pkg/mod/cache/vcs/0f: exit status 128:\n\t";

    [TestMethod]
    [DataRow("GDT1126", Get + "dial tcp: lookup proxy.example.com on 10.0.0.2:53: server misbehaving")]
    [DataRow(
        "GDT1126",
        Get + "dial tcp: lookup proxy.example.com on 10.0.0.2:53: read udp 10.0.0.9:4242->10.0.0.2:53: i/o timeout"
    )]
    [DataRow(
        "GDT1126",
        Get + "dial tcp: lookup proxy.example.com on [::1]:53: read udp [::1]:4242->[::1]:53: read: connection refused"
    )]
    [DataRow("GDT1126", Get + "dial tcp: lookup proxy.example.com: Temporary failure in name resolution")]
    [DataRow("GDT1127", Get + "dial tcp 10.0.0.3:443: connect: no route to host")]
    [DataRow("GDT1127", Get + "dial tcp 10.0.0.3:443: connect: network is unreachable")]
    [DataRow("GDT1127", Get + "dial tcp 10.0.0.3:443: connect: permission denied")]
    [DataRow(
        "GDT1127",
        Get
            + "dial tcp 10.0.0.3:443: connectex: No connection could be made because the target machine "
            + "actively refused it."
    )]
    [DataRow(
        "GDT1127",
        Get
            + "read tcp 10.0.0.9:4242->10.0.0.3:443: wsarecv: An existing connection was forcibly closed by "
            + "the remote host."
    )]
    [DataRow("GDT1127", Get + "EOF")]
    [DataRow("GDT1127", Get + "http: server gave HTTP response to HTTPS client")]
    [DataRow("GDT1127", Get + "tls: first record does not look like a TLS handshake")]
    [DataRow("GDT1127", Get + "proxyconnect tcp: dial tcp 127.0.0.1:3128: connect: connection refused")]
    [DataRow(
        "GDT1127",
        "go: example.com/x@v1.0.0: reading https://proxy.example.com/example.com/x/@v/v1.0.0.mod: unexpected EOF"
    )]
    [DataRow("GDT1128", Get + "dial tcp 10.0.0.3:443: i/o timeout")]
    [DataRow("GDT1128", Get + "net/http: TLS handshake timeout")]
    [DataRow("GDT1128", Get + "context deadline exceeded")]
    [DataRow("GDT1128", Get + "context deadline exceeded (Client.Timeout exceeded while awaiting headers)")]
    [DataRow("GDT1128", Get + "dial tcp 10.0.0.3:443: connect: connection timed out")]
    [DataRow(
        "GDT1128",
        Get
            + "dial tcp 10.0.0.3:443: connectex: A connection attempt failed because the connected party did "
            + "not properly respond after a period of time, or established connection failed because "
            + "connected host has failed to respond."
    )]
    [DataRow(
        "GDT1129",
        Get
            + "x509: certificate has expired or is not yet valid: current time 2031-01-01T00:00:00Z is after "
            + "2030-01-01T00:00:00Z"
    )]
    [DataRow(
        "GDT1129",
        Get + "tls: failed to verify certificate: x509: certificate is valid for *.example.org, not proxy.example.com"
    )]
    [DataRow("GDT1129", Get + "remote error: tls: handshake failure")]
    [DataRow("GDT1122", Get + "Proxy Authentication Required")]
    [DataRow("GDT1122", Get + "Forbidden")]
    [DataRow("GDT1123", Get + "Bad Gateway")]
    [DataRow("GDT1123", Get + "Service Unavailable")]
    [DataRow(
        "GDT1122",
        "go: example.com/x@v1.0.0: reading https://proxy.example.com/example.com/x/@v/v1.0.0.mod: 451 "
            + "Unavailable For Legal Reasons"
    )]
    [DataRow(
        "GDT1123",
        "go: example.com/x@v1.0.0: reading https://proxy.example.com/example.com/x/@v/v1.0.0.mod: 504 Gateway Timeout"
    )]
    [DataRow(
        "GDT1128",
        "go: example.com/x@v1.0.0: reading https://proxy.example.com/example.com/x/@v/v1.0.0.mod: 408 Request Timeout"
    )]
    [DataRow(
        "GDT1124",
        "go: example.com/x@v1.0.0: redirected from secure URL https://proxy.example.com/ to insecure URL "
            + "http://sign-in.example.com/"
    )]
    [DataRow(
        "GDT1124",
        "go: example.com/x@v1.0.0: proxy returned info for version v1.0.1 instead of requested version"
    )]
    [DataRow("GDT1124", "go: example.com/x@v1.0.0: downloaded zip file too large")]
    [DataRow(
        "GDT1124",
        "m.go:3:8: example.com/x@v1.0.0: unzip /go/pkg/mod/cache/download/example.com/x/@v/v1.0.0.zip: "
            + "malformed file path \"a\\\\b\": invalid char '\\\\'"
    )]
    [DataRow(
        "GDT1121",
        "m.go:3:8: example.com/x@v1.0.0: reading file:///C:/store/example.com/x/@v/v1.0.0.mod: The system "
            + "cannot find the file specified."
    )]
    public void The_way_to_a_proxy(string code, string output)
    {
        var failure = FailureClassifier.Classify(output);

        Assert.AreEqual(code, failure.Code);
        Assert.AreEqual("example.com/x", failure.ModulePath);
        Assert.AreEqual("v1.0.0", failure.Version);
        Assert.IsTrue(failure.Descriptor.IsNetwork);
    }

    [TestMethod]
    [DataRow(
        "GDT1126",
        Git + "fatal: unable to access 'https://git.example.com/x/': Could not resolve host: git.example.com"
    )]
    [DataRow(
        "GDT1127",
        Git
            + "fatal: unable to access 'https://git.example.com/x/': Failed to connect to git.example.com "
            + "port 443: Couldn't connect to server"
    )]
    [DataRow(
        "GDT1127",
        Git + "fatal: unable to connect to git.example.com:\n\tgit.example.com[0: 10.0.0.3]: errno=Connection refused"
    )]
    [DataRow(
        "GDT1128",
        Git
            + "ssh: connect to host git.example.com port 22: Connection timed out\n"
            + "\tfatal: Could not read from remote repository."
    )]
    [DataRow(
        "GDT1129",
        Git
            + "fatal: unable to access 'https://git.example.com/x/': SSL certificate problem: unable to get "
            + "local issuer certificate"
    )]
    [DataRow(
        "GDT1130",
        Git + "remote: Invalid username or password.\n\tfatal: Authentication failed for 'https://git.example.com/x/'"
    )]
    [DataRow(
        "GDT1130",
        Git + "remote: Repository not found.\n\tfatal: repository 'https://git.example.com/x/' not found"
    )]
    [DataRow(
        "GDT1130",
        Git + "fatal: could not read Password for 'https://me@git.example.com': terminal prompts disabled"
    )]
    [DataRow(
        "GDT1131",
        Git
            + "ERROR: Repository not found.\n\tfatal: Could not read from remote repository.\n\t\n"
            + "\tPlease make sure you have the correct access rights\n\tand the repository exists."
    )]
    [DataRow(
        "GDT1131",
        Git
            + "@@@@@\n\t@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\n\t@@@@@\n"
            + "\tHost key verification failed.\n\tfatal: Could not read from remote repository."
    )]
    [DataRow("GDT1131", Git + "error: cannot run ssh: No such file or directory\n\tfatal: unable to fork")]
    [DataRow(
        "GDT1133",
        Git
            + "fatal: detected dubious ownership in repository at '/src'\n"
            + "\tTo add an exception for this directory, call:\n\t\n"
            + "\t\tgit config --global --add safe.directory /src"
    )]
    [DataRow(
        "GDT1145",
        Git + "error: file write error: No space left on device\n\tfatal: fetch-pack: invalid index-pack output"
    )]
    public void What_git_says(string code, string output)
    {
        var failure = FailureClassifier.Classify(output);

        Assert.AreEqual(code, failure.Code);
        Assert.AreEqual("example.com/x", failure.ModulePath);
    }

    [TestMethod]
    [DataRow(
        "GDT1121",
        "module example.com/x: git ls-remote -q origin: exit status 128: fatal: could not read Username "
            + "for 'https://git.example.com': terminal prompts disabled"
    )]
    [DataRow("GDT1121", "no space left on device")]
    [DataRow("GDT1121", "checksum mismatch")]
    [DataRow("GDT1119", "not found: example.com/x@v1.0.0: invalid version: unknown revision v1.0.0")]
    public void What_a_proxy_answers_is_not_what_happened_here_but_for_a_missing_revision(string code, string answer)
    {
        var failure = FailureClassifier.Classify(
            $"go: example.com/x@v1.0.0: reading https://proxy.example.com/example.com/x/@v/v1.0.0.info: 404 "
                + $"Not Found\n\tserver response: {answer}"
        );

        Assert.AreEqual(code, failure.Code);
        Assert.Contains(answer, failure.Summary);
    }
}
