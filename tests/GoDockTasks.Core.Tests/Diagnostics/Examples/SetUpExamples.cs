using System.Diagnostics.CodeAnalysis;
using System.Xml.Linq;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tests.Building;
using GoDockTasks.Core.Tests.Tidy;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>00xx.</summary>
[SuppressMessage("Interoperability", "CA1416", Justification = "The examples are made on Linux.")]
internal static class SetUpExamples
{
    private const string Project = "src/app/app.csproj";

    // A case beside the other: the formatter runs them together.
    // csharpier-ignore
    public static IEnumerable<DiagnosticExample> All =>
    [
        new("GDT0001", () => Task.FromResult(HostTooOld())),
        ModuleExamples.Checked("GDT0002", folder =>
        {
            folder.WithOrders();
            folder.Request = folder.Request with { Go = new() { Executable = "/opt/go/bin/go" } };
        }),
        Read("GDT0003", """<GoSidecar Include="../../sidecars/orders" Port="8080" />"""),
        Read("GDT0004", """<GoSidecar Include="../../sidecars/order" />"""),
        Built("GDT0005", """<GoSidecar Include="../../sidecars/shop" />""", folder => folder
            .With("sidecars/shop/go.mod", "module example.com/shop\n\ngo 1.26\n")
            .With("sidecars/shop/cmd/orders/main.go", OrdersModule.Empty)
            .With("sidecars/shop/cmd/pricing/main.go", OrdersModule.Empty)),
        Read(
            "GDT0006",
            """<GoSidecar Include="../../sidecars/orders" />""",
            """<GoSidecar Include="../../sidecars/orders/go.mod" />"""),
        new("GDT0007", async () =>
        {
            using var folder = new CheckedFolder().WithOrders(OrdersModule.Uses("example.com/greet"));
            await using var proxy = await ModuleProxy.StartAsync(folder.Proxy, ModuleProxyFault.Stalls);
            folder.Environment["GOPROXY"] = proxy.Url.AbsoluteUri;
            folder.Request = folder.Request with { Timeout = TimeSpan.FromSeconds(1) };
            var report = await folder.CheckAsync(OrdersModule.Folder);
            return Printed.Of("GDT0007", report.Diagnostics, folder.Folder.Root, ("1 s", "300 s"));
        }),
        ModuleExamples.Checked("GDT0008", folder => folder
            .With("go.work", "go 1.26\n\nuse (\n\t./libs/money\n\t./sidecars/orders\n)\n")
            .With("libs/money/go.mod", "module example.com/shop/money\n\ngo 1.26\n")
            .With("libs/money/money.go", "package money\n")
            .WithOrders(OrdersModule.Uses("example.com/shop/money"))),
        Built("GDT0009", folder =>
            folder.Request = folder.WithOrders().Request with { RuntimeIdentifier = "browser-wasm" }),
        Built("GDT0010", """<GoSidecar Include="../../sidecars/orders" Main="./orders" />""", folder => folder
            .With("sidecars/orders/go.mod", OrdersModule.GoMod())
            .With("sidecars/orders/orders/orders.go", "package orders\n")
            .With("sidecars/orders/cmd/orders/main.go", OrdersModule.Empty)),
        Built("GDT0011", folder => folder
            .With("sidecars/orders/go.mod", OrdersModule.GoMod())
            .With("sidecars/orders/server/main.go", OrdersModule.Empty)),
        Built("GDT0012", folder => folder.WithOrders().Environment["GOFLAGS"] = "-buildmode=c-archive"),
        ModuleExamples.Checked(
            "GDT0013", folder => SpecialFile.MakePipe(folder.WithOrders().Folder.Path("sidecars/orders/events.go"))),
        new("GDT0014", () =>
        {
            const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            using var folder = new TemporaryFolder();
            var store = Directory.CreateDirectory(folder.Path("cache/godock"), Own).FullName;
            Assert.IsTrue(new VerdictStore(store, TimeProvider.System).Put("00" + new string('1', 62), []));
            File.SetUnixFileMode(store, Own | UnixFileMode.OtherWrite);
            var problem = new VerdictStore(store, TimeProvider.System).CheckTrust()!;
            return Task.FromResult(Printed.Of("GDT0014", [problem], folder.Root, (store, "/cache/godock")));
        }),
    ];

    /// <summary>What a build of the module finds.</summary>
    public static DiagnosticExample Built(string code, Action<BuiltFolder> arrange, bool cgo = false) =>
        Built(code, """<GoSidecar Include="../../sidecars/orders" />""", arrange, cgo);

    /// <summary>What a build of the project's item finds.</summary>
    public static DiagnosticExample Built(string code, string item, Action<BuiltFolder> arrange, bool cgo = false) =>
        new(code, async () =>
        {
            using var folder = new BuiltFolder();
            arrange(folder);
            var sidecars = Read(folder.Folder, item).Sidecars;
            var report = await folder.BuildAsync([.. sidecars.Select(sidecar => sidecar with { CgoEnabled = cgo })]);
            return Printed.Of(code, report.Diagnostics, folder.Folder.Root, ("gcc-gone", "gcc"));
        });

    // What reading the project's items finds.
    private static DiagnosticExample Read(string code, params string[] items) => new(code, () =>
        {
            using var folder = new TemporaryFolder();
            folder.Write("sidecars/orders/go.mod", OrdersModule.GoMod());
            return Task.FromResult(Printed.Of(code, Read(folder, items).Diagnostics, folder.Root));
        });

    private static SidecarList Read(TemporaryFolder folder, params string[] items)
    {
        var lines = string.Concat(items.Select(item => $"    {item}\n"));
        var project = folder.Write(Project, $"<Project>\n  <ItemGroup>\n{lines}  </ItemGroup>\n</Project>\n");
        var read = items.Select(item => Item(XElement.Parse(item), project));
        return SidecarReader.Read(read, Path.GetDirectoryName(project)!);
    }

    private static SidecarItem Item(XElement item, string project) =>
        new(
            item.Attribute("Include")!.Value,
            item.Attributes()
                .Where(attribute => attribute.Name != "Include")
                .ToDictionary(attribute => attribute.Name.LocalName, attribute => attribute.Value),
            "",
            project
        );

    // Which only an older host says; what it says stands in the targets.
    private static string HostTooOld()
    {
        var targets = XDocument.Load(Path.Combine(Repository.Root, "build", "GoDockTasks.targets"));
        var error = targets.Descendants("Error").Single(error => error.Attribute("Code")?.Value == "GDT0001");
        var text = error.Attribute("Text")!.Value.Replace("$(MSBuildVersion)", "17.14.28");
        return Printed.Text($"{Project} : error GDT0001: {text}", "/shop");
    }
}
