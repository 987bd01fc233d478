using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Gates;

/// <summary>A `GoDockGate` item: a gate of one's own, or what a built-in one reads and is held to.</summary>
/// <param name="Name">The gate's.</param>
/// <param name="Item">Where this comes from.</param>
public sealed record GateItem(string Name, SidecarItem Item)
{
    /// <summary>Metadata that an item may have.</summary>
    public static readonly ImmutableArray<string> Known =
    [
        "Baseline",
        "BaselineProgram",
        "Command",
        "Enabled",
        "Package",
        "Ready",
        "Report",
        "Sarif",
        "Sidecar",
        "Threshold",
    ];

    // Seen from its own folder as from any other, nothing is a figure of this kind.
    private const double MaxThreshold = 1e15;

    /// <summary>The only sidecar that it is about; null for all.</summary>
    public string? Sidecar => Text("Sidecar");

    /// <summary>A program and its arguments; empty for none.</summary>
    public ImmutableArray<string> Command =>
        [.. (Text("Command") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>A file in SARIF.</summary>
    public string? Sarif => Text("Sarif");

    /// <summary>A file of any kind that the gate knows.</summary>
    public string? Report => Text("Report");

    /// <summary>The SARIF file whose findings are known.</summary>
    public string? Baseline => Text("Baseline");

    /// <summary>The program of the last release.</summary>
    public string? BaselineProgram => Text("BaselineProgram");

    /// <summary>A URL on loopback that answers when the program is ready.</summary>
    public string? Ready => Text("Ready");

    /// <summary>A package, or a pattern of packages, to test.</summary>
    public string? Package => Text("Package");

    /// <summary>What the gate is held to.</summary>
    public double? Threshold =>
        double.TryParse(
            Text("Threshold")?.TrimEnd('%'),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;

    /// <summary>False: it isn't asked for.</summary>
    public bool IsEnabled => !bool.TryParse(Text("Enabled"), out var enabled) || enabled;

    /// <summary>Reads items.</summary>
    /// <param name="items">Of a project.</param>
    /// <returns>The gates, and GDT0003 for each item that isn't understood.</returns>
    public static (ImmutableArray<GateItem> Gates, ImmutableArray<Diagnostic> Diagnostics) Read(
        IEnumerable<SidecarItem> items
    )
    {
        var gates = ImmutableArray.CreateBuilder<GateItem>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var gate = new GateItem(item.Include.Trim(), item);
            var problem = gate.Problem()
                ?? (seen.Add($"{gate.Name}\n{gate.Sidecar}") ? null : "is there twice; remove one of the two");
            if (problem is null)
                gates.Add(gate);
            else
                diagnostics.Add(
                    new(DiagnosticCatalogue.BadMetadata, new(item.ProjectFile), $"GoDockGate '{gate.Name}' {problem}")
                );
        }

        return (gates.ToImmutable(), diagnostics.ToImmutable());
    }

    private string? Problem()
    {
        if (Name.Length == 0 || !Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'))
            return "needs a name of letters, digits, '-', '.' and '_'";
        foreach (var name in Item.Metadata.Keys.Order(StringComparer.OrdinalIgnoreCase))
        {
            if (!Known.Contains(name, StringComparer.OrdinalIgnoreCase))
                return $"has metadata '{name}', which doesn't exist; it may have {string.Join(", ", Known)}";
        }

        if (Text("Threshold") is { } threshold && Threshold is not (>= 0 and <= MaxThreshold))
            return $"has Threshold=\"{threshold}\"; allowed: a number such as 7.0, 15% or 1.2";
        if (Text("Enabled") is { } enabled && !bool.TryParse(enabled, out _))
            return $"has Enabled=\"{enabled}\"; allowed: true or false";
        if (Sarif is not null && Report is not null)
            return "has both Sarif and Report; name one file";
        if (Ready is { } ready && !IsLoopback(ready))
            return $"has Ready=\"{ready}\"; allowed: an http:// URL on loopback, such as http://127.0.0.1:8080/ready";
        if (!ReleaseGates.BuiltIn.Contains(Name) && IsEnabled && Command.IsEmpty && (Sarif ?? Report) is null)
            return $"has nothing to read: give it Command, Sarif or Report, or name one of "
                + string.Join(", ", ReleaseGates.BuiltIn);
        return null;
    }

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback;

    private string? Text(string name) =>
        Item.Metadata.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
