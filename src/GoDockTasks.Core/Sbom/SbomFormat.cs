using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Sbom;

/// <summary>A form in which a document is written.</summary>
/// <param name="Name">As GoDockSbom has it.</param>
/// <param name="Extension">What names of its files end with.</param>
public sealed record SbomFormat(string Name, string Extension)
{
    /// <summary>All there are.</summary>
    internal static readonly ImmutableArray<SbomFormat> All =
    [
        new("cyclonedx", ".cdx.json") { Content = CycloneDx.Content, Identify = CycloneDx.Identify },
        new("spdx", ".spdx.json") { Content = Spdx.Content, Identify = Spdx.Identify },
    ];

    private Func<SbomDocument, string, JsonObject> Content { get; init; } = null!;

    private Action<JsonObject, Guid> Identify { get; init; } = null!;

    /// <param name="text">GoDockSbom: names, separated by ;.</param>
    /// <param name="projectFile">Absolute.</param>
    /// <returns>All where none is named; GDT0003 for each name that isn't known.</returns>
    public static (ImmutableArray<SbomFormat> Formats, ImmutableArray<Diagnostic> Diagnostics) Read(
        string? text,
        string projectFile
    )
    {
        var words = (text ?? "")
            .Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal);
        if (words.Count == 0)
            return (All, []);
        return (
            [.. All.Where(format => words.Contains(format.Name))],
            [
                .. words
                    .Except(All.Select(format => format.Name), StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .Select(word => new Diagnostic(
                        DiagnosticCatalogue.BadMetadata,
                        new(projectFile),
                        $"GoDockSbom has '{word}'; allowed: "
                            + $"{string.Join(" and ", All.Select(format => format.Name))}, separated by ';'"
                    )),
            ]
        );
    }

    /// <summary>The same document gives the same bytes; another one has another identity.</summary>
    /// <param name="generator">This package's version.</param>
    internal byte[] ToUtf8(SbomDocument document, string generator)
    {
        var content = Content(document, generator);
        var hash = SHA256.HashData(CanonicalJson.ToUtf8(content)).AsSpan(0, 16);
        // RFC 9562, section 5.8: a UUID of a form of one's own.
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        Identify(content, new Guid(hash, bigEndian: true));
        return [.. CanonicalJson.ToUtf8(content), (byte)'\n'];
    }
}
