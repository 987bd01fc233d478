using System.Collections.Immutable;
using System.Globalization;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Gates;

/// <summary>A `GoDockAcceptedFinding` item: a vulnerability that somebody has looked at.</summary>
/// <param name="Id">As a report has it, or one of its aliases: GO-2024-0001, CVE-2024-0001.</param>
/// <param name="Reason">Why it may pass.</param>
/// <param name="Until">The last day; null for no end.</param>
public sealed record AcceptedFinding(string Id, string Reason, DateOnly? Until)
{
    private static readonly ImmutableArray<string> Known = ["Justification", "Reason", "Until"];

    /// <summary>The five words of OpenVEX, section "Status Justifications".</summary>
    private static readonly ImmutableArray<string> Justifications =
    [
        "component_not_present",
        "vulnerable_code_not_present",
        "vulnerable_code_not_in_execute_path",
        "vulnerable_code_cannot_be_controlled_by_adversary",
        "inline_mitigations_already_exist",
    ];

    /// <summary>
    /// One of OpenVEX's words for why the program isn't affected; null where the risk is taken as it is.
    /// </summary>
    public string? Justification { get; init; }

    /// <summary>The file that has the item, absolute.</summary>
    public string? ProjectFile { get; init; }

    /// <summary>Reads items.</summary>
    /// <param name="items">Of a project.</param>
    /// <param name="today">Of the clock, in UTC.</param>
    /// <returns>Those that count, GDT4028 for what isn't understood, and GDT4029 for what has expired.</returns>
    public static (ImmutableArray<AcceptedFinding> Accepted, ImmutableArray<Diagnostic> Diagnostics) Read(
        IEnumerable<SidecarItem> items,
        DateOnly today
    )
    {
        var accepted = ImmutableArray.CreateBuilder<AcceptedFinding>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var item in items)
        {
            var (finding, problem) = Read(item);
            if (finding is null)
                diagnostics.Add(
                    new(
                        DiagnosticCatalogue.AcceptedUnusable,
                        new(item.ProjectFile),
                        $"the GoDockAcceptedFinding item '{item.Include}' accepts nothing: {problem}"
                    )
                );
            else if (finding.Until < today)
                diagnostics.Add(
                    new(
                        DiagnosticCatalogue.AcceptedExpired,
                        new(item.ProjectFile),
                        $"'{finding.Id}' was accepted until {finding.Until:yyyy-MM-dd} (\"{finding.Reason}\"): mend "
                            + "it, or look at it anew and set another Until"
                    )
                );
            else
                accepted.Add(finding);
        }

        return (accepted.ToImmutable(), diagnostics.ToImmutable());
    }

    private static (AcceptedFinding? Finding, string? Problem) Read(SidecarItem item)
    {
        var unknown = item.Metadata.Keys.FirstOrDefault(name =>
            !Known.Contains(name, StringComparer.OrdinalIgnoreCase)
        );
        if (unknown is not null)
            return (null, $"it has metadata '{unknown}'; it may have {string.Join(", ", Known)}");
        if (string.IsNullOrWhiteSpace(item.Include))
            return (null, "it names no vulnerability; its Include is an id such as GO-2024-0001");
        if (Text(item, "Reason") is not { } reason)
            return (null, "it has no Reason; say why the finding may pass");
        DateOnly? until = null;
        if (Text(item, "Until") is { } text)
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day))
                return (null, $"its Until is '{text}'; write a day as 2026-01-31");
            until = day;
        }

        var justification = Text(item, "Justification");
        if (justification is not null && !Justifications.Contains(justification))
            return (null, $"its Justification is '{justification}'; allowed: {string.Join(", ", Justifications)}");
        return (
            new(item.Include.Trim(), Printable.Of(reason), until)
            {
                Justification = justification,
                ProjectFile = item.ProjectFile,
            },
            null
        );
    }

    private static string? Text(SidecarItem item, string name) =>
        item.Metadata.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}

/// <summary>An exception that let a finding pass.</summary>
/// <param name="Accepted">The exception.</param>
/// <param name="Vulnerability">The finding's id.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Sidecar">The sidecar's name.</param>
public sealed record UsedException(
    AcceptedFinding Accepted,
    string Vulnerability,
    ImmutableArray<string> Aliases,
    string Sidecar
);
