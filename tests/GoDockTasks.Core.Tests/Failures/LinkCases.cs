namespace GoDockTasks.Core.Tests.Failures;

/// <summary>Linkers, Go's and the system's, and what is asked of the system for a build.</summary>
internal static class LinkCases
{
    public static readonly GoCase[] All =
    [
        C("a C library that isn't there", "GDT1140", "// #cgo LDFLAGS: -lbanana\nimport \"C\"\n\nfunc main() {}\n"),
        C(
            "a C function that isn't there",
            "GDT1140",
            "// int f(void);\nimport \"C\"\n\nfunc main() { println(C.f()) }\n"
        ),
        C("no pkg-config", "GDT1141", PkgConfig, sandbox => sandbox.NoPrograms()),
        // On a machine without pkg-config this is the case before; the corpus is made on one that has it.
        C("a library that pkg-config doesn't know", "GDT1141", PkgConfig),
        LdFlags("-X without a value", "-s -w -X main.version"),
        LdFlags("a flag that the linker doesn't know", "-banana"),
        new(
            "memory is refused",
            "GDT1154",
            sandbox =>
            {
                Program(sandbox, "func main() {}\n");
                // Less than the address space that Go's runtime reserves when it starts.
                sandbox.Limits = ["--as=200000000"];
            },
            "build",
            "-o",
            "/dev/null",
            "."
        )
        {
            NeedsModes = true,
        },
    ];

    private const string PkgConfig = "// #cgo pkg-config: banana\nimport \"C\"\n\nfunc main() {}\n";

    private static GoCase C(string name, string code, string source, Action<GoSandbox>? more = null) =>
        new(
            name,
            code,
            sandbox =>
            {
                Program(sandbox, source);
                sandbox.UseCCompiler();
                more?.Invoke(sandbox);
            },
            "build",
            "-o",
            "/dev/null",
            "."
        )
        {
            NeedsModes = true,
        };

    private static GoCase LdFlags(string name, string flags) =>
        new(
            name,
            "GDT1142",
            sandbox =>
            {
                Program(sandbox, "func main() {}\n");
                sandbox["CGO_ENABLED"] = "0";
            },
            "build",
            "-o",
            "/dev/null",
            "-ldflags",
            flags,
            "."
        );

    private static void Program(GoSandbox sandbox, string source)
    {
        sandbox.GoMod();
        sandbox.Write("main.go", "package main\n\n" + source);
    }
}
