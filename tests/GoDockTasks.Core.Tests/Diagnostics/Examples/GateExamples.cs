using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Gates;
using GoDockTasks.Core.Tests.Gates;

namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>4010 to 4039.</summary>
internal static class GateExamples
{
    private const string Scan = "vulnerabilities";
    private const string Exception = "GO-2026-0001";

    // A case beside the other: the formatter runs them together.
    // csharpier-ignore
    public static IEnumerable<DiagnosticExample> All =>
    [
        Scanned("GDT4010", _ => { }, ScanStream.Whole("symbol", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H")),
        Scanned("GDT4011", _ => { }, ScanStream.Whole("package")),
        Of("GDT4012", folder => Analyzed(folder)),
        Of("GDT4013", folder => folder.Release(3, 12_000)),
        Of("GDT4014", folder => folder.With("start-up", ("BaselineProgram", "/bin/true")).Run("/bin/false")),
        Tested("GDT4015", GoTestEvents.Failing),
        Tested("GDT4016", GoTestEvents.NotBuilt),
        Tested("GDT4017", GoTestEvents.Panicking),
        Tested("GDT4018", GoTestEvents.TimedOut),
        Tested("GDT4019", GoTestEvents.Cached),
        Of("GDT4020", folder => folder.WithImage(user: "root")),
        Of("GDT4021", folder => folder.With(Scan)),
        Scanned("GDT4022", _ => { }, ScanStream.Config(), ScanStream.Bill()),
        Scanned("GDT4023", _ => { }, ScanStream.Config(), ScanStream.Bill("v1.1.0"), ScanStream.Gave),
        Scanned("GDT4024", folder => folder.Now = folder.Now.AddDays(30),
            ScanStream.Config(), ScanStream.Bill(), ScanStream.Gave),
        Of("GDT4025", folder => folder.With(Scan, ("Command", "true"))),
        Of("GDT4026", folder => folder.Release(2, 12_000)),
        Of("GDT4027", folder =>
            folder.Folder.Write("src/app/godock.baselines.json", "<<<<<<< HEAD\n{\"version\":1}\n")),
        Of("GDT4028", folder => folder.Accept(Exception)),
        Of("GDT4029", folder => folder.Accept(Exception, ("Reason", "own templates"), ("Until", "2026-10-31"))),
        Scanned("GDT4030", folder => folder.Accept(Exception, ("Reason", "own templates")),
            ScanStream.Config(), ScanStream.Bill(), ScanStream.Gave),
        Of("GDT4031", folder =>
        {
            folder.With("latency", ("Report", "latency.json"), ("Threshold", "20"));
            folder.Folder.Write("src/app/latency.json", """{"measured": 24.5, "unit": "ms"}""");
        }),
        Released("GDT4032", file => LastReleases.Unusable(file, "orders", "registry.example.com/shop/orders:1.3.0",
            "they are about another image")),
        Released("GDT4033", file => LastReleases.Missing(file, "orders",
            "'registry.example.com/shop/orders:1.3.0' has none; the next release has some")),
    ];

    private static void Analyzed(GatedFolder folder)
    {
        folder.With("static-analysis", ("Sarif", "lint.sarif"));
        folder.Folder.Write("orders/main.go", "package main\n");
        folder.Folder.Write(
            "src/app/lint.sarif",
            SarifTexts.Log(
                SarifTexts.Result("SA5009", "Printf format %d has arg #1 of wrong type string", "main.go", 12)
            )
        );
    }

    private static DiagnosticExample Tested(string code, string events) => Of(code, folder =>
        {
            folder.With("contract", ("Report", "tests.json"));
            folder.Folder.Write("src/app/tests.json", events);
        });

    private static DiagnosticExample Scanned(string code, Action<GatedFolder> arrange, params string[] messages) =>
        Of(code, folder =>
        {
            folder.With(Scan, ("Report", "report.json"));
            folder.Folder.Write("src/app/report.json", ScanStream.Of(messages));
            arrange(folder);
        });

    private static DiagnosticExample Released(string code, Func<string, Diagnostic> find) => new(code, () =>
        {
            using var folder = new GatedFolder();
            var found = find(folder.Folder.Path(GatedFolder.Project));
            return Task.FromResult(Printed.Of(code, [found], folder.Folder.Root));
        });

    private static DiagnosticExample Of(string code, Action<GatedFolder> arrange) => new(code, async () =>
        {
            using var folder = new GatedFolder();
            arrange(folder);
            return Printed.Of(
                code,
                (await folder.RunAsync()).Diagnostics,
                folder.Folder.Root,
                ("orders/go.mod", "sidecars/orders/go.mod")
            );
        });
}
