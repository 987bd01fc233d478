using System.Diagnostics.CodeAnalysis;
using GoDockTasks.Core.Dockerfiles;
using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Tests.Dockerfiles.Generation;
using GoDockTasks.Core.Tests.Dockerfiles.Rules;

namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>20xx to 24xx.</summary>
[SuppressMessage("Interoperability", "CA1416", Justification = "The examples are made on Linux.")]
internal static class DockerfileExamples
{
    public static IEnumerable<DiagnosticExample> All =>
        [
            .. Generation,
            .. Linting,
            .. RuleCases
                .All.GroupBy(one => one.Code)
                .Select(ofCode => ofCode.SingleOrDefault(one => one.IsExample) ?? ofCode.Single())
                .Select(one => Linted(one.Code, one.Fault, one.Files, one.Request)),
        ];

    private static IEnumerable<DiagnosticExample> Linting =>
        [
            Linted("GDT2002", "FROM golang:1.27\nCOPPY . .\n", RuleCases.Plain),
            Linted("GDT2005", "FROM alpine:3.22\n# godock:ignore GDT2301\nRUN adduser -D app\n", RuleCases.Plain),
            new("GDT2006", () =>
            {
                const string Dockerfile = """
                    FROM golang:1.27.3-bookworm AS build
                    ENV CGO_ENABLED=0
                    WORKDIR /src
                    COPY . .
                    WORKDIR /src/services/orders
                    RUN go build -trimpath -o /out .

                    """;
                using var folder = new TemporaryFolder();
                Directory.CreateDirectory(folder.Path(".git"));
                folder.Write("services/orders/go.mod", OrdersModule.GoMod());
                folder.Write("services/orders/main.go", OrdersModule.Empty);
                var lint = new LintRequest { DockerfilePath = folder.Write("services/orders/Dockerfile", Dockerfile) };
                return Task.FromResult(Printed.Of("GDT2006", DockerfileLint.Check(lint), folder.Root));
            }),
        ];

    private static IEnumerable<DiagnosticExample> Generation =>
        [
            Compared("GDT2001", text => text + "USER root\n"),
            Made("GDT2003", (folder, request) =>
            {
                folder.Write("docker/go.liquid", "FROM {{ build.imag }}\n");
                return request with { Template = "../docker/go.liquid" };
            }),
            Compared("GDT2004", _ => "FROM scratch\n", isWritten: true),
            Made("GDT2014", (folder, request) =>
            {
                folder.Write("sidecars/orders/go.mod", OrdersModule.GoMod("1.21", "\ntoolchain go1.22.5\n"));
                return request;
            }),
            Made("GDT2015", (_, request) => request with { HostGoVersion = "1.27.3" }),
            Made("GDT2021", (_, request) => request, "LdFlags=-X main.version=$VERSON"),
            Made("GDT2022", (_, request) => request, "RuntimeFiles=template"),
            Made("GDT2023", (folder, request) =>
            {
                folder.Write("sidecars/orders/templates/a.html", "");
                folder.Write(
                    "sidecars/orders/main.go",
                    """
                    package main

                    import "html/template"

                    func main() { template.ParseGlob("templates/*.html") }
                    """
                );
                return request;
            }),
            Made(
                "GDT2024",
                (folder, request) =>
                {
                    folder.Write("sidecars/orders/store.go", OrdersModule.Uses("github.com/mattn/go-sqlite3"));
                    return request;
                },
                "CgoEnabled=false"
            ),
            Made(
                "GDT2025",
                (folder, request) =>
                {
                    var file = folder.Write("sidecars/orders/config.yaml", "");
                    File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                    return request;
                },
                "RuntimeFiles=config.yaml"
            ),
            Compared("GDT2026", text => text.Replace("GoDockTasks 1.2.3 ", "GoDockTasks 1.4.0 ") + "USER root\n"),
        ];

    private static DiagnosticExample Linted(
        string code,
        string dockerfile,
        IReadOnlyDictionary<string, string> files,
        Func<LintRequest, LintRequest>? change = null
    ) => new(code, () =>
        {
            using var folder = new TemporaryFolder();
            foreach (var (path, content) in files)
                folder.Write("sidecars/orders/" + path, content);
            var request = new LintRequest
            {
                DockerfilePath = folder.Write("sidecars/orders/Dockerfile", dockerfile),
                ContextDirectory = folder.Path(OrdersModule.Folder),
            };
            var found = DockerfileLint.Check(change is null ? request : change(request));
            return Task.FromResult(Printed.Of(code, found, folder.Root));
        });

    // What making the module's files finds.
    private static DiagnosticExample Made(
        string code,
        Func<GenerationFolder, GenerationRequest, GenerationRequest> change,
        params string[] metadata
    ) => new(code, () =>
        {
            using var folder = Orders(metadata);
            var request = folder.Request(OrdersModule.Folder, metadata) with { Advise = true };
            var found = folder.Generate(change(folder, request)).Files.Diagnostics;
            (string, string)[] names = [("app/app.csproj", "src/app/app.csproj"), ("../sidecars", "../../sidecars")];
            return Task.FromResult(Printed.Of(code, found, folder.Root, names));
        });

    // What is said of a Dockerfile that isn't what would be made.
    private static DiagnosticExample Compared(string code, Func<string, string> change, bool isWritten = false) =>
        new(code, () =>
        {
            using var folder = Orders([]);
            var files = folder.Generate(OrdersModule.Folder).Files.Files;
            GeneratedFileWriter.Write(files);
            var path = folder.Path("sidecars/orders/Dockerfile");
            File.WriteAllText(path, change(File.ReadAllText(path)));
            var found = isWritten
                ? GeneratedFileWriter.Write(files).Diagnostics
                : GeneratedFileComparison.Check(files, isContinuousIntegration: false);
            return Task.FromResult(Printed.Of(code, found, folder.Root));
        });

    private static GenerationFolder Orders(string[] metadata)
    {
        var folder = new GenerationFolder().Module(OrdersModule.Folder, OrdersModule.GoMod());
        var pairs = metadata.Select(each => each.Split('=', 2));
        var attributes = string.Concat(pairs.Select(pair => $" {pair[0]}=\"{pair[1]}\""));
        folder.Write(
            "app/app.csproj",
            $"""
            <Project>
              <ItemGroup>
                <GoSidecar Include="../sidecars/orders"{attributes} />
              </ItemGroup>
            </Project>
            """
        );
        return folder;
    }
}
