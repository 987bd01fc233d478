using System.Globalization;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>An error, a warning, or a message with a GDT code, as the binary log has it.</summary>
/// <param name="Severity">error, warning or message.</param>
/// <param name="File">Relative to the source tree, with forward slashes; empty for none.</param>
/// <param name="Project">File name, without extension, of the project that it belongs to.</param>
internal sealed record BuildDiagnostic(
    string Severity,
    string Code,
    string File,
    int Line,
    int Column,
    string Message,
    string Project
)
{
    /// <summary>
    /// What tests compare: all but the prose, such as <c>error GDT1001 sidecars/orders/go.mod(7,2)</c>.
    /// </summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Severity} {Code} {File}({Line},{Column})");
}
