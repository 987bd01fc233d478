using System.Text.Json;

namespace GoDockTasks.Image.Tests;

/// <summary>
/// What is generated for each layout of a module builds without a warning, and the image answers, as user 65532, in its
/// zone.
/// </summary>
[TestClass]
[NeedsDocker]
public sealed class GeneratedDockerfileTests
{
    private const string Requirement = "\n\nrequire example.com/greet v1.0.0\n";

    [TestMethod]
    public async Task A_single_module()
    {
        await using var service = await StartAsync();
        await service.ModuleAsync("svc");
        service.Generate("svc", Service.Zone, "Ports=8080");

        await AnswersAsync(service, "svc", "svc/Dockerfile", "layout-single");
        Assert.Contains("/example.com/greet/@v/v1.0.0.zip", service.Proxy.Requests.Select(request => request.Path));
    }

    [TestMethod]
    public async Task A_main_package_under_cmd()
    {
        await using var service = await StartAsync();
        await service.ModuleAsync("svc", main: "cmd/orders/main.go");
        service.Generate("svc", Service.Zone);

        await AnswersAsync(service, "svc", "svc/Dockerfile", "layout-cmd");
    }

    [TestMethod]
    public async Task Several_sidecars_in_one_module()
    {
        await using var service = await StartAsync();
        await service.ModuleAsync("svc", main: "cmd/orders/main.go");
        await service.ModuleAsync("svc", main: "cmd/pricing/main.go");
        service.Generate(
            null,
            ("svc", ["Name=orders", "Main=cmd/orders", "Dockerfile=../svc/orders.Dockerfile", Service.Zone]),
            ("svc", ["Name=pricing", "Main=cmd/pricing", "Dockerfile=../svc/pricing.Dockerfile", Service.Zone])
        );

        await AnswersAsync(service, "svc", "svc/orders.Dockerfile", "layout-several-orders");
        await AnswersAsync(service, "svc", "svc/pricing.Dockerfile", "layout-several-pricing");
    }

    [TestMethod]
    public async Task A_workspace()
    {
        await using var service = await StartAsync();
        await service.ModuleAsync("services/svc");
        service.Write("libs/extra/go.mod", "module example.com/extra\n\ngo 1.27" + Requirement);
        service.Write("libs/extra/extra.go", "package extra\n\nimport _ \"example.com/greet\"\n");
        service.Write("libs/unused/go.mod", "module example.com/unused\n\ngo 1.27\n");
        service.Write("libs/unused/unused.go", "package unused\n");
        await service.GoAsync("libs/extra", "mod", "tidy");
        service.Write("services/svc/extra.go", "package main\n\nimport _ \"example.com/extra\"\n");
        // So many that they aren't named one by one.
        var more = Enumerable.Range(1, 9).Select(number => $"./libs/m{number}").ToArray();
        foreach (var path in more)
            service.Write(path + "/go.mod", $"module example.com/{path[2..]}\n\ngo 1.27\n");
        service.Write(
            "go.work",
            $"go 1.27\n\nuse (\n\t./services/svc\n\t./libs/extra\n\t./libs/unused\n\t{string.Join("\n\t", more)}\n)\n"
        );
        service.Generate("services/svc", Service.Zone);

        await AnswersAsync(service, ".", "services/svc/Dockerfile", "layout-workspace");
        service.Write(
            "libs/extra/extra.go",
            "package extra\n\nimport _ \"example.com/greet\"\n\n// More.\nvar More string\n"
        );
        var again = await service.BuildAsync(".", "services/svc/Dockerfile", "layout-workspace-again");
        Assert.MatchesRegex(@"#(\d+) \[build .*RUN go mod download\n#\1 CACHED", again);
    }

    [TestMethod]
    public async Task A_version_and_files_beside_the_program()
    {
        await using var service = await StartAsync();
        await service.ModuleAsync("svc");
        service.Write(
            "svc/page.go",
            """
            package main

            import (
            	"html/template"
            	"strings"
            )

            var version = "none"

            func init() {
            	pages["/page"] = func() string {
            		var page strings.Builder
            		template.Must(template.ParseGlob("web/templates/*.html")).ExecuteTemplate(&page, "page.html", version)
            		return page.String()
            	}
            }

            """
        );
        service.Write("svc/web/templates/page.html", "version {{.}}");
        service.Generate("svc", Service.Zone, "LdFlags=-s -w -X main.version=$VERSION", "RuntimeFiles=web/**/*.html");

        await service.BuildAsync("svc", "svc/Dockerfile", "layout-version", "--build-arg=VERSION=1.4.0-rc.1");
        Assert.AreEqual("version 1.4.0-rc.1", await PageAsync("layout-version"));
        await AnswersAsync(service, "svc", "svc/Dockerfile", "layout-no-version");
        Assert.AreEqual("version none", await PageAsync("layout-no-version"));

        static async Task<string> PageAsync(string image)
        {
            await using var container = await Container.StartAsync(await TestSession.DockerAsync(), image);
            return await container.GetAsync(8080, "/page");
        }
    }

