using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Images.Building;

/// <summary>Why the .NET SDK built no image: its own words, without the places in its sources.</summary>
internal static partial class SdkFailure
{
    private const int MaxLines = 8;

    /// <summary>GDT4112.</summary>
    /// <param name="printed">By MSBuild, without credentials.</param>
    /// <param name="at">The project.</param>
    public static Diagnostic Of(string printed, SourceLocation at)
    {
        // What a task doesn't expect is printed with all that led to it, line by line.
        ImmutableArray<string> words =
        [
            .. Error()
                .Matches(printed)
                .Select(match => match.Groups[1].Value.Trim())
                .Where(line => line.Length > 0 && !Frame().IsMatch(line))
                .Select(Printable.Line)
                .Distinct()
                .Take(MaxLines),
        ];
        var cause = words.FirstOrDefault(line => !line.StartsWith("MSB4018: The \"", StringComparison.Ordinal))
            ?? "it doesn't say why";
        return new(
            DiagnosticCatalogue.SdkImageFailed,
            at,
            $"the .NET SDK could not build the images: {cause.TrimEnd('.')}; see what its task CreateNewImage says of "
                + "it, or leave GoDockImageBuilder out, so that BuildKit builds them"
        )
        {
            Detail = words.IsEmpty ? null : string.Join('\n', words),
        };
    }

    /// <summary>GDT4112 for a machine without the command.</summary>
    public static Diagnostic NoDotnet(string what, SourceLocation at) =>
        new(
            DiagnosticCatalogue.SdkImageFailed,
            at,
            $"the .NET SDK could not build the images: {what}; put the dotnet of a .NET SDK 10 on PATH"
        );

    [GeneratedRegex("""^.*?: error (?:: )?(.*)$""", RegexOptions.Multiline)]
    private static partial Regex Error();

    [GeneratedRegex("""^(?:MSB4018: )?\s*(?:at |--- |$)""")]
    private static partial Regex Frame();
}
