using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.Images;

namespace GoDockTasks.Core.Sidecars;

/// <summary>A Go service (or library) beside the solution, as a `GoSidecar` item describes it.</summary>
/// <param name="Name">
/// What it is called in messages and outputs; the folder's name unless the item says otherwise.
/// </param>
/// <param name="ModuleDirectory">Absolute path of the folder that holds go.mod, without a trailing separator.</param>
/// <param name="Main">
/// The package to build, relative to the module ("./cmd/orders"); null where the item leaves it open.
/// </param>
/// <param name="Item">Where this comes from.</param>
public sealed record Sidecar(string Name, string ModuleDirectory, string? Main, SidecarItem Item)
{
    /// <summary>Absolute path of its go.mod.</summary>
    public string GoModPath => Path.Combine(ModuleDirectory, "go.mod");

    /// <summary>Build tags, in the item's order.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The linker's flags, in one piece; null for none.</summary>
    public string? LdFlags { get; init; }

    /// <summary>
    /// What <c>$VERSION</c> stands for in <see cref="LdFlags"/> where it is built on this machine; null for nothing.
    /// </summary>
    public string? Version { get; init; }

    /// <summary><see cref="LdFlags"/> as go gets them on this machine.</summary>
    public string? StampedLdFlags => LinkerFlags.Parse(LdFlags).Expand(name => name == "VERSION" ? Version : null);

    /// <summary>C code may be compiled in.</summary>
    public bool CgoEnabled { get; init; }

    /// <summary>False for what is only checked.</summary>
    public bool Build { get; init; } = true;

    /// <summary>What its image is for.</summary>
    public ImmutableArray<Platform> Platforms { get; init; } = [Platform.Default];

    /// <summary>The image that it is compiled in; null for the one that fits its Go version.</summary>
    public string? BuilderImage { get; init; }

    /// <summary>The image that the program is put into, or <c>scratch</c>; null for the default.</summary>
    public string? RuntimeImage { get; init; }

    /// <summary>What it listens on, in the item's order.</summary>
    public ImmutableArray<Port> Ports { get; init; } = [];

    /// <summary>Who it runs as in the image.</summary>
    public string User { get; init; } = ContainerUser.Default;

    /// <summary>A name of the IANA time zone database.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>The image's environment, in the item's order.</summary>
    public ImmutableArray<EnvironmentVariable> Environment { get; init; } = [];

    /// <summary>
    /// Files, folders and patterns that its image has beside the program, relative to the module, in the item's order.
    /// </summary>
    public ImmutableArray<string> RuntimeFiles { get; init; } = [];

    /// <summary>Absolute path of its Dockerfile; null for the file of that name beside go.mod.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>
    /// Absolute path of the folder that its Dockerfile is built with; null where the item leaves it open.
    /// </summary>
    public string? Context { get; init; }

    /// <summary>
    /// Absolute path of the template that its Dockerfile is made from; null for the project's or our own.
    /// </summary>
    public string? Template { get; init; }

    /// <summary>Absolute path of its Dockerfile.</summary>
    public string DockerfilePath => Dockerfile ?? Path.Combine(ModuleDirectory, "Dockerfile");
}

/// <summary>A variable of an image's environment; the value as it is to be, whatever characters it holds.</summary>
public sealed record EnvironmentVariable(string Name, string Value);

/// <summary>What an image is for, in the words of Go and of container registries (GOOS, GOARCH).</summary>
/// <param name="Variant">Of the architecture, such as <c>v7</c> of arm; null for its usual one.</param>
public sealed record Platform(string System, string Architecture, string? Variant = null)
{
    /// <summary>linux/amd64</summary>
    public static Platform Default { get; } = new("linux", "amd64");

    /// <summary>Whether <see cref="Parse"/> takes it.</summary>
    public static bool IsValid(string text) =>
        text.Split('/') is { Length: 2 or 3 } parts
        && parts.All(part => part.Length > 0 && part.All(char.IsAsciiLetterOrDigit));

    /// <summary>Of a valid text: <c>linux/arm/v7</c>.</summary>
    public static Platform Parse(string text)
    {
        var parts = text.Split('/');
        return new(parts[0], parts[1], parts.Length == 3 ? parts[2] : null);
    }

    /// <summary>As docker writes it: <c>linux/arm/v7</c>.</summary>
    public override string ToString() =>
        Variant is null ? $"{System}/{Architecture}" : $"{System}/{Architecture}/{Variant}";
}

/// <summary>Something to listen on.</summary>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
public sealed record Port(ushort Number, string Protocol = "tcp")
{
    /// <summary>As a Dockerfile writes it: <c>8080</c>, <c>53/udp</c>.</summary>
    public override string ToString() =>
        Number.ToString(CultureInfo.InvariantCulture) + (Protocol == "tcp" ? "" : "/" + Protocol);
}
