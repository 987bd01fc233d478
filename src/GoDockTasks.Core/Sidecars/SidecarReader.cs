using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Sidecars;

/// <summary>Turns `GoSidecar` items into sidecars.</summary>
public static class SidecarReader
{
    private static readonly ImmutableArray<string> NeverModules = ["vendor", "testdata", "node_modules", "bin", "obj"];

    /// <summary>
    /// Reads the items of one project. Paths count from <paramref name="projectDirectory"/>. What a glob found under
    /// vendor, testdata, node_modules, bin or obj is left out without a word.
    /// </summary>
    /// <param name="items">Those of one project.</param>
    /// <param name="projectDirectory">Absolute.</param>
    /// <param name="version">The project's, for items that have none of their own.</param>
    /// <returns>
    /// The sidecars in the items' order, and GDT0003 (metadata), GDT0004 (no such folder, no go.mod) and GDT0006 (the
    /// same module and main package twice).
    /// </returns>
    public static SidecarList Read(IEnumerable<SidecarItem> items, string projectDirectory, string? version = null)
    {
        var sidecars = ImmutableArray.CreateBuilder<Sidecar>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var written = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var each in items)
        {
            if (IsLeftOut(each))
                continue;
            var name = each.ProjectFile + "\n" + each.Include;
            var item = each with { Occurrence = written.GetValueOrDefault(name) };
            written[name] = item.Occurrence + 1;
            var before = diagnostics.Count;
            CheckMetadata(item, diagnostics);
            if (Locate(item, projectDirectory, diagnostics) is not { } directory || diagnostics.Count > before)
                continue;

            var sidecar = ToSidecar(item, directory, projectDirectory, version);
            if (sidecar.Main is not null && !Directory.Exists(Path.Combine(directory, sidecar.Main)))
                diagnostics.Add(
                    Bad(
                        item,
                        "Main",
                        $"GoSidecar '{item.Include}' has Main=\"{sidecar.Main}\", but '{directory}' has no "
                            + $"such folder; name the folder of a main package."
                    )
                );
            else if (sidecar.Context is not null && !Directory.Exists(sidecar.Context))
                diagnostics.Add(
                    Bad(
                        item,
                        "Context",
                        $"GoSidecar '{item.Include}' has Context=\"{item.Metadata["Context"].Trim()}\", but "
                            + $"there is no folder '{sidecar.Context}'; name the folder that the image is built "
                            + $"with, seen from the project's."
                    )
                );
            else if (seen.Add(directory + "\n" + sidecar.Main))
                sidecars.Add(sidecar);
            else
                diagnostics.Add(Twice(sidecar));
        }

        return new(sidecars.ToImmutable(), diagnostics.ToImmutable());
    }

    private static bool IsLeftOut(SidecarItem item) =>
        item.RecursiveDirectory.Length > 0
        && Array.Exists(item.RecursiveDirectory.Split('/', '\\'), part => NeverModules.Contains(part));

    private static void CheckMetadata(SidecarItem item, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        foreach (var (name, value) in item.Metadata)
        {
            if (!SidecarMetadata.Known.TryGetValue(name, out var rule))
                diagnostics.Add(
                    Bad(
                        item,
                        name,
                        $"GoSidecar '{item.Include}' has metadata '{name}', which doesn't exist; it may "
                            + $"have {string.Join(", ", SidecarMetadata.Known.Keys.Order(StringComparer.Ordinal))}."
                    )
                );
            else if (value.Trim() is { Length: > 0 } text && !rule.IsValid(text))
                diagnostics.Add(
                    Bad(item, name, $"GoSidecar '{item.Include}' has {name}=\"{text}\"; allowed: {rule.Allowed}.")
                );
            else if (
                name.Equals("LdFlags", StringComparison.OrdinalIgnoreCase)
                && RefusedLinkerFlags.Find(value) is var (flag, why)
            )
                diagnostics.Add(
                    Bad(
                        item,
                        name,
                        $"GoSidecar '{item.Include}' has '{flag}' in its LdFlags, which {why}; take it out."
                    )
                );
        }
    }

    private static Diagnostic Bad(SidecarItem item, string metadata, string message) =>
        new(DiagnosticCatalogue.BadMetadata, SidecarItemLocator.Find(item, metadata), message);

    private static string? Locate(
        SidecarItem item,
        string projectDirectory,
        ImmutableArray<Diagnostic>.Builder diagnostics
    )
    {
        if (string.IsNullOrWhiteSpace(item.Include) || item.Include.Contains('\0', StringComparison.Ordinal))
            return Missing("A GoSidecar item is empty; its Include is the folder of a Go module, or its go.mod.");

        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(item.Include, projectDirectory));
        if (Path.GetFileName(path) == "go.mod" && !Directory.Exists(path))
            return File.Exists(path) ? Path.GetDirectoryName(path) : Missing($"'{path}' doesn't exist.");
        if (File.Exists(path))
            return Missing($"'{path}' is a file; a GoSidecar is the folder of a Go module, or its go.mod.");
        if (!Directory.Exists(path))
            return Missing($"The folder '{path}' doesn't exist; correct the Include of this GoSidecar.");
        if (!File.Exists(Path.Combine(path, "go.mod")))
            return Missing(
                $"The folder '{path}' has no go.mod; point at the module's folder, or make one with `go mod init`."
            );
        return path;

        string? Missing(string message)
        {
            diagnostics.Add(new(DiagnosticCatalogue.SidecarMissing, SidecarItemLocator.Find(item), message));
            return null;
        }
    }

    private static Sidecar ToSidecar(SidecarItem item, string directory, string projectDirectory, string? version)
    {
        var metadata = new SidecarValues(item);
        var main = metadata["Main"]?.Replace('\\', '/').Trim('/');
        if (main is not null && main != "." && !main.StartsWith("./", StringComparison.Ordinal))
            main = "./" + main;
        return metadata.ApplyTo(
            new(metadata["Name"] ?? Path.GetFileName(directory), directory, main, item) { Version = version },
            projectDirectory
        );
    }

    private static Diagnostic Twice(Sidecar sidecar) =>
        new(
            DiagnosticCatalogue.DuplicateSidecar,
            SidecarItemLocator.Find(sidecar.Item),
            $"'{sidecar.ModuleDirectory}' is listed twice with "
                + $"{(sidecar.Main is null ? "no Main" : $"Main=\"{sidecar.Main}\"")}; remove one, or give each a "
                + $"Main of its own."
        );
}

/// <summary>The sidecars of a project, and what is wrong with the items that gave none.</summary>
public sealed record SidecarList(ImmutableArray<Sidecar> Sidecars, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>A `GoSidecar` item as MSBuild hands it over.</summary>
/// <param name="Include">The item's value, unescaped: the module's folder, or its go.mod.</param>
/// <param name="Metadata">The user's metadata by name.</param>
/// <param name="RecursiveDirectory">What `**` stood for, where a glob found the item; else empty.</param>
/// <param name="ProjectFile">Absolute path of the file that defines the item, or null.</param>
public sealed record SidecarItem(
    string Include,
    IReadOnlyDictionary<string, string> Metadata,
    string RecursiveDirectory,
    string? ProjectFile
)
{
    /// <summary>How many items before it have the same value and come from the same file.</summary>
    public int Occurrence { get; init; }
}

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
