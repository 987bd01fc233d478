using System.Security;

namespace GoDockTasks.Benchmarks.Workload;

/// <summary>
/// A small solution as the package's users have it: an ASP.NET Core app and the class library that it shares with
/// others, Go services in a folder beside them.
/// </summary>
/// <param name="Folder">Absolute path.</param>
/// <param name="PackageVersion">The GoDockTasks that the app references; null for none.</param>
internal sealed record Solution(string Folder, string? PackageVersion)
{
    public string File => Path.Combine(Folder, "Shop.slnx");

    public string SidecarsFolder => Path.Combine(Folder, "sidecars");

    /// <summary>
    /// A line for the shell that the app's project runs in the sidecars' folder after each build; null for none.
    /// </summary>
    public string? AfterBuild { get; init; }

    /// <summary>Writes all but the sidecars.</summary>
    /// <param name="feed">The one package source.</param>
    public void Write(string feed)
    {
        Directory.CreateDirectory(SidecarsFolder);
        Write(
            "Shop.slnx",
            """<Solution><Project Path="src/Shop.Web/Shop.Web.csproj" /><Project Path="src/Shop.Contracts/Shop.Contracts.csproj" /></Solution>"""
        );
        Write(
            "nuget.config",
            $"""<configuration><packageSources><clear /><add key="feed" value="{feed}" /></packageSources></configuration>"""
        );
        Write("src/Shop.Contracts/Shop.Contracts.csproj", ProjectFile("Microsoft.NET.Sdk", ""));
        Write(
            "src/Shop.Contracts/Order.cs",
            "namespace Shop.Contracts;\n\npublic sealed record Order(string Id, decimal Total);\n"
        );
        Write(
            "src/Shop.Contracts/Customer.cs",
            "namespace Shop.Contracts;\n\npublic sealed record Customer(string Id, string Name);\n"
        );
        Write(
            "src/Shop.Web/Shop.Web.csproj",
            ProjectFile(
                "Microsoft.NET.Sdk.Web",
                """<ItemGroup><ProjectReference Include="../Shop.Contracts/Shop.Contracts.csproj" /></ItemGroup>"""
                    + Package
                    + LoopTarget
            )
        );
        Write(
            "src/Shop.Web/Program.cs",
            """
            using Shop.Contracts;
            using Shop.Web;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddHttpClient<OrdersClient>();
            var app = builder.Build();
            app.MapGet("/orders/{id}", (string id, OrdersClient orders) => orders.GetAsync(id));
            app.MapGet("/customers/{id}", (string id) => new Customer(id, "A customer"));
            app.Run();
            """
        );
        Write(
            "src/Shop.Web/OrdersClient.cs",
            """
            using Shop.Contracts;

            namespace Shop.Web;

            public sealed class OrdersClient(HttpClient http)
            {
                public Task<Order?> GetAsync(string id) => http.GetFromJsonAsync<Order>($"http://orders:8080/orders/{id}");
            }
            """
        );
        Write("src/Shop.Web/appsettings.json", """{ "Logging": { "LogLevel": { "Default": "Information" } } }""");
    }

    /// <summary>A copy in another folder, without what a build makes.</summary>
    /// <param name="name">Follows the name of this one's folder.</param>
    public Solution MakeClone(string name = "clone")
    {
        var clone = this with { Folder = $"{Folder}-{name}" };
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(Folder, file);
            if (relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                continue;
            var target = Path.Combine(clone.Folder, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            System.IO.File.Copy(file, target);
        }

        return clone;
    }

    /// <summary>The project that the sidecars belong to.</summary>
    public string Project => Path.Combine(Folder, "src", "Shop.Web", "Shop.Web.csproj");

    /// <summary>What the package makes: programs, and what it remembers of their sources.</summary>
    public string[] MadeFolders =>
        [
            Path.Combine(Folder, "src", "Shop.Web", "obj", "Debug", "net10.0", "godock"),
            Path.Combine(Folder, "src", "Shop.Web", "bin", "Debug", "net10.0", "sidecars"),
        ];

    public string Sidecar(int number) => Path.Combine(SidecarsFolder, GoServices.Name(number));

    // As the README says to write it: no property, no metadata.
    private string Package =>
        PackageVersion is null
            ? ""
            : $"""
                <ItemGroup>
                    <PackageReference Include="GoDockTasks" Version="{PackageVersion}" PrivateAssets="all" />
                    <GoSidecar Include="../../sidecars/**/go.mod" />
                  </ItemGroup>
                """;

    private string LoopTarget =>
        AfterBuild is null
            ? ""
            : $"""
                <Target Name="Loop" AfterTargets="Build">
                    <Exec Command="{Escape(AfterBuild)}" WorkingDirectory="{SidecarsFolder}" />
                  </Target>
                """;

    // For XML, and for MSBuild, which would take $(nproc) for a property.
    private static string Escape(string line) =>
        SecurityElement.Escape(line).Replace("$(", "%24(", StringComparison.Ordinal);

    private static string ProjectFile(string sdk, string more) =>
        $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              {more}
            </Project>

            """;

    private void Write(string relative, string content)
    {
        var path = Path.Combine(Folder, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
    }
}
