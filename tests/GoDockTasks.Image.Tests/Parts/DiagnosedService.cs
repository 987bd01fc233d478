using System.Collections.Immutable;
using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Image.Tests.Parts;

/// <summary>Diagnoses the module in a service's folder `orders`.</summary>
internal static class DiagnosedService
{
    /// <summary>Of a module from <see cref="StartAsync"/>, with nothing wrong in it.</summary>
    public const string Dockerfile =
        "FROM golang:1.27 AS build\nARG GOPROXY\nARG GONOSUMDB\nWORKDIR /src\nCOPY go.mod go.sum ./\n"
        + "RUN go mod download\nCOPY . .\nRUN CGO_ENABLED=0 go build -trimpath -o /tmp/orders .\n\nFROM scratch\n"
        + "COPY --from=build /tmp/orders /orders\nUSER 65532:65532\nENTRYPOINT [\"/orders\"]\n";

    /// <summary>A module of the smallest program that asks a proxy for something.</summary>
    public static async Task<Service> StartAsync()
    {
        const string Requirement = "require example.com/greet v1.0.0\n";
        var service = await Service.StartAsync();
        service.Write("orders/go.mod", $"module example.com/service\n\ngo 1.24\n\n{Requirement}");
        service.Write(
            "orders/main.go",
            "package main\n\nimport \"example.com/greet\"\n\nfunc main() { println(greet.Hello) }\n"
        );
        await service.GoAsync("orders", "mod", "tidy");
        return service;
    }

    /// <summary>One with an empty module cache, and the service's proxy.</summary>
    public static async Task<Dictionary<string, string>> EnvironmentAsync(
        Service service,
        string go = RealGo.Newest,
        bool withDocker = true,
        DockerDaemon? docker = null
    )
    {
        docker ??= await TestSession.DockerAsync();
        var real = RealGo.Get(go);
        var environment = RealGo.Environment(
            service.Path("../go-" + go),
            ("GOPROXY", service.Proxy.Url.AbsoluteUri),
            ("GOCACHE", real.BuildCache)
        );
        foreach (var (name, value) in withDocker ? docker.Environment : new Dictionary<string, string>())
            environment[name] = value;
        environment["PATH"] = Path.Combine(real.Root, "bin") + (withDocker ? ":" + environment["PATH"] : "");
        return environment;
    }

    public static async Task<DiagnosedModule> RunAsync(
        Service service,
        IReadOnlyDictionary<string, string> environment,
        bool reproduce,
        IProcessRunner? runner = null,
        CancellationToken cancellationToken = default
    )
    {
        var check = Check(service, environment);
        var modules = await new ModuleDiagnosis(runner ?? new ProcessRunner(), TimeProvider.System).RunAsync(
            new(
                check,
                new()
                {
                    Sidecars = check.Sidecars,
                    ProjectFile = check.ProjectFile,
                    Version = "1.0.0",
                    Go = new(),
                },
                new() { DockerfilePath = "" }
            )
            {
                ReproductionDirectory = reproduce ? service.Path("reproductions") : null,
            },
            cancellationToken
        );
        return modules.Single();
    }

    /// <param name="name">As the report names it, such as "full image".</param>
    public static ReproductionPlace Place(this Reproduction reproduction, string name) =>
        reproduction.Places.Single(place => place.Name == name);

    /// <summary>
    /// The full image and the minimal one fail each time, for something that go says, not since the builder can't work
    /// here; and no more is built than is allowed.
    /// </summary>
    public static void ShouldFailInImages(this Reproduction reproduction)
    {
        var text = string.Join('\n', reproduction.Places);
        var (full, minimal) = (reproduction.Place("full image"), reproduction.Place("minimal image"));
        Assert.AreEqual((2, 2), (full.Failures, minimal.Failures), text);
        Assert.AreEqual(full.Code, minimal.Code, text);
        Assert.StartsWith("GDT1", full.Code!, text);
        // The cause is a rule's, which has another code.
        Assert.Contains($"with {full.Code}.", ReproductionReport.ToText(reproduction, "orders"));
        Assert.IsLessThanOrEqualTo(12, reproduction.Places.Where(IsOfDocker).Sum(place => place.Runs));

        static bool IsOfDocker(ReproductionPlace place) =>
            place.Name.Contains("image", StringComparison.Ordinal) || place.Name == "container";
    }

    /// <summary>What it is checked with; nobody waits long for a proxy.</summary>
    public static ModuleCheckRequest Check(Service service, IReadOnlyDictionary<string, string> environment)
    {
        ImmutableArray<Sidecar> sidecars =
        [
            new(
                "orders",
                service.Path("orders"),
                null,
                new("orders", new Dictionary<string, string>(), "", service.Path("app/app.csproj"))
            ),
        ];
        return new()
        {
            Sidecars = sidecars,
            ProjectFile = service.Path("app/app.csproj"),
            Environment = environment,
            TemporaryDirectory = Path.GetTempPath(),
            ProbeLimit = TimeSpan.FromSeconds(1),
        };
    }
}
