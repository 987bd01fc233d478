using System.Collections.Immutable;
using System.Net;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Fingerprints.Signing;
using GoDockTasks.Core.Fingerprints.Verification;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Images.Building;
using GoDockTasks.Core.Images.Tracing;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Registries;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tests.Fingerprints;
using GoDockTasks.Core.Tests.Images;
using GoDockTasks.Core.Tests.Images.Building;
using GoDockTasks.Core.Tests.Oci;

namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>4034, 4035, 407x and 41xx.</summary>
internal static class ImageExamples
{
    private const string Folder = "obj/Release/net10.0/godock/images/orders";

    // A case beside the other: the formatter runs them together.
    // csharpier-ignore
    public static IEnumerable<DiagnosticExample> All =>
    [
        Said("GDT4034", """{"result":"FAILED","failedTests":["vulnerabilities","size"]}"""),
        Said("GDT4035", """{"result":"OK"}"""),
        Traced("GDT4070", layout => layout.Beside("orders.tar")),
        Traced("GDT4071", layout =>
        {
            File.WriteAllText(layout.Beside("script"), "#!/bin/sh\n");
            layout.Write(ImageTracerTests.Image(layout, layout.Beside("script")));
            return layout.Root;
        }),
        Printed4072(),
        Statement("GDT4073", folder => folder.Payload),
        Statement("GDT4074", folder => "{}"u8.ToArray()),
        Traced("GDT4075", layout =>
        {
            File.WriteAllText(layout.Beside("script"), "#!/bin/sh\n");
            layout.Write(
                ImageTracerTests.Image(layout, layout.Beside("script"), config => config.Remove("Labels")));
            return layout.Root;
        }),
        new("GDT4101", () =>
        {
            using var layout = new WrittenLayout();
            var index = layout.WriteUsual();
            File.AppendAllText(layout.PathOf(index["digest"]!.GetValue<string>()), "\n");
            var found = ImageLayout.Read(layout.Root).Problem!;
            return Task.FromResult(Printed.Of("GDT4101", [found], layout.Root, (layout.Root, Folder)));
        }),
        Building("GDT4102", buildx => buildx.InspectFails = "ERROR: no builder \"farm\" found\n", "farm"),
        Building("GDT4103", buildx => buildx.BakeFails = ImageBuilderTests.Context, "farm"),
        Building("GDT4104", buildx =>
            buildx.Inspect(ImageBuilderTests.Farm("inactive")).BakeFails = ImageBuilderTests.Deadline, "farm"),
        Building("GDT4105", buildx => buildx.BakeFails = ImageBuilderTests.Classic),
        Building("GDT4106", buildx => buildx.InspectFails = "docker: unknown command: docker buildx\n"),
        Building("GDT4107", buildx =>
            buildx.Inspect(ImageBuilderTests.Farm(), ImageBuilderTests.Farm("inactive")).BakeFails =
                ImageBuilderTests.Lost, "farm"),
        new("GDT4108", () =>
        {
            using var layout = new WrittenLayout();
            layout.Write(layout.Image("amd64", null, layout.Blob(WrittenLayout.Layer, [0x28, 0xB5, 0x2F, 0xFD])));
            var image = ImageLayout.Read(layout.Root).Layout!;
            var found = ImageFiles.Read(image, image.Images[0], CancellationToken.None).Problem!;
            return Task.FromResult(Printed.Of("GDT4108", [found], layout.Root, (layout.Root, Folder)));
        }),
        Building("GDT4109", buildx => File.Delete(buildx.Folder.Path("sidecars/orders/Dockerfile"))),
        Building("GDT4110", _ => { }, platforms: "amd64"),
        Building("GDT4111", buildx => buildx.BakeEnds = ProcessEnd.TimedOut),
        BySdk("GDT4112", (_, _) => [SdkFailure.Of(
            "images.proj(9,5): error CONTAINER1018: Unable to download image from the repository "
                + "'gcr.io/distroless/static-debian12'.",
            SourceLocation.None)]),
        BySdk("GDT4113", (request, _) => SdkImagePlan.Make(request).Diagnostics, "CgoEnabled=true"),
        new("GDT4114", async () =>
        {
            using var handler = new RegistryExamples.AnsweringHandler(HttpStatusCode.NotFound, "");
            using var connection = new RegistryConnection(
                handler,
                new(new ProcessRunner(), ImmutableDictionary<string, string>.Empty, "/", TimeSpan.FromMinutes(1)),
                TimeProvider.System, TimeSpan.FromMinutes(1));
            var (_, problem) = await PlatformBase.ReadAsync(
                connection, ImageReference.TryParse("registry.example.com/base:1.4")!, Platform.Default, default,
                CancellationToken.None);
            return Printed.Of("GDT4114", [problem!], "/nowhere");
        }),
        BySdk("GDT4115", (request, plan) => SdkRemarks.Of(request, Builds(plan), null)),
        BySdk("GDT4116", (request, plan) => SdkRemarks.Of(request, Builds(plan), DateTimeOffset.UnixEpoch)),
        BySdk("GDT4117", (_, plan) =>
        {
            using var layout = new WrittenLayout();
            layout.Write(layout.Image("amd64"));
            return [new SdkImageForm(Builds(plan)[0], null)
                .Apply(ImageLayout.Read(layout.Root).Layout!, layout.Beside(""), CancellationToken.None).Problem!];
        }),
    ];

