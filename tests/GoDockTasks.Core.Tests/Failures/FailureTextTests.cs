using GoDockTasks.Core.Failures;

namespace GoDockTasks.Core.Tests.Failures;

/// <summary>
/// Go's words where a real go can't be made to say them here: other systems, other machines' networks, luck.
/// </summary>
[TestClass]
public sealed class FailureTextTests
{
    [TestMethod]
    [DataRow("GDT1106", "go: cannot find main module; see 'go help modules'")]
    [DataRow("GDT1115", "build example.com/m: cannot find module for path example.com/x/y")]
    [DataRow("GDT1015", "go: modules disabled inside GOPATH/src by GO111MODULE=auto; see 'go help modules'")]
    [DataRow("GDT1118", "go: example.com/x@v1.0.0: parsing go.mod: unexpected module path \"example.com/y\"")]
    [DataRow(
        "GDT1112",
        "verifying example.com/x@v1.0.0: example.com/x@v1.0.0: reading "
            + "https://sum.example.com/lookup/example.com/x@v1.0.0: 410 Gone"
    )]
    [DataRow("GDT1012", "go: writing go.mod cache: permission denied")]
    [DataRow(
        "GDT1127",
        "go: writing go.mod cache: permission denied\ngo: example.com/x@v1.0.0: Get "
            + "\"https://proxy.example.com/example.com/x/@v/v1.0.0.mod\": dial tcp 10.0.0.3:443: connect: no route "
            + "to host"
    )]
    [DataRow("GDT1012", "go: writing stat cache: open /go/pkg/mod/cache/download/v1.0.0.info: permission denied")]
    [DataRow(
        "GDT1134",
        "error obtaining VCS status: exit status 128\n\tUse -buildvcs=false to disable VCS stamping.\n"
            + "no Go files in /src/cmd"
    )]
    public void Old_words_and_what_comes_after_a_cause_mean_what_they_did(string code, string output) =>
        Assert.AreEqual(code, FailureClassifier.Classify(output).Code);

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
        "go: example.com/x@v1.0.0 (replaced by git.example.com/y/x@v1.2.0): version \"v1.2.0\" invalid: "
            + "git ls-remote -q origin in /go/pkg/mod/cache/vcs/9553: exit status 128:\n"
            + "\tfatal: could not read Username for 'https://git.example.com': terminal prompts disabled",
        "git.example.com"
    )]
    [DataRow("fatal: Authentication failed for 'https://me@git.example.com/y/x.git/'", "git.example.com")]
    [DataRow(
        "go: example.com/x@v1.0.0 requires\n\texample.com/z@v0.3.0: missing go.sum entry; to add it:\n"
            + "\tgo mod download example.com/z",
        "go mod download example.com/z"
    )]
    public void What_to_do_names_what_the_cause_is_about(string output, string named) =>
        Assert.Contains(named, FailureClassifier.Classify(output).Fix);

    // Nobody can correct a dependency's code where it lies; another version of it may help.
    [TestMethod]
    [DataRow("/go/pkg/mod/example.com/x@v1.0.0/x.go:5:2: undefined: y", true)]
    [DataRow("../../go/pkg/mod/example.com/x@v1.0.0/x.go:5:2: undefined: y", true)]
    [DataRow("./x.go:5:2: undefined: y", false)]
    public void A_dependency_that_does_not_compile_is_replaced_by_a_command(string said, bool isReplaced)
    {
        var failure = FailureClassifier.Classify($"# example.com/x\n{said}\n");

        Assert.AreEqual("GDT1150", failure.Code);
        Assert.AreEqual(isReplaced, failure.Fix.Contains("'go get ", StringComparison.Ordinal));
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
