using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Images.Building;

/// <summary>An image for one platform, as the SDK's task CreateNewImage is asked for it.</summary>
/// <param name="Files">Absolute path of the folder with its files.</param>
/// <param name="Archive">Absolute path of the file that it becomes.</param>
internal sealed record SdkBuild(SdkImage Image, Platform Platform, PlatformBase Base, string Files, string Archive)
{
    /// <summary>By name; the last of a name holds.</summary>
    public ImmutableArray<(string Name, string Value)> Labels { get; init; } = [];
}

/// <summary>
/// A project for MSBuild that calls the task CreateNewImage of the .NET SDK (Containers/build in the SDK's folder) for
/// each image, and does nothing else.
/// </summary>
internal static class SdkProject
{
    /// <summary>The image's place is a folder of ours, whatever it is called.</summary>
    private const string Repository = "image";

    private const string Sdk = "$(MSBuildExtensionsPath)/";

    public static string Write(IEnumerable<SdkBuild> builds)
    {
        var items = new XElement("ItemGroup");
        var target = new XElement("Target", new XAttribute("Name", "Build"));
        foreach (var (build, index) in builds.Select((build, index) => (build, index)))
        {
            var (labels, variables, ports) = (Name("Label", index), Name("Variable", index), Name("Port", index));
            foreach (var (name, value) in build.Labels)
                items.Add(Item(labels, name, "Value", value));
            foreach (var (name, value) in Variables(build))
                items.Add(Item(variables, name, "Value", value));
            foreach (var port in build.Image.Model.Runtime.Ports)
                items.Add(Item(ports, port.Number.ToString(CultureInfo.InvariantCulture), "Type", port.Protocol));
            target.Add(Task(build, $"@({labels})", $"@({variables})", $"@({ports})"));
        }

        return new XElement(
            "Project",
            new XElement(
                "Import",
                new XAttribute("Project", Sdk + "Containers/build/Microsoft.NET.Build.Containers.props")
            ),
            items,
            target
        ).ToString();
    }

    private static XElement Task(SdkBuild build, string labels, string variables, string ports)
    {
        var runtime = build.Image.Model.Runtime;
        return new(
            "CreateNewImage",
            new XAttribute("BaseRegistry", Escape(build.Base.Address.Domain)),
            new XAttribute("BaseImageName", Escape(build.Base.Address.Path)),
            new XAttribute("BaseImageDigest", Escape(build.Base.Digest)),
            new XAttribute("ImageFormat", "OCI"),
            new XAttribute("ArchiveOutputPath", Escape(build.Archive)),
            new XAttribute("Repository", Repository),
            new XAttribute("ImageTags", "latest"),
            new XAttribute("PublishDirectory", Escape(build.Files)),
            new XAttribute("WorkingDirectory", Escape(Path.GetDirectoryName(runtime.Program)!.Replace('\\', '/'))),
            new XAttribute("Entrypoint", Escape(runtime.Program)),
            new XAttribute("AppCommandInstruction", "None"),
            new XAttribute("ContainerUser", Escape(runtime.User)),
            new XAttribute("ContainerEnvironmentVariables", variables),
            new XAttribute("ExposedPorts", ports),
            new XAttribute("Labels", labels),
            // Without it there are none at all; without the other one, none of the SDK's own.
            new XAttribute("GenerateLabels", "true"),
            new XAttribute("GenerateDigestLabel", "false"),
            new XAttribute("ContainerRuntimeIdentifier", SdkPlatform.IdentifierOf(build.Platform)!),
            new XAttribute("RuntimeIdentifierGraphPath", Sdk + "PortableRuntimeIdentifierGraph.json")
        );
    }

    private static IEnumerable<(string Name, string Value)> Variables(SdkBuild build) =>
        [
            ("TZ", build.Image.Model.Runtime.TimeZone),
            .. build.Image.Model.Runtime.Environment.Select(variable => (variable.Name, variable.Value)),
        ];

    private static string Name(string kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{kind}{index}");

    private static XElement Item(string type, string include, string metadata, string value) =>
        new(type, new XAttribute("Include", Escape(include)), new XAttribute(metadata, Escape(value)));

    // MSBuild's own escapes, of all that it, or XML, could give a meaning to.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var each in text)
        {
            if (each > '~' || char.IsAsciiLetterOrDigit(each) || each is '/' or '.' or '-' or '_' or ':')
                escaped.Append(each);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)each:X2}");
        }

        return escaped.ToString();
    }
}
