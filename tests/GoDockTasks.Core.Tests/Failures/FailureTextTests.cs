using GoDockTasks.Core.Failures;

namespace GoDockTasks.Core.Tests.Failures;

/// <summary>
/// Go's words where a real go can't be made to say them here: other systems, other machines' networks, luck.
/// </summary>
[TestClass]
public sealed class FailureTextTests
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
    [DataRow("GDT1139", "m.go:4:2: package bytes is not in GOROOT (/opt/src/src/bytes)")]
    [DataRow(
        "GDT1015",
        "m.go:12:2: cannot find package \"example.com/x\" in any of:\n        /usr/local/go/src/example.com/x (from $GOROOT)\n        /go/src/example.com/x (from $GOPATH)"
    )]
    [DataRow("GDT1116", "m.go:4:2: package x/bytes is not in GOROOT (/opt/src/x/bytes)")]
    [DataRow("GDT1008", "go: example.com/x@v1.0.0: parsing /x/go.mod: open /x/go.mod: no such file or directory")]
    [DataRow("GDT1002", "go: errors parsing go.mod:\nC:\\src\\orders\\go.mod:7: usage: require module/path v1.2.3")]
    [DataRow(
        "GDT1008",
        "go: example.com/x@v1.0.0 (replaced by ..\\x): reading ..\\x\\go.mod: open C:\\src\\x\\go.mod: The "
            + "system cannot find the file specified."
    )]
    [DataRow("GDT1009", "go: updates to go.sum needed, disabled by -mod=readonly")]
    [DataRow("GDT1010", "main.go:4:2: cannot find package \".\" in:\n\tC:\\src\\orders\\vendor\\example.com\\x")]
    [DataRow("GDT1010", "go: vendored module example.com/x should be required explicitly in go.mod")]
    [DataRow("GDT1011", "go: open C:\\src\\b\\go.mod: The system cannot find the path specified.")]
    [DataRow(
        "GDT1011",
        "current directory is contained in a module that is not one of the workspace modules listed in "
            + "go.work. You can add the module to the workspace using:\n\tgo work use ."
    )]
    [DataRow("GDT1012", "go: open C:\\src\\orders\\go.mod: Access is denied.")]
    [DataRow("GDT1012", "go: could not create module cache: mkdir /go/pkg/mod: read-only file system")]
    [DataRow(
        "GDT1012",
        "build cache is required, but could not be located: GOCACHE is not defined and %LocalAppData% is not defined"
    )]
    [DataRow(
        "GDT1102",
        "go: example.com/x in vendor/modules.txt requires go >= 1.24 (running go 1.23.5; GOTOOLCHAIN=local)"
    )]
    [DataRow(
        "GDT1102",
        "go: example.com/m imports\n\texample.com/x imports\n"
            + "\tslices: package slices is not in GOROOT (/usr/lib/go/src/slices)\n"
            + "note: imported by a module that requires go 1.21"
    )]
    [DataRow(
        "GDT1102",
        "/go/pkg/mod/example.com/x@v1.0.0/x.go:5:2: package slices is not in GOROOT "
            + "(/usr/lib/go/src/slices)\nnote: imported by a module that requires go 1.21"
    )]
    [DataRow(
        "GDT1003",
        "main.go:5:2: package slices is not in GOROOT (/usr/lib/go/src/slices)\n"
            + "note: imported by a module that requires go 1.21"
    )]
    [DataRow(
        "GDT1103",
        "go: download go1.24.99: golang.org/toolchain@v0.0.1-go1.24.99.linux-amd64: reading "
            + "https://proxy.example.com/golang.org/toolchain/@v/v0.0.1-go1.24.99.linux-amd64.zip: 404 Not Found"
    )]
    [DataRow("GDT1103", "go: invalid toolchain: go1.24 is a language version but not a toolchain version (go1.24.x)")]
    [DataRow(
        "GDT1106",
        "go: cannot find main module, but found .git/config in /src\n\tto create a module there, run:\n\tgo mod init"
    )]
    [DataRow(
        "GDT1110",
        "verifying example.com/x@v1.0.0: checksum mismatch\n\tdownloaded: h1:a=\n\tgo.sum:     h1:b=\n\n"
            + "SECURITY ERROR\nThis download does NOT match an earlier download recorded in go.sum."
    )]
    [DataRow(
        "GDT1110",
        "go: example.com/x@v1.0.0: verifying module: checksum mismatch\n\tdownloaded: h1:a=\n"
            + "\tsum.example.com: h1:b=\n\nSECURITY ERROR\nThis download does NOT match the one reported by the "
            + "checksum server."
    )]
    [DataRow(
        "GDT1110",
        "example.com/x v1.0.0: zip has been modified (/go/pkg/mod/cache/download/example.com/x/@v/v1.0.0.zip)"
    )]
    [DataRow(
        "GDT1112",
        "go: example.com/x@v1.0.0: verifying module: example.com/x@v1.0.0: initializing sumdb.Client: "
            + "checking tree#9: reading https://sum.example.com/tile: 403 Forbidden"
    )]
    [DataRow(
        "GDT1136",
        "m.go:4:2: unrecognized import path \"example.com/x\": parse https://example.com/x?go-get=1: no "
            + "go-import meta tags ()"
    )]
    [DataRow(
        "GDT1115",
        "go: example.com/m imports\n\texample.com/x/y: package example.com/x/y provided by example.com/x "
            + "at latest version v1.2.0 but not at required version v1.0.0"
    )]
    [DataRow(
        "GDT1118",
        "go: example.com/x@v1.0.0 used for two different module paths (example.com/x and example.com/y)"
    )]
    [DataRow(
        "GDT1118",
        "go: example.com/x/v2@v2.0.0: go.mod has non-.../v2 module path \"example.com/x\" at revision v2.0.0"
    )]
    [DataRow("GDT1119", "go: module example.com/x: no matching versions for query \"latest\"")]
    [DataRow(
        "GDT1120",
        "go: example.com/x@v2.0.0: invalid version: module contains a go.mod file, so module path must "
            + "match major version (\"example.com/x/v2\")"
    )]
    [DataRow(
        "GDT1120",
        "go: example.com/x@v0.0.0-20200101000000-abcdefabcdef: invalid pseudo-version: does not match "
            + "version-control timestamp (expected 20200102030405)"
    )]
    [DataRow(
        "GDT1132",
        "go: example.com/x@v1.0.0: git init --bare in C:\\go\\pkg\\mod\\cache\\vcs\\0f: exec: \"git\": "
            + "executable file not found in %PATH%"
    )]
    [DataRow(
        "GDT1132",
        "go: missing Mercurial command. See https://golang.org/s/gogetcmd\n"
            + "m.go:3:8: exec: \"hg\": executable file not found in $PATH"
    )]
    [DataRow("GDT1144", "go: updating go.sum: open /src/go.sum: read-only file system")]
    [DataRow(
        "GDT1144",
        "go build example.com/m: copying /tmp/go-build1/b001/exe/a.out: open /out/m: read-only file system"
    )]
    [DataRow("GDT1144", "go: updating go.mod: open C:\\src\\go.mod: Access is denied.")]
    [DataRow("GDT1144", "go: updating go.mod: existing contents have changed since last read")]
    [DataRow("GDT1145", "go: could not create module cache: mkdir /go/pkg: no space left on device")]
    [DataRow(
        "GDT1145",
        "# example.com/m\n/usr/lib/go/pkg/tool/linux_amd64/link: mapping output file failed: disk quota exceeded"
    )]
    [DataRow("GDT1145", "go: creating work dir: mkdir C:\\Temp\\go-build1: There is not enough space on the disk.")]
    [DataRow(
        "GDT1146",
        "# runtime/cgo\n_cgo_export.c:3:10: fatal error: stdlib.h: No such file or directory\n"
            + "    3 | #include <stdlib.h>\n      |          ^~~~~~~~~~"
    )]
    [DataRow("GDT1015", "go: -race requires cgo; enable cgo by setting CGO_ENABLED=1")]
    [DataRow("GDT1147", "package example.com/m: C source files not allowed when not using cgo or SWIG: a.c")]
    [DataRow("GDT1149", "package command-line-arguments is not a main package")]
    [DataRow("GDT1150", "# example.com/m\nruntime.main_main·f: function main is undeclared in the main package")]
    [DataRow("GDT1150", "# example.com/m [example.com/m.test]\n./m_test.go:9:2: undefined: x")]
    [DataRow("GDT1150", "# example.com/m\n./main.go:3:5: syntax error: unexpected EOF, expecting }")]
    [DataRow(
        "GDT1150",
        "# example.com/m\n./main.go:9:9: cannot use \"checksum mismatch: no space left on device, 404, "
            + "connection refused\" (untyped string constant) as int value in return statement"
    )]
    [DataRow("GDT1150", "# example.com/m\n./gen/rules.y:12: undefined: x")]
    [DataRow("GDT1150", "# example.com/m\n# [example.com/m]\nvet: ./main.go:3:15: declared and not used: x")]
    [DataRow("GDT1150", "# example.com/m\nmain.main: relocation target runtime.banana not defined")]
    [DataRow("GDT1150", "# example.com/m\nlink: main: invalid reference to runtime.gcStart")]
    [DataRow(
        "GDT1150",
        "# example.com/m\n./main.go:9:9: cannot use \"undefined reference to `f'\" (untyped string "
            + "constant) as int value in return statement"
    )]
    [DataRow(
        "GDT1150",
        "# example.com/m\n./main.go:3:9: error: expected identifier before numeric constant\n"
            + "    3 | // int 1; no space left on device\n      |     ^"
    )]
    [DataRow(
        "GDT1139",
        "# internal/cpu\nflag provided but not defined: -std\nusage: asm [options] file.s ...\nFlags:\n"
            + "  -D value\n# internal/goarch\ncompile: version \"go1.21.13\" does not match go tool version "
            + "\"go1.27.3\""
    )]
    [DataRow(
        "GDT1140",
        "# example.com/m\n/usr/lib/go/pkg/tool/linux_amd64/link: running gcc failed: exit status 1\n"
            + "/usr/bin/ld: cannot find -lbanana: No such file or directory\n"
            + "collect2: error: ld returned 1 exit status"
    )]
    [DataRow(
        "GDT1140",
        "# example.com/m\n/usr/lib/go/pkg/tool/linux_amd64/link: running gcc failed: exit status 1\n"
            + "collect2: fatal error: cannot find 'ld'\ncompilation terminated."
    )]
    [DataRow(
        "GDT1140",
        "# example.com/m\n/usr/local/go/pkg/tool/darwin_arm64/link: running clang failed: exit status 1\n"
            + "ld: library 'banana' not found\nclang: error: linker command failed with exit code 1 (use -v to "
            + "see invocation)"
    )]
    [DataRow(
        "GDT1140",
        "# example.com/m\n/usr/local/go/pkg/tool/darwin_arm64/link: running clang failed: exit status 1\n"
            + "Undefined symbols for architecture arm64:\n  \"_f\", referenced from:\n"
            + "      __cgo_Cfunc_f in 000001.o"
    )]
    [DataRow(
        "GDT1140",
        "# example.com/m\n/usr/local/go/pkg/tool/linux_amd64/link: running clang failed: exit status 1\n"
            + "ld.lld: error: unable to find library -lbanana"
    )]
    [DataRow(
        "GDT1141",
        "# pkg-config --cflags  -- banana\nPackage banana was not found in the pkg-config search path.\n"
            + "No package 'banana' found\npkg-config: exit status 1"
    )]
    [DataRow(
        "GDT1141",
        "# example.com/m\n# [pkg-config --cflags  -- banana]\n"
            + "Package banana was not found in the pkg-config search path.\nNo package 'banana' found"
    )]
    [DataRow("GDT1141", "example.com/m: exec: \"pkg-config\": executable file not found in $PATH")]
    [DataRow(
        "GDT1142",
        "# example.com/m\nflag provided but not defined: -banana\nusage: link [options] main.o\n  -B note\n"
            + "    \tadd an ELF note"
    )]
    [DataRow("GDT1146", "# runtime/cgo\ngcc: error: unrecognized command-line option '-marm'; did you mean '-mabm'?")]
    [DataRow("GDT1154", "# example.com/m\n/usr/lib/go/pkg/tool/linux_amd64/compile: signal: killed")]
    [DataRow(
        "GDT1154",
        "# example.com/m\n/usr/lib/go/pkg/tool/linux_amd64/link: running gcc failed: exit status 1\n"
            + "collect2: fatal error: ld terminated with signal 9 [Killed]"
    )]
    [DataRow("GDT1153", "go: invalid GOAMD64: must be v1, v2, v3, v4")]
    [DataRow("GDT1154", "go: open /src/go.mod: too many open files")]
    [DataRow("GDT1199", "main.go:3:8: something that no go has said so far of an import")]
    [DataRow("GDT1199", "# example.com/m\nsomething that no tool has said so far")]
    [DataRow("GDT1199", "go: something that no go has said so far")]
    [DataRow("GDT1199", "")]
    public void A_text_has_its_code(string code, string output) =>
        Assert.AreEqual(code, FailureClassifier.Classify(output).Code);

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

    [TestMethod]
    [DataRow("toolchain", "1.21")]
    [DataRow("godebug", "1.23")]
    [DataRow("tool", "1.24")]
    [DataRow("ignore", "1.25")]
    [DataRow("banana", null)]
    public void A_directive_of_a_newer_go_says_which(string directive, string? version)
    {
        var failure = FailureClassifier.Classify(
            $"go: errors parsing go.mod:\ngo.mod:9: unknown directive: {directive}\n"
        );

        Assert.AreEqual("GDT1002", failure.Code);
        Assert.AreEqual(version, failure.GoVersion);
        Assert.AreEqual(version is not null, failure.Fix.Contains("or newer", StringComparison.Ordinal));
    }
}