    private static DiagnosticExample Traced(string code, Func<WrittenLayout, string> image) => new(code, async () =>
        {
            using var layout = new WrittenLayout();
            var trace = await ImageTracerTests.TraceAsync(layout, image(layout));
            return Shown(code, trace, layout);
        });

    // The tree goes on after the program was built.
    private static DiagnosticExample Printed4072() => new("GDT4072", async () =>
        {
            using var folder = await PrintedFolder.NewAsync();
            using var layout = new WrittenLayout();
            layout.Write(ImageTracerTests.Image(layout, folder.Binary));
            folder.Built.With(
                "orders/go.mod",
                "module example.com/orders\n\ngo 1.19\n\nrequire example.com/log v1.1.0\n"
            );
            await folder.TidyAsync();
            var trace = await ImageTracerTests.TraceAsync(layout, layout.Root, tree: folder.Collector());
            return Shown("GDT4072", trace, layout);
        });

    private static DiagnosticExample Statement(string code, Func<PrintedFolder, byte[]> signed) => new(code, async () =>
        {
            using var folder = await PrintedFolder.NewAsync();
            using var layout = new WrittenLayout();
            layout.Write(ImageTracerTests.Image(layout, folder.Binary));
            var payload = Encoding
                .UTF8.GetString(signed(folder))
                .Replace("\"version\":\"v1.0.0\"", "\"version\":\"v1.0.1\"");
            using var signing = Keys.Signing(folder.Key);
            var bundle = layout.Beside("orders.sigstore.json");
            File.WriteAllBytes(
                bundle,
                SigstoreBundle.ToUtf8(DsseEnvelope.Sign(Encoding.UTF8.GetBytes(payload), signing))
            );
            var key = new TrustedKey(VerificationKey.Of(folder.Key), PrintedFolder.Builder);
            var trace = await ImageTracerTests.TraceAsync(layout, layout.Root, bundle, asks: true, tree: null, key);
            return Shown(code, trace, layout);
        });

    private static DiagnosticExample Said(string code, string result) => new(code, async () =>
        {
            using var signed = new SignedImage();
            signed.Sign(signed.Index, Core.Fingerprints.Statements.Statement.TestResult, result);
            return Printed.Of(
                code,
                (await signed.TraceAsync()).Diagnostics.Where(each => each.Code == code),
                signed.Layout.Root,
                (signed.Layout.Root, Folder),
                (VerificationKey.Of(signed.Key).Fingerprint, "SHA256:GBEV+nCvj0qFv3t2o4yLkXv5x6M3y0cJt5cVb4h1u2Q")
            );
        });

    private static string Shown(string code, ImageTrace trace, WrittenLayout layout) =>
        Printed.Of(
            code,
            trace.Diagnostics,
            layout.Root,
            (layout.Root, Folder),
            (layout.Beside("orders.tar"), "orders.tar"),
            (layout.Beside("orders.sigstore.json"), "dist/orders.sigstore.json")
        );

    private static ImmutableArray<SdkBuild> Builds(SdkImagePlan plan)
    {
        var named = new PlatformBase(
            RegistryAddress.Of(ImageReference.TryParse("gcr.io/distroless/static-debian12")!),
            "sha256:" + new string('5', 64),
            ["sha256:" + new string('9', 64)],
            default
        );
        return [new(plan.Images[0], Platform.Default, named, "", "")];
    }

    private static DiagnosticExample BySdk(
        string code,
        Func<ImageBuildRequest, SdkImagePlan, IEnumerable<Diagnostic>> found,
        params string[] metadata
    ) => new(code, async () =>
        {
            await using var folder = SdkImageFolder.New();
            var request = folder.Request(metadata);
            var all = found(request, SdkImagePlan.Make(request));
            return Printed.Of(code, all, folder.Folder.Root, (folder.Folder.ProjectFile, "src/app/app.csproj"));
        });

    private static DiagnosticExample Building(
        string code,
        Action<ScriptedBuildx> arrange,
        string? builder = null,
        string? platforms = null
    ) => new(code, async () =>
        {
            using var buildx = new ScriptedBuildx();
            arrange(buildx);
            var report = await buildx.BuildAsync(builder, platforms);
            (string, string)[] names = [(buildx.Folder.ProjectFile, "src/app/app.csproj"), ("60 s", "1800 s")];
            return Printed.Of(code, report.Diagnostics, buildx.Folder.Root, names);
        });
}
