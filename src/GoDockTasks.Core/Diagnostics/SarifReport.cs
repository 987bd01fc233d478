using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GoDockTasks.Core.Diagnostics;

/// <summary>
/// Diagnostics for other programs to read: SARIF 2.1.0 (OASIS standard, errata 01), which code scanning on build
/// servers and editors show at the lines that they are about. The same diagnostics give the same bytes on every
/// machine: no times, no absolute paths, an order of its own.
/// </summary>
public static class SarifReport
{
    // The name that code scanning uses for the repository's root.
    private const string BaseId = "%SRCROOT%";

    private static readonly JsonWriterOptions Format = new()
    {
        Indented = true,
        NewLine = "\n",
        // Nobody puts this into a web page as it is, and people read it.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The whole file.</summary>
    /// <param name="diagnostics">With the severities that the user wants.</param>
    /// <param name="baseDirectory">
    /// Absolute path of the folder that files are told relative to: the repository's, or the project's.
    /// </param>
    /// <param name="version">Of GoDockTasks; a semantic version.</param>
    public static ReadOnlyMemory<byte> ToUtf8(IEnumerable<Diagnostic> diagnostics, string baseDirectory, string version)
    {
        var results = diagnostics
            .Select(diagnostic => new SarifResult(diagnostic, baseDirectory))
            .Order()
            .ToImmutableArray();
        ImmutableArray<DiagnosticDescriptor> rules =
        [
            .. results
                .Select(result => result.Diagnostic.Descriptor)
                .DistinctBy(rule => rule.Code)
                .OrderBy(rule => rule.Code, StringComparer.Ordinal),
        ];

        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Format))
        {
            json.WriteStartObject();
            json.WriteString(
                "$schema",
                "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
            );
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, rules, version);
            WriteConventions(json);
            json.WriteStartArray("results");
            foreach (var result in results)
                WriteResult(json, result, rules.IndexOf(result.Diagnostic.Descriptor));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes.WrittenMemory;
    }

    // Section 3.18.
    private static void WriteTool(Utf8JsonWriter json, ImmutableArray<DiagnosticDescriptor> rules, string version)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "GoDockTasks");
        json.WriteString("semanticVersion", version);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Code);
            WriteText(json, "shortDescription", rule.Title);
            WriteText(json, "fullDescription", rule.Title + ".");
            WriteHelp(json, rule.Code);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.DefaultSeverity));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // A helpUri has to be absolute (section 3.49.12), and the page travels in the package.
    private static void WriteHelp(Utf8JsonWriter json, string code)
    {
        var page = $"docs/diagnostics/{code}.md";
        json.WriteStartObject("help");
        json.WriteString("text", $"What it means and how to fix it: {page} in the package GoDockTasks.");
        json.WriteString("markdown", $"What it means and how to fix it: [{page}]({page}) in the package GoDockTasks.");
        json.WriteEndObject();
    }

    // Sections 3.14.14 and 3.14.17.
    private static void WriteConventions(Utf8JsonWriter json)
    {
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(BaseId);
        WriteText(json, "description", "The folder that the build was told to count paths from.");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("columnKind", "utf16CodeUnits");
    }

    // Section 3.27.
    private static void WriteResult(Utf8JsonWriter json, SarifResult result, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", result.Diagnostic.Code);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", Level(result.Diagnostic.Severity));
        WriteText(json, "message", result.Diagnostic.Message);
        if (result.Uri is not null)
            WriteLocation(json, result.Uri, result.Diagnostic.Location);
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, string uri, SourceLocation at)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", uri);
        if (!uri.StartsWith("file:", StringComparison.Ordinal))
            json.WriteString("uriBaseId", BaseId);
        json.WriteEndObject();
        if (at.Line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", at.Line);
            if (at.Column > 0)
                json.WriteNumber("startColumn", at.Column);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(DiagnosticSeverity severity) =>
        severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "note",
        };
}

/// <summary>A diagnostic in a report: its file as a URI, and its place in the order.</summary>
internal sealed class SarifResult(Diagnostic diagnostic, string baseDirectory) : IComparable<SarifResult>
{
    public Diagnostic Diagnostic { get; } = diagnostic;

    /// <summary>
    /// Relative to the base folder (RFC 3986, section 4.2), or a file: URI where no relative path leads there; null for
    /// no file.
    /// </summary>
    public string? Uri { get; } = diagnostic.Location.File is { } file ? Relative(file, baseDirectory) : null;

    /// <summary>
    /// By file, line, column, code, message and severity, so that only the same thing said twice is equal.
    /// </summary>
    public int CompareTo(SarifResult? other)
    {
        if (other is null)
            return 1;
        var (left, right) = (Diagnostic, other.Diagnostic);
        ReadOnlySpan<int> order =
        [
            string.CompareOrdinal(Uri, other.Uri),
            left.Location.Line.CompareTo(right.Location.Line),
            left.Location.Column.CompareTo(right.Location.Column),
            string.CompareOrdinal(left.Code, right.Code),
            string.CompareOrdinal(left.Message, right.Message),
            left.Severity.CompareTo(right.Severity),
        ];
        var first = order.IndexOfAnyExcept(0);
        return first < 0 ? 0 : order[first];
    }

    private static string Relative(string file, string baseDirectory)
    {
        var relative = Path.GetRelativePath(baseDirectory, file);
        if (Path.IsPathRooted(relative))
            return new Uri(file).AbsoluteUri;
        var parts = relative.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        return string.Join('/', parts.Select(System.Uri.EscapeDataString));
    }
}
