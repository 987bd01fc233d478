using System.Collections.Immutable;
using System.Net;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Images;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Registries;
using GoDockTasks.Core.Release;
using GoDockTasks.Core.Tests.Oci;
using GoDockTasks.Core.Tests.Release;

namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>4040 to 4059.</summary>
internal static class RegistryExamples
{
    private const string Repository = "registry.example.com/shop/orders";

    // A case beside the other: the formatter runs them together.
    // csharpier-ignore
    public static IEnumerable<DiagnosticExample> All =>
    [
        new("GDT4040", async () =>
            Printed.Of("GDT4040", [await RefusedAsync("127.0.0.1:1/shop/orders", null, "")], "/nowhere",
                ("127.0.0.1:1", "registry.example.com"))),
        Answered("GDT4041", HttpStatusCode.Forbidden, ""),
        Answered("GDT4042", HttpStatusCode.ServiceUnavailable, ""),
        Answered("GDT4043", HttpStatusCode.BadRequest,
            """{"errors":[{"code":"TAG_IMMUTABLE","message":"the tag exists and can't be changed"}]}"""),
        new("GDT4044", async () =>
        {
            using var folder = new ReleasedFolder();
            var layout = await folder.AddAsync("orders");
            var (opened, _) = OpenedImage.Open(
                folder.Image(Repository + ":1.4.0", "orders"), folder.Built.Folder.Path("tmp"), CancellationToken.None);
            layout.Write(layout.Image("arm64"));
            return Printed.Of("GDT4044", [ImageRelease.Moved(opened!)!], layout.Root,
                (layout.Root, "obj/Release/net10.0/godock/images/orders"),
                (opened!.Layout.Root.Digest, "sha256:" + new string('5', 64)),
                (ImageLayout.Read(layout.Root).Layout!.Root.Digest, "sha256:" + new string('9', 64)));
        }),
        new("GDT4045", async () =>
        {
            using var folder = new ReleasedFolder();
            await folder.AddAsync("orders");
            folder.Gates.RemoveAll(gate => gate.Name == "vulnerabilities");
            return Printed.Of("GDT4045", (await folder.RunAsync(_ => Repository + ":1.4.0")).Diagnostics,
                folder.Built.Folder.Root);
        }),
        new("GDT4046", () =>
        {
            using var layout = new WrittenLayout();
            layout.WriteUsual();
            var image = new PushedImage(
                ImageReference.TryParse(Repository + ":1.4.0")!, ImageLayout.Read(layout.Root).Layout!,
                [new("a", []), new("b", [])]);
            return Task.FromResult(
                Printed.Of("GDT4046", [ReleasePush.NotListed(image, 1).ToDiagnostic()], layout.Root,
                    (image.Layout.Root.Digest, "sha256:" + new string('5', 64))));
        }),
        new("GDT4047", () =>
        {
            using var folder = new ReleasedFolder();
            var sidecar = folder.Built.Sidecar("orders");
            var (_, problems) = ReleasedImages.Of(
                [new("", new Dictionary<string, string> { ["Name"] = "orders", ["Layout"] = "/nowhere" }, "", null)],
                [new(sidecar, ".")], "", "1.4.0", folder.Built.Request.ProjectFile);
            return Task.FromResult(Printed.Of("GDT4047", problems, folder.Built.Folder.Root));
        }),
        new("GDT4048", () => Task.FromResult(
            Printed.Of("GDT4048", [ReleasePush.Moved([Repository + ":1.4.0"], 2)], "/nowhere"))),
        new("GDT4050", async () =>
        {
            using var home = new TemporaryFolder();
            var unsent = await new Notification(
                    new ProcessRunner(), ["sh", "-c", "echo 'HTTP 401' >&2; exit 22"], home.Root,
                    new Dictionary<string, string> { ["PATH"] = Tool.SystemPath }, TimeSpan.FromMinutes(1))
                .SendAsync(new(null, [], []), CancellationToken.None);
            return Printed.Of("GDT4050", [unsent!], home.Root);
        }),
    ];

    private static DiagnosticExample Answered(string code, HttpStatusCode status, string body) =>
        new(code, async () => Printed.Of(code, [await RefusedAsync(Repository, status, body)], "/nowhere"));

    // What is said of pushing a tag where a registry answers so, or nobody does.
    private static async Task<Diagnostic> RefusedAsync(string repository, HttpStatusCode? status, string body)
    {
        using var home = new TemporaryFolder();
        using HttpMessageHandler handler = status is { } answer
            ? new AnsweringHandler(answer, body)
            : RegistryConnection.CreateHandler();
        using var connection = new RegistryConnection(
            handler,
            new(new ProcessRunner(), ImmutableDictionary<string, string>.Empty, home.Root, TimeSpan.FromMinutes(1)),
            TimeProvider.System,
            TimeSpan.FromMinutes(1)
        );
        var exception = await Assert.ThrowsExactlyAsync<RegistryException>(() =>
            new ImageRepository(connection, RegistryAddress.Of(ImageReference.TryParse(repository)!)).PutManifestAsync(
                "1.4.0",
                MediaTypes.Index,
                [],
                CancellationToken.None
            )
        );
        return exception.ToDiagnostic();
    }

    /// <summary>In place of a registry: its host's name is an example's, which nobody has.</summary>
    internal sealed class AnsweringHandler(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult(
                new HttpResponseMessage(status) { Content = new StringContent(body), RequestMessage = request }
            );
    }
}
