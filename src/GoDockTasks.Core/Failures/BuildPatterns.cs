using System.Collections.Immutable;
using static GoDockTasks.Core.Diagnostics.DiagnosticCatalogue;
using static GoDockTasks.Core.Failures.Specificity;

namespace GoDockTasks.Core.Failures;

/// <summary>
/// What comes after compiling, and around it: cmd/link, cmd/go/internal/work, and the words of GNU's, LLVM's and
/// Apple's linkers and of pkg-config.
/// </summary>
internal static class BuildPatterns
{
    /// <summary>For what a C compiler says of Go's own C code.</summary>
    public const string CrossCompiler =
        "set CC to a C compiler for the platform that is built for, or leave C code out: "
        + "CgoEnabled=\"false\" on the GoSidecar item";

    private const string Library =
        "install the library with its development files (on Debian mostly a package lib…-dev), or name its "
        + "folder: CGO_LDFLAGS=-L/folder";

    private const string Function =
        "add the file or library that holds the function: a .c file beside the Go file, or a -l flag in "
        + "its #cgo LDFLAGS line";

    private const string Linker =
        "install the linker (Debian: binutils; Alpine: build-base), or leave C code out: "
        + "CgoEnabled=\"false\" on the GoSidecar item";

    private const string NeedsCgo =
        "set CgoEnabled=\"true\" on the GoSidecar item, which needs a C compiler, or take out the flag "
        + "that asks for it";

    private const string Instrumented = "set CgoEnabled=\"true\" on the GoSidecar item, which needs a C compiler";

    private const string PkgConfigMissing =
        "install pkg-config (Debian: pkg-config; Alpine: pkgconf), or leave C code out: "
        + "CgoEnabled=\"false\" on the GoSidecar item";

