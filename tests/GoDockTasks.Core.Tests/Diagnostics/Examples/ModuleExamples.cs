using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using GoDockTasks.Core.Tests.Tidy;

namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>10xx and 12xx: what a check of modules finds by looking.</summary>
[SuppressMessage("Interoperability", "CA1416", Justification = "The examples are made on Linux.")]
internal static class ModuleExamples
{
    private const string MergedByHand =
        "\n<<<<<<< HEAD\nrequire example.com/shop/money v1.2.0\n"
        + "=======\nrequire example.com/shop/money v1.3.0\n>>>>>>> feature\n";

    public static IEnumerable<DiagnosticExample> All => [.. Modules, .. Proxies];

    private static IEnumerable<DiagnosticExample> Modules =>
        [
            Checked("GDT1001", folder =>
            {
                folder.Proxy.Add("example.com/shop/log", "v1.0.0", ("log.go", "package log\n"));
                folder.WithOrders(
                    "package main\n\nimport (\n\t_ \"net/http\"\n\t_ \"example.com/shop/log\"\n)\n\nfunc main() {}\n"
                );
            }),
            Checked("GDT1002", folder => folder.WithOrders(more: MergedByHand)),
            Checked("GDT1003", folder => folder.WithOrders(go: "1.99")),
            Checked(
                "GDT1004",
                folder =>
                    folder
                        .WithOrders(go: "1.23")
                        .With("sidecars/pricing/go.mod", "module example.com/shop/pricing\n\ngo 1.22\n"),
                "sidecars/orders",
                "sidecars/pricing"
            ),
            Checked("GDT1005", folder =>
                folder.Request = folder.WithOrders(go: "1.21.0").Request with { Go = new() { Version = "1.20" } }
            ),
            Checked("GDT1006", folder => folder.WithOrders(at: "gopath"), "gopath"),
            Checked(
                "GDT1007",
                folder =>
                {
                    folder.WithOrders(at: "tmp").Environment["TMPDIR"] = folder.Folder.Path("tmp");
                    folder.Request = folder.Request with { TemporaryDirectory = folder.Folder.Path("tmp/") };
                },
                "tmp"
            ),
            Checked("GDT1008", folder =>
                folder
                    .With("libs/money/go.mod", "module example.com/shop/money\n")
                    .WithOrders(
                        OrdersModule.Uses("example.com/shop/money"),
                        OrdersModule.RequiresMoney + "\nreplace example.com/shop/money => ../../lib/money\n"
                    )
            ),
            Checked("GDT1009", folder => folder.WithMoney().With("sidecars/orders/go.sum", "")),
            Checked("GDT1010", folder =>
                folder
                    .WithMoney()
                    .With(
                        "sidecars/orders/vendor/modules.txt",
                        "# example.com/shop/money v1.1.0\n## explicit\nexample.com/shop/money\n"
                    )
                    .With("sidecars/orders/vendor/example.com/shop/money/money.go", "package money\n")
            ),
            Checked("GDT1011", folder =>
                folder.With("go.work", "go 1.26\n\nuse (\n\t./libs/money\n\t./sidecars/orders\n)\n").WithOrders()
            ),
            FailureExamples.Of("GDT1012", "module cache not writable"),
            Checked("GDT1013", folder =>
            {
                folder.WithOrders();
                foreach (var name in new[] { "go.mod", "main.go" })
                    File.SetUnixFileMode(folder.Folder.Path("sidecars/orders/" + name), (UnixFileMode)0b110_110_110);
            }),
            Checked("GDT1014", async folder =>
            {
                const string Retracts = "module example.com/shop/old\n\ngo 1.19\n\nretract v1.0.0 // loses orders\n";
                folder
                    .Proxy.Add("example.com/shop/old", "v1.0.0", ("old.go", "package old\n"))
                    .Add("example.com/shop/old", "v1.0.1", ("go.mod", Retracts), ("old.go", "package old\n"));
                folder.WithOrders(OrdersModule.Uses("example.com/shop/old"), "\nrequire example.com/shop/old v1.0.0\n");
                await folder.TidyAsync(OrdersModule.Folder);
                folder.Request = folder.Request with { ProbeProxies = true };
            }),
            Set("GDT1015", "GOFLAGS", "-mod=mod vendor"),
        ];

    private static IEnumerable<DiagnosticExample> Proxies =>
        [
            Set("GDT1201", "GOPROXY", "htps://proxy.example.com,direct"),
            Set("GDT1202", "GOPROXY", "https://me:secret@proxy.example.com,direct"),
            Set("GDT1203", "GOPROXY", "https://proxy.example.com,https://mirror.example.com,direct"),
            Set("GDT1204", "GOPROXY", "direct"),
            Set("GDT1205", "GOSUMDB", "off"),
            Set("GDT1206", "GOPRIVATE", "github.com"),
            Checked("GDT1207", folder =>
            {
                folder.WithOrders(more: "\nrequire git.example.com/shop/money v1.2.0\n");
                folder.Environment["GOPRIVATE"] = "git.example.com";
                folder.Environment["GONOPROXY"] = "other.example.com";
                folder.Environment["GOPROXY"] = "https://proxy.example.com,direct";
            }),
            Set("GDT1208", "GONOSUMCHECK", "1"),
            Set("GDT1209", "GOPROXY", "http://proxy.example.com"),
            new("GDT1210", async () =>
            {
                using var folder = new CheckedFolder().WithMoney();
                await folder.TidyAsync(OrdersModule.Folder);
                await using var proxy = await ModuleProxy.StartAsync(folder.Proxy, ModuleProxyFault.ServiceUnavailable);
                folder.Environment["GOPROXY"] = proxy.Url.AbsoluteUri.TrimEnd('/');
                folder.Request = folder.Request with { ProbeProxies = true };
                var report = await folder.CheckAsync(OrdersModule.Folder);
                return Printed.Of("GDT1210", report.Diagnostics, folder.Folder.Root);
            }),
            Checked("GDT1211", folder =>
            {
                folder.WithOrders().Environment["GOPROXY"] = "https://proxy.example.com,direct";
                folder.Request = folder.Request with { Go = new() { Proxy = "https://mirror.example.com,direct" } };
            }),
        ];

    /// <summary>What a check of the module, or of others, finds.</summary>
    public static DiagnosticExample Checked(
        string code,
        Action<CheckedFolder> arrange,
        params ImmutableArray<string> modules
    ) =>
        Checked(
            code,
            folder =>
            {
                arrange(folder);
                return Task.CompletedTask;
            },
            modules
        );

    private static DiagnosticExample Checked(
        string code,
        Func<CheckedFolder, Task> arrange,
        params ImmutableArray<string> modules
    ) => new(code, async () =>
        {
            using var folder = new CheckedFolder();
            await arrange(folder);
            var report = await folder.CheckAsync(modules.IsEmpty ? [OrdersModule.Folder] : [.. modules]);
            return Printed.Of(code, report.Diagnostics, folder.Folder.Root, (folder.Folder.Path("tmp"), "/tmp"));
        });

    // What a check finds with a variable in the environment.
    private static DiagnosticExample Set(string code, string variable, string value) =>
        Checked(code, folder => folder.WithOrders().Environment[variable] = value);
}
