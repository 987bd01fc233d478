using System.Diagnostics;
using System.Text;
using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tests.Logs;

namespace GoDockTasks.Core.Tests.Diagnosis;

/// <summary>
/// What runtimes of containers and loaders say of a program that they could not start, each version in its words. What
/// docker's and Go's newest say is in the corpus.
/// </summary>
[TestClass]
public sealed class StartFailureTests
{
    private const string Create = "OCI runtime create failed: ";

    // What ran in a container has no step and no exit code of its own.
    private static readonly string[] FormsOfContainers =
    [
        "bare",
        "bare, CRLF",
        "compose, a container's log",
        "GitHub Actions, bare",
        "GitLab, time stamps",
    ];

    [TestMethod]
    [DataRow("standard_init_linux.go:228: exec user process caused: exec format error", "GDT2412")]
    [DataRow("standard_init_linux.go:190: exec user process caused \"exec format error\"", "GDT2412")]
    [DataRow("{\"msg\":\"exec container process `/orders`: Exec format error\",\"level\":\"error\"}", "GDT2412")]
    [DataRow("[FATAL tini (7)] exec /orders failed: Exec format error", "GDT2412")]
    [DataRow("rosetta error: failed to open elf at /lib64/ld-linux-x86-64.so.2", "GDT2412")]
    [DataRow("qemu-x86_64: Could not open '/lib64/ld-linux-x86-64.so.2': No such file or directory", "GDT2412")]
    [DataRow("/bin/bash: line 1: ./orders: cannot execute binary file: Exec format error", "GDT2412")]
    [DataRow("standard_init_linux.go:228: exec user process caused: no such file or directory", "GDT2116")]
    [DataRow("panic: standard_init_linux.go:175: exec user process caused \"no such file or directory\"", "GDT2116")]
    [DataRow("exec container process (missing dynamic library?) `/orders`: No such file or directory", "GDT2116")]
    [DataRow("Error relocating /orders: __fprintf_chk: symbol not found", "GDT2116")]
    [DataRow("bash: ./orders: /lib/ld-musl-x86_64.so.1: bad ELF interpreter: No such file or directory", "GDT2116")]
    [DataRow(
        "Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by /orders)",
        "GDT2116"
    )]
    [DataRow("Error loading shared library libresolv.so.2: No such file or directory (needed by /orders)", "GDT2116")]
    [DataRow("Error loading shared library libpq.so.5: No such file or directory (needed by /orders)", "GDT2413")]
    [DataRow(
        "./orders: error while loading shared libraries: librdkafka.so.1: cannot open shared object file: No such file or directory",
        "GDT2413"
    )]
    [DataRow(
        "./orders: /lib64/libc.so.6: version `GLIBC_2.32' not found (required by ./orders)\n./orders: /lib64/libc.so.6: version `GLIBC_2.34' not found (required by ./orders)",
        "GDT2408"
    )]
    [DataRow(
        "exec container process (missing dynamic library?) `/app/entrypoint.sh`: No such file or directory",
        "GDT2409"
    )]
    [DataRow("exec /docker-entrypoint.sh: exec format error", "GDT2409")]
    [DataRow(
        Create + "container_linux.go:380: starting container process caused: exec: \"./start.sh\": permission denied",
        "GDT2409"
    )]
    [DataRow(
        Create
            + "container_linux.go:345: starting container process caused \"exec: \\\"/orders\\\": stat /orders: no such file or directory\": unknown.",
        "GDT2407"
    )]
    [DataRow(
        "Error: failed to start container \"orders\": Error response from daemon: failed to create task for container: failed to create shim task: "
            + Create
            + "runc create failed: unable to start container process: error during container init: exec: \"./orders\": stat ./orders: no such file or directory: unknown",
        "GDT2407"
    )]
    [DataRow(
        "Error: crun: executable file `orders` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found",
        "GDT2407"
    )]
    [DataRow(
        "Error: runc: runc create failed: unable to start container process: exec: \"/orders --verbose\": stat /orders --verbose: no such file or directory: OCI runtime attempted to invoke a command that was not found",
        "GDT2407"
    )]
    [DataRow(
        "Container creation error: \"runc create failed: unable to start container process: exec: \\\\\\\"/orders\\\\\\\": stat /orders: no such file or directory\\n\"",
        "GDT2407"
    )]
    public void A_container_that_does_not_start_has_one_cause_in_every_form_of_log(string said, string code)
    {
        foreach (var form in FormsOfContainers)
            Assert.AreEqual(code, Read(LogForms.All[form]("", said + "\n", 126)).Cause.Code, form);
    }

