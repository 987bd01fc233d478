using System.Collections.Immutable;
using System.Globalization;

namespace GoDockTasks.Core.Sidecars;

/// <summary>Metadata that <see cref="SidecarMetadata"/> has found to be valid, as what they mean.</summary>
internal readonly struct SidecarValues(SidecarItem item)
{
    /// <summary>Without blanks around it; null where it is not set.</summary>
    public string? this[string name] =>
        item.Metadata.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>The sidecar with all that the item says; what it doesn't say stays.</summary>
    public Sidecar ApplyTo(Sidecar sidecar, string projectDirectory) =>
        sidecar with
        {
            Tags = [.. List("Tags")],
            LdFlags = this["LdFlags"],
            Version = this["Version"] ?? sidecar.Version,
            CgoEnabled = Is("CgoEnabled", sidecar.CgoEnabled),
            Build = Is("Build", sidecar.Build),
            Platforms = List("Platforms") is { Length: > 0 } platforms
                ? [.. platforms.Select(Platform.Parse).Distinct()]
                : sidecar.Platforms,
            BuilderImage = this["BuilderImage"],
            RuntimeImage = this["RuntimeImage"],
            Ports = [.. List("Ports").Select(ToPort).Distinct()],
            User = this["User"] ?? sidecar.User,
            TimeZone = this["TimeZone"] ?? sidecar.TimeZone,
            Environment = ToVariables(),
            RuntimeFiles =
            [
                .. (this["RuntimeFiles"] is { } files ? SidecarMetadata.Variables(files) : [])
                    .Select(ToRelative)
                    .Distinct(StringComparer.Ordinal),
            ],
            Dockerfile = ToPath("Dockerfile", projectDirectory),
            Context = ToPath("Context", projectDirectory) is { } context
                ? Path.TrimEndingDirectorySeparator(context)
                : null,
            Template = ToPath("Template", projectDirectory),
        };

    private string[] List(string name) => this[name] is { } value ? SidecarMetadata.Parts(value) : [];

    private bool Is(string name, bool otherwise) => this[name] is { } value ? bool.Parse(value) : otherwise;

    private string? ToPath(string name, string projectDirectory) =>
        this[name] is { } value ? Path.GetFullPath(value.Replace('\\', '/'), projectDirectory) : null;

    // `./templates/`, `templates/**` and `templates` are the same folder.
    private static string ToRelative(string path)
    {
        var parts = path.Replace('\\', '/').Split('/').Where(part => part is not ("" or ".")).ToList();
        while (parts.Count > 1 && parts[^1] == "**")
            parts.RemoveAt(parts.Count - 1);
        return string.Join('/', parts);
    }

    private static Port ToPort(string value)
    {
        var parts = value.Split('/');
        return new(ushort.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length == 2 ? parts[1] : "tcp");
    }

    private ImmutableArray<EnvironmentVariable> ToVariables()
    {
        var variables = ImmutableArray.CreateBuilder<EnvironmentVariable>();
        foreach (var part in this["Environment"] is { } value ? SidecarMetadata.Variables(value) : [])
        {
            var end = part.IndexOf('=', StringComparison.Ordinal);
            variables.Add(new(part[..end].TrimEnd(), part[(end + 1)..].TrimStart()));
        }

        return variables.ToImmutable();
    }
}