    public static readonly ImmutableArray<FailurePattern> All =
    [
        new(OutputRefused, Cause, "cannot write multiple packages to non-directory "),
        new(OutputRefused, Cause, "no main packages to build"),
        new(OutputRefused, Cause, "build output \"{*}\" already exists and is "),
        new(WrongGoRoot, Cause, "cannot find GOROOT directory: "),
        new(WrongGoRoot, Cause, "compile: version \"{*}\" does not match go tool version \""),
        new(WrongGoRoot, Cause, "go: no such tool \""),
        new(WrongGoRoot, Cause, "is not in GOROOT (and is not a command)"),
        // Every Go has them: where they are looked for is no Go.
        .. from package in (string[])["bytes", "errors", "fmt", "io", "os", "strings", "sync", "time", "unsafe"]
        select new FailurePattern(WrongGoRoot, Cause, $"package {package} is not in "),
        new(PkgConfig, Cause, "exec: \"{*}pkg-config\": executable file not found") { Advice = PkgConfigMissing },
        new(PkgConfig, Cause, "exec: \"{*}pkgconf\": executable file not found") { Advice = PkgConfigMissing },
        new(PkgConfig, Cause, "fork/exec {*}pkg-config: ") { Advice = PkgConfigMissing },
        new(PkgConfig, Cause, "Package {package} was not found in the pkg-config search path"),
        new(PkgConfig, Cause, "No package '{package}' found"),
        new(PkgConfig, Cause, "Package '{package}', required by '"),
        new(PkgConfig, Cause, "Requested '{*}' but version of "),
        new(PkgConfig, Wrapper, "pkg-config: exit status "),
        // 1.19 puts a header before what it printed, newer ones put it in brackets.
        new(PkgConfig, Wrapper, "# [{*} --cflags "),
        new(PkgConfig, Wrapper, "# [{*} --libs "),
        new(PkgConfig, Place, "# {*} --cflags  -- "),
        // The usage that follows tells whose flag it was.
        new(LdFlagsRefused, Cause, "flag provided but not defined: {*}usage: link "),
        new(LdFlagsRefused, Cause, "invalid value {*} for flag {*}usage: link "),
        new(LdFlagsRefused, Cause, "flag needs an argument: {*}usage: link "),
        new(LdFlagsRefused, Wrapper, "usage: link ")
        {
            Advice = "LdFlags holds a word that belongs to no flag: write -X before each importpath.name=value",
        },
        new(LdFlagsRefused, Cause, "invalid value {*} for flag -ldflags: "),
        new(LdFlagsRefused, Cause, "-X flag requires argument of the form importpath.name=value"),
        new(LdFlagsRefused, Cause, ": cannot set with -X: "),
        new(LdFlagsRefused, Cause, "-B argument must "),
        new(LdFlagsRefused, Cause, "unknown -H option: "),
        new(LdFlagsRefused, Cause, "invalid headtype: "),
        new(LdFlagsRefused, Cause, "-linkmode{*} requires external (cgo) linking, but cgo is not enabled")
        {
            Advice = NeedsCgo,
        },
        new(LdFlagsRefused, Cause, "internal linking requested {*}but external linking required: "),
        new(BadGoFlags, Wrapper, "flag provided but not defined: {*}usage: compile "),
        new(BadGoFlags, Wrapper, "flag provided but not defined: {*}usage: asm "),
        new(BadGoFlags, Cause, "invalid value {*} for flag -"),
        new(BadGoFlags, Cause, "-race requires cgo") { Advice = "take -race out, or " + Instrumented },
        new(BadGoFlags, Cause, "-msan requires cgo") { Advice = "take -msan out, or " + Instrumented },
        new(BadGoFlags, Cause, "-asan requires cgo") { Advice = "take -asan out, or " + Instrumented },
        new(BadGoFlags, Cause, "-race is not supported on "),
        new(BadGoFlags, Cause, "-race is only supported on "),
        new(BadGoFlags, Cause, "-msan is not supported on "),
        new(BadGoFlags, Cause, "-asan is not supported on "),
        new(BadGoFlags, Cause, "may not use -{*} and -{*} simultaneously"),
        new(BadGoFlags, Cause, "buildmode={*} not supported"),
        new(BadGoFlags, Cause, "-buildmode={*} requires external (cgo) linking, but cgo is not enabled")
        {
            Advice = NeedsCgo,
        },
        new(BadGoFlags, Cause, "-buildmode={*} not supported"),
        new(CCompiler, Cause, "requires external (cgo) linking, but cgo is not enabled") { Advice = NeedsCgo },
        // Before 1.20 the linker found it out, and went on.
        new(CCompiler, Place, "loadinternal: cannot find runtime/cgo") { Advice = NeedsCgo },
        new(BadGoSetting, Cause, "unknown GOEXPERIMENT "),
        new(BadGoSetting, Cause, "invalid GOAMD64"),
        new(BadGoSetting, Cause, "invalid GOARM"),
        new(BadGoSetting, Cause, "invalid GO386"),
        new(BadGoSetting, Cause, "invalid GOMIPS"),
        new(BadGoSetting, Cause, "invalid GOPPC64"),
        new(BadGoSetting, Cause, "invalid GORISCV64"),
        new(BadGoSetting, Cause, "invalid GOWASM"),
        new(BadGoSetting, Cause, "unsupported setting GO386="),
        new(BadGoSetting, Cause, "invalid GOFIPS140"),
        new(Linking, Cause, "cannot find -l{lib}") { Advice = Library },
        new(Linking, Cause, "unable to find library -l{lib}") { Advice = Library },
        new(Linking, Cause, "library not found for -l{lib}") { Advice = Library },
        new(Linking, Cause, "ld: library '{lib}' not found") { Advice = Library },
        new(Linking, Cause, "undefined reference to ") { Advice = Function },
        new(Linking, Cause, "error: undefined symbol: ") { Advice = Function },
        new(Linking, Cause, "Undefined symbols for architecture ") { Advice = Function },
        new(Linking, Cause, "cannot find 'ld'") { Advice = Linker },
        new(Linking, Cause, "cannot find 'collect2'") { Advice = Linker },
        new(Linking, Cause, "unable to execute command: Executable \"{*}ld\" doesn't exist") { Advice = Linker },
        new(Linking, Cause, "link: running {*}: exec: \"{*}\": executable file not found") { Advice = Linker },
        new(Linking, Cause, "multiple definition of "),
        new(Linking, Cause, "file format not recognized"),
        new(Linking, Outside, "unrecognized command-line option "),
        new(Linking, Outside, "unrecognized command line option "),
        new(Linking, Outside, "invalid linker name in argument "),
        new(Linking, Wrapper, "link: running "),
        new(Linking, Place, "collect2: error: ld returned "),
        new(Linking, Place, "/link: "),
        new(Linking, Place, "\\link.exe: "),
    ];

    /// <summary>
    /// What a linker says of a line: in a file that cgo made from the user's, or of the user's own C code.
    /// </summary>
    public static readonly ImmutableArray<FailurePattern> AtLines =
    [
        FailurePattern.Saying(Linking, Cause, "undefined reference to ") with
        {
            Advice = Function,
        },
        FailurePattern.Saying(Linking, Cause, "undefined symbol: ") with
        {
            Advice = Function,
        },
        FailurePattern.Saying(Linking, Cause, "multiple definition of "),
    ];
}
