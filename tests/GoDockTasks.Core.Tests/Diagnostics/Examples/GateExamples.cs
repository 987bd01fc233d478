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
        Of("GDT4013", folder => folder.Release(3, 12_000)),
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
    ];

    private static DiagnosticExample Scanned(string code, Action<GatedFolder> arrange, params string[] messages) =>
        Of(code, folder =>
        {
            folder.With(Scan, ("Report", "report.json"));
            folder.Folder.Write("src/app/report.json", ScanStream.Of(messages));
            arrange(folder);
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
