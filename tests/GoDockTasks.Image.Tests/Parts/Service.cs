using GoDockTasks.Core.Dockerfiles.Generation;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Image.Tests.Parts;

/// <summary>
/// A tree with Go modules that ask a proxy on loopback for example.com/greet, and the Dockerfiles that are generated
/// for them.
/// </summary>
internal sealed class Service : IAsyncDisposable
{
    /// <summary>
    /// Answers a GET on port 8080 with what <see cref="Answer"/> says, and one of a path in <c>pages</c> with that
    /// page. Without net/http, which takes longer to compile than all the rest.
    /// </summary>
    public const string Main = """
        package main

        import (
        	"fmt"
        	"net"
        	"os"
        	"strings"
        	"time"

        	"example.com/greet"
        )

        var pages = map[string]func() string{}

        func main() {
        	_, offset := time.Date(2024, 1, 1, 0, 0, 0, 0, time.Local).Zone()
        	pages["/"] = func() string {
        		return fmt.Sprintf("%s, user %d in %s at %d", greet.Hello, os.Getuid(), time.Now().Location(), offset)
        	}
        	listener, err := net.Listen("tcp", ":8080")
        	if err != nil {
        		panic(err)
        	}
        	for {
        		connection, err := listener.Accept()
        		if err != nil {
        			panic(err)
        		}
        		asked := make([]byte, 4096)
        		length, _ := connection.Read(asked)
        		line := strings.Fields(string(asked[:length]))
        		if len(line) > 1 && pages[line[1]] != nil {
        			fmt.Fprintf(connection, "HTTP/1.0 200 OK\r\n\r\n%s", pages[line[1]]())
        		} else {
        			fmt.Fprint(connection, "HTTP/1.0 404 Not Found\r\n\r\n")
        		}
        		connection.Close()
        	}
        }

        """;

    public const string Answer = "hello, user 65532 in Europe/Berlin at 3600";

    /// <summary>For metadata: the zone of <see cref="Answer"/>.</summary>
    public const string Zone = "TimeZone=Europe/Berlin";

    private const string Library = "package greet\n\nconst Hello = \"hello\"\n";

    private readonly TemporaryFolder folder;

    private Service(TemporaryFolder folder, ModuleProxy proxy) => (this.folder, Proxy) = (folder, proxy);

    public ModuleProxy Proxy { get; }

    public static async Task<Service> StartAsync()
    {
        var folder = new TemporaryFolder("godock service");
        var store = new ModuleStore(folder.Path("store")).Add("example.com/greet", "v1.0.0", ("greet.go", Library));
        var service = new Service(folder, await ModuleProxy.StartAsync(store));
        service.Write("app/app.csproj", "<Project />\n");
        return service;
    }

    public string Path(string relative) => folder.Path("tree/" + relative);

    public string Write(string relative, string content) => folder.Write("tree/" + relative, content);

    /// <summary>A module with <see cref="Main"/>, tidied.</summary>
    public async Task<Service> ModuleAsync(
        string path,
        string goMod = "module example.com/service\n\ngo 1.27\n\nrequire example.com/greet v1.0.0\n",
        string main = "main.go"
    )
    {
        Write($"{path}/go.mod", goMod);
        Write($"{path}/{main}", Main);
        await GoAsync(path, "mod", "tidy");
        return this;
    }

    /// <summary>A library in place of the one from the proxy.</summary>
    public void Greet(string path)
    {
        Write($"{path}/go.mod", "module example.com/greet\n\ngo 1.21\n");
        Write($"{path}/greet.go", Library);
    }

    /// <summary>Runs the newest Go on this machine.</summary>
    public Task<ProcessOutcome> GoAsync(string path, params string[] arguments)
    {
        var go = RealGo.Get();
        var environment = RealGo.Environment(
            folder.Path("go"),
            ("GOPROXY", Proxy.Url.AbsoluteUri),
            ("CGO_ENABLED", "0"),
            ("GOCACHE", go.BuildCache)
        );
        return go.RunAsync(Path(path), environment, arguments).ShouldSucceedAsync();
    }

    /// <summary>Generates and writes the files for sidecars: a path and metadata (<c>Name=value</c>) each.</summary>
    public GeneratedFiles Generate(
        Func<GenerationRequest, GenerationRequest>? change = null,
        params (string Path, string[] Metadata)[] items
    )
    {
        var app = Path("app");
        var sidecars = SidecarReader.Read(
            items.Select(item => new SidecarItem(
                "../" + item.Path,
                item.Metadata.Select(each => each.Split('=', 2)).ToDictionary(each => each[0], each => each[1]),
                "",
                Path("app/app.csproj")
            )),
            app
        );
        Assert.IsEmpty(sidecars.Diagnostics);
        var request = new GenerationRequest
        {
            Sidecars = sidecars.Sidecars,
            ProjectFile = Path("app/app.csproj"),
            Version = "1.2.3",
            Go = new() { Proxy = Proxy.Url.AbsoluteUri.TrimEnd('/') },
        };
        var generated = DockerfileGenerator.Generate(change?.Invoke(request) ?? request);
        // GDT2021: a dollar sign in LdFlags that is no variable's is text, and is said to be.
        Assert.IsEmpty(
            generated
                .Diagnostics.Where(diagnostic => diagnostic.Code is not ("GDT2012" or "GDT2021"))
                .Select(diagnostic => diagnostic.Message)
        );
        Assert.IsEmpty(GeneratedFileWriter.Write(generated.Files).Diagnostics);
        return generated;
    }

    public GeneratedFiles Generate(string path, params string[] metadata) => Generate(null, (path, metadata));

    /// <summary>Checks without a warning, builds, and runs: the answer.</summary>
    public async Task<string> AnswerAsync(string context, string dockerfile, string tag)
    {
        var docker = await TestSession.DockerAsync();
        await docker.CheckAsync(Path(context), $"--file={Path(dockerfile)}").ShouldSucceedAsync();
        await BuildAsync(context, dockerfile, tag);
        await using var container = await Container.StartAsync(docker, tag);
        return await container.GetAsync(8080);
    }

    /// <summary>Builds: what BuildKit said.</summary>
    public async Task<string> BuildAsync(string context, string dockerfile, string tag, params string[] options)
    {
        var docker = await TestSession.DockerAsync();
        var build = await docker
            .BuildAsync(
                Path(context),
                [$"--file={Path(dockerfile)}", $"--tag={tag}", "--build-arg=GONOSUMDB=example.com", .. options]
            )
            .ShouldSucceedAsync();
        return build.StandardError;
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        folder.Dispose();
    }
}