    [TestMethod]
    [DataRow("svc", "./libs/greet", "svc/libs/greet", "svc")]
    [DataRow("sidecars/svc", "../../libs/greet", "libs/greet", ".")]
    [DataRow("side cars/svc @ü", "../../libs and more/greet", "libs and more/greet", ".")]
    public async Task A_local_replacement(string path, string target, string library, string context)
    {
        await using var service = await StartAsync();
        service.Greet(library);
        await service.ModuleAsync(
            path,
            $"module example.com/service\n\ngo 1.27\n\nrequire example.com/greet v1.0.0\n\n"
                + $"replace example.com/greet => "
                + $"{(target.Contains(' ', StringComparison.Ordinal) ? $"\"{target}\"" : target)}\n"
        );
        service.Generate(path, Service.Zone, "Name=svc");

        await AnswersAsync(service, context, $"{path}/Dockerfile", $"layout-replace-{library.Length}");
        Assert.DoesNotContain(
            "/example.com/greet/@v/v1.0.0.zip",
            service.Proxy.Requests.Select(request => request.Path)
        );
    }

    [TestMethod]
    public async Task A_vendored_module()
    {
        await using var service = await StartAsync();
        await service.ModuleAsync("svc");
        await service.GoAsync("svc", "mod", "vendor");
        var before = service.Proxy.Requests.Count;
        service.Generate("svc", Service.Zone);

        await AnswersAsync(service, "svc", "svc/Dockerfile", "layout-vendored");
        Assert.HasCount(before, service.Proxy.Requests);
    }

    [TestMethod]
    public async Task Embedded_files()
    {
        await using var service = await StartAsync();
        await service.ModuleAsync("svc", main: "cmd/svc/main.go");
        service.Write(
            "svc/cmd/svc/page.go",
            """
            package main

            import "embed"

            //go:embed static/*.txt all:more
            var files embed.FS

            func init() {
            	for _, name := range []string{"static/page.txt", "more/.hidden/testdata/x"} {
            		pages["/files/"+name] = func() string {
            			content, _ := files.ReadFile(name)
            			return string(content)
            		}
            	}
            }

            """
        );
        service.Write("svc/cmd/svc/static/page.txt", "a page");
        service.Write("svc/cmd/svc/more/.hidden/testdata/x", "hidden");
        service.Generate("svc", Service.Zone);

        await AnswersAsync(service, "svc", "svc/Dockerfile", "layout-embed");
        await using var container = await Container.StartAsync(await TestSession.DockerAsync(), "layout-embed");
        Assert.AreEqual("a page", await container.GetAsync(8080, "/files/static/page.txt"));
        Assert.AreEqual("hidden", await container.GetAsync(8080, "/files/more/.hidden/testdata/x"));
    }

    [TestMethod]
    public async Task A_module_with_C_code()
    {
        await using var service = await StartAsync();
        var images = await TestSession.BaseImagesAsync();
        var builder = await images.GolangAsync(needs: BuilderNeeds.Gcc);
        await images.BaseAsync();
        await service.ModuleAsync("svc");
        service.Write("svc/answer.h", "int answer(void);\n");
        service.Write("svc/answer.c", "#include \"answer.h\"\nint answer(void) { return 42; }\n");
        service.Write(
            "svc/c.go",
            "package main\n\n// #include \"answer.h\"\nimport \"C\"\n\nfunc init() {\n"
                + "\tif C.answer() != 42 {\n\t\tpanic(\"wrong answer\")\n\t}\n}\n"
        );
        service.Generate("svc", Service.Zone, "CgoEnabled=true", $"BuilderImage={builder.Reference}");

        await AnswersAsync(service, "svc", "svc/Dockerfile", "layout-cgo");
    }

    [TestMethod]
    public async Task Private_modules_with_a_netrc_that_stays_out_of_the_image()
    {
        await using var service = await StartAsync();
        await service.ModuleAsync("svc");
        service.Generate(
            request => request with { Go = request.Go with { Private = "example.com", NoProxy = "none" } },
            ("svc", [Service.Zone])
        );
        var netrc = service.Write("netrc", "machine 127.0.0.1 login user password geheim\n");

        await service.BuildAsync("svc", "svc/Dockerfile", "layout-private-netrc", $"--secret=id=netrc,src={netrc}");
        await AnswersAsync(service, "svc", "svc/Dockerfile", "layout-private");
        var history = await (await TestSession.DockerAsync())
            .RunAsync("/", "history", "--no-trunc", "layout-private")
            .ShouldSucceedAsync();
        Assert.DoesNotContain("geheim", history.StandardOutput);
    }

    [TestMethod]
    public async Task Build_tags_and_linker_flags_with_characters_of_the_shell()
    {
        await using var service = await StartAsync();
        await service.ModuleAsync("svc");
        service.Write(
            "svc/tagged.go",
            """
            //go:build special && other

            package main

            var Said = "nothing"

            func init() { pages["/said"] = func() string { return Said } }

            """
        );
        service.Generate(
            "svc",
            Service.Zone,
            "Tags=special;other",
            "LdFlags=-s -w -X 'main.Said=$HOME `id` \"<<EOF\" \\x'",
            "Environment=A=a  b$HOME \"c\" 'd' \\n\\;B=#x,y"
        );

        await AnswersAsync(service, "svc", "svc/Dockerfile", "layout-tags");
        await using var container = await Container.StartAsync(await TestSession.DockerAsync(), "layout-tags");
        Assert.AreEqual("$HOME `id` \"<<EOF\" \\x", await container.GetAsync(8080, "/said"));
        var inspected = await (await TestSession.DockerAsync())
            .RunAsync("/", "image", "inspect", "--format={{json .Config.Env}}", "layout-tags")
            .ShouldSucceedAsync();
        CollectionAssert.IsSubsetOf(
            new[] { "A=a  b$HOME \"c\" 'd' \\n\\", "B=#x,y" },
            JsonSerializer.Deserialize<string[]>(inspected.StandardOutput)
        );
    }

    [TestMethod]
    public async Task A_target_for_debugging_beside_the_image()
    {
        await using var service = await StartAsync();
        await (await TestSession.BaseImagesAsync()).BusyboxAsync();
        service.Write("svc/go.mod", "module example.com/service\n\ngo 1.27\n");
        service.Write("svc/main.go", "package main\n\nvar version = \"none\"\n\nfunc main() { println(version) }\n");
        service.Generate(
            request => request with { DebugTarget = true },
            ("svc", ["RuntimeImage=busybox:1.35", "LdFlags=-s -w -X main.version=$VERSION"])
        );
        var docker = await TestSession.DockerAsync();

        await docker.CheckAsync(service.Path("svc")).ShouldSucceedAsync();
        await service.BuildAsync("svc", "svc/Dockerfile", "layout-debug", "--target=debug", "--build-arg=VERSION=2.0");

        var output = await docker
            .RunAsync(
                "/",
                "run",
                "--rm",
                "--network=none",
                "--entrypoint=sh",
                "layout-debug",
                "-c",
                "/app/svc; id -u; grep -q debug_info /app/svc && echo with symbols"
            )
            .ShouldSucceedAsync();
        Assert.AreEqual("2.0\n", output.StandardError);
        Assert.AreEqual("65532\nwith symbols\n", output.StandardOutput);
    }

    [TestMethod]
    public async Task A_module_without_dependencies_has_no_download()
    {
        await using var service = await StartAsync();
        service.Write("svc/go.mod", "module example.com/service\n\ngo 1.27\n");
        service.Write(
            "svc/main.go",
            Service.Main.Replace(
                "\"example.com/greet\"",
                "greet \"example.com/service/internal\"",
                StringComparison.Ordinal
            )
        );
        service.Write("svc/internal/greet.go", "package greet\n\nconst Hello = \"hello\"\n");
        service.Generate("svc", Service.Zone);

        await AnswersAsync(service, "svc", "svc/Dockerfile", "layout-alone");
        Assert.IsEmpty(service.Proxy.Requests);
    }

    [TestMethod]
    [DataRow("go 1.21", "1.27", "1.27-bookworm")]
    [DataRow("go 1.26.1", "1.26", "1.26-bookworm")]
    [DataRow("go 1.21\n\ntoolchain go1.27.3", "1.27", "1.27.3-bookworm")]
    public async Task Go_versions_as_they_are_written(string lines, string go, string tag)
    {
        await (await TestSession.BaseImagesAsync()).GolangAsync(go, tag: tag);
        await using var service = await StartAsync();
        await service.ModuleAsync("svc", $"module example.com/service\n\n{lines}{Requirement}");
        service.Generate("svc", Service.Zone);

        Assert.Contains($"golang:{tag} AS build", File.ReadAllText(service.Path("svc/Dockerfile")));
        await AnswersAsync(service, "svc", "svc/Dockerfile", "layout-go" + lines.Length);
    }

    [TestMethod]
    public async Task An_image_from_nothing_has_certificates_and_time_zones()
    {
        await using var service = await StartAsync();
        await service.ModuleAsync("svc");
        service.Write(
            "certificates/Dockerfile",
            "FROM gcr.io/distroless/static-debian12:nonroot AS certificates\nFROM golang:1.27-bookworm\n"
                + "COPY --from=certificates /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\n"
        );
        await service.BuildAsync("certificates", "certificates/Dockerfile", "builder-with-certificates");
        service.Generate("svc", Service.Zone, "RuntimeImage=scratch", "BuilderImage=builder-with-certificates:latest");

        await AnswersAsync(service, "svc", "svc/Dockerfile", "layout-scratch");
    }

    private static async Task AnswersAsync(Service service, string context, string dockerfile, string tag) =>
        Assert.AreEqual(Service.Answer, await service.AnswerAsync(context, dockerfile, tag));

    private static async Task<Service> StartAsync()
    {
        var images = await TestSession.BaseImagesAsync();
        await Task.WhenAll(images.GolangAsync(tag: "1.27-bookworm"), images.StaticAsync());
        return await Service.StartAsync();
    }
}
