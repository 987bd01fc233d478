using System.Collections.Immutable;
using System.Text;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>A class library that needs no package but ours, which is what restores and builds fastest.</summary>
/// <param name="Sidecars">Each the Include of a `GoSidecar` item, as it stands in XML.</param>
internal sealed record DotnetProject(params ImmutableArray<string> Sidecars)
{
    private const string OneFramework = "<TargetFramework>net10.0</TargetFramework>";

    // net10.0-windows is a second framework that takes no package with reference assemblies.
    private const string TwoFrameworks =
        "<TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting>"
        + "<DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>";

    private const string OnlyChecked =
        "<ItemDefinitionGroup><GoSidecar><Build>false</Build></GoSidecar></ItemDefinitionGroup>";

    private const string Fast =
        "<RunAnalyzers>false</RunAnalyzers><DebugType>none</DebugType><ProduceReferenceAssembly>false</ProduceReferenceAssembly>";

    /// <summary>net10.0 and net10.0-windows instead of net10.0.</summary>
    public bool IsMultiTargeted { get; init; }

    /// <summary>Whether it references the package.</summary>
    public bool HasPackage { get; init; } = true;

    /// <summary>
    /// Whether the sidecars are built; the tests that aren't about that don't wait for it. GenerateDockerfile passes
    /// over what isn't built.
    /// </summary>
    public bool BuildsSidecars { get; init; }

    /// <summary>By name.</summary>
    public ImmutableArray<(string Name, string Value)> Properties { get; init; } = [];

    /// <summary>
    /// More XML, as it is, at the end; its first line is <see cref="FirstLineOfXml"/> of the project file.
    /// </summary>
    public string Xml { get; init; } = "";

    /// <summary>The line where <see cref="Xml"/> starts.</summary>
    public int FirstLineOfXml => 7 + Sidecars.Length + (HasPackage ? 1 : 0);

    /// <summary>The line where the sidecar of that index stands; its element starts in column 5.</summary>
    public int LineOfSidecar(int index) => 5 + (HasPackage ? 1 : 0) + index;

    public override string ToString()
    {
        var text = new StringBuilder("<Project Sdk=\"Microsoft.NET.Sdk\">\n");
        text.Append("  <PropertyGroup>").Append(IsMultiTargeted ? TwoFrameworks : OneFramework).Append(Fast);
        foreach (var (name, value) in Properties)
            text.Append($"<{name}>{value}</{name}>");
        text.Append("</PropertyGroup>").Append(BuildsSidecars ? "" : OnlyChecked).Append("\n\n  <ItemGroup>\n");
        if (HasPackage)
            text.Append(
                $"    <PackageReference Include=\"GoDockTasks\" Version=\"{TestSession.Package.Version}\" "
                    + $"PrivateAssets=\"all\" />\n"
            );
        foreach (var sidecar in Sidecars)
            text.Append($"    <GoSidecar Include=\"{sidecar}\" />\n");
        return text.Append("  </ItemGroup>\n")
            .Append(Xml.Length > 0 ? "\n" + Xml + "\n" : "")
            .Append("</Project>\n")
            .ToString();
    }
}