    [TestMethod]
    public void A_container_that_does_not_start_after_its_image_was_built_is_the_cause()
    {
        const string Built =
            "#1 [internal] load build definition from Dockerfile\n#1 DONE 0.0s\n\n#5 [build 3/3] RUN go build -o /orders .\n"
            + "#5 0.412 go: downloading example.com/greet v1.0.0\n#5 DONE 1.2s\n\n#6 exporting to image\n#6 DONE 0.1s\n";

        var cause = Read(Built + "orders-1  | exec /orders: exec format error\norders-1 exited with code 255\n").Cause;

        Assert.AreEqual("GDT2412", cause.Code);
        Assert.IsNull(cause.Step);
    }

    [TestMethod]
    [DataRow("[FATAL tini (7)] exec /orders failed: No such file or directory", "GDT1199")]
    [DataRow("Error relocating /orders: _ZSt4cout: symbol not found", "GDT1199")]
    [DataRow("{\"msg\":\"exec container process `/orders`: Operation not permitted\",\"level\":\"error\"}", "GDT1199")]
    [DataRow(
        "OCI runtime exec failed: exec failed: unable to start container process: exec: \"bash\": executable file not found in $PATH: unknown",
        "GDT1199"
    )]
    [DataRow("2026/02/03 10:11:12 plugin: fork/exec /plugins/tax: no such file or directory", "GDT5002")]
    public void What_may_have_several_causes_is_not_told_as_one(string said, string code) =>
        Assert.AreEqual(code, Read(said + "\n").Cause.Code);

    [TestMethod]
    [DataRow("exec /bin/sh: exec format error", 255, "GDT2412")]
    [DataRow("qemu: uncaught target signal 11 (Segmentation fault) - core dumped", 139, "GDT2412")]
    [DataRow("rosetta error: futex(FUTEX_LOCK_PI_PRIVATE) failure: 35\nTrace/breakpoint trap", 133, "GDT2412")]
    [DataRow("/bin/sh: 1: /orders: Exec format error", 126, "GDT2412")]
    [DataRow(
        "runc run failed: unable to start container process: exec: \"protoc\": executable file not found in $PATH",
        127,
        "GDT2123"
    )]
    [DataRow(
        "protoc: error while loading shared libraries: libprotoc.so.32: cannot open shared object file: x",
        127,
        "GDT2413"
    )]
    [DataRow("exec /usr/bin/protoc: no such file or directory", 1, "GDT1199")]
    public void A_tool_of_a_step_is_told_as_such(string said, int exitCode, string code) =>
        Assert.AreEqual(code, Read(LogForms.All["BuildKit, plain"]("RUN protoc", said + "\n", exitCode)).Cause.Code);

    [TestMethod]
    [DataRow("exec /orders: exec format error", 3)]
    [DataRow("exec: \"stock\": executable file not found in $PATH", 0)]
    public void The_line_that_starts_a_program_is_found(string said, int line)
    {
        using var folder = new TemporaryFolder();
        folder.Write("orders/go.mod", "module example.com/orders\n\ngo 1.27\n");
        folder.Write("orders/Dockerfile", "FROM scratch\nCOPY orders /\nENTRYPOINT [\"/orders\", \"--verbose\"]\n");
        var item = new SidecarItem("orders", new Dictionary<string, string>(), "", folder.Path("p.csproj"));

        var cause = LogDiagnosis
            .Read(
                new MemoryStream(Encoding.UTF8.GetBytes(said + "\n")),
                "run.log",
                [new("orders", folder.Path("orders"), null, item)]
            )
            .Cause;

        Assert.AreEqual(line, cause.Location.Line);
    }

    // What is looked for stands behind words of any length: each of them is read once, not once from each letter on.
    [TestMethod]
    [DataRow("GLIBC")]
    [DataRow("ELF")]
    public void Long_words_take_the_time_of_short_ones(string said)
    {
        var apart = Shortest(Lines(said + " "));

        Assert.IsLessThan(6 * apart, Shortest(Lines(said)));

        static string Lines(string word) =>
            string.Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat(word, 30_000 / word.Length)) + "\n", 8));

        static TimeSpan Shortest(string log) =>
            Enumerable
                .Range(0, 3)
                .Min(_ =>
                {
                    var watch = Stopwatch.StartNew();
                    Assert.AreEqual("GDT5002", Read(log).Cause.Code);
                    return watch.Elapsed;
                });
    }

    private static LogDiagnosis Read(string log) =>
        LogDiagnosis.Read(new MemoryStream(Encoding.UTF8.GetBytes(log)), "run.log");
}
