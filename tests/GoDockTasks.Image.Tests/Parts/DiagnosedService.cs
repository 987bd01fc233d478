using System.Collections.Immutable;
using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Image.Tests.Parts;

/// <summary>Diagnoses the module in a service's folder `orders`.</summary>
internal static class DiagnosedService
{
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
