using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>A reproduction as a part of the report, and as the text beside its folder.</summary>
internal static class ReproductionReport
{
    /// <summary>How the text beside the folder begins; what doesn't have it isn't ours.</summary>
    public const string Title = "# Reproduction of ";

    public static JsonObject ToJson(Reproduction reproduction, string directory) =>
        new()
        {
            ["directory"] = DiagnosisReport.Relative(reproduction.Directory, directory),
            ["code"] = reproduction.Code,
            ["reproduced"] = reproduction.IsReproduced,
            ["vanished"] = reproduction.Vanished,
            ["size"] = Size(reproduction.Size),
            ["originalSize"] = Size(reproduction.OriginalSize),
            ["places"] = new JsonArray([
                .. reproduction.Places.Select(place => new JsonObject
                {
                    ["place"] = place.Name,
                    ["code"] = place.Code,
                    ["runs"] = place.Runs,
                    ["failures"] = place.Failures,
                    ["seconds"] = Math.Round(place.Time.TotalSeconds, 2),
                    ["imageBytes"] = place.ImageBytes,
                }),
            ]),
            ["commands"] = DiagnosisReport.Strings(reproduction.Commands),
            ["debug"] = DiagnosisReport.Strings(reproduction.DebugCommands),
            ["remarks"] = DiagnosisReport.Strings([.. reproduction.Diagnostics.Select(each => each.Message)]),
        };

    public static void Append(StringBuilder text, Reproduction reproduction, string directory)
    {
        text.Append("\n### Reproduction\n\n")
            .Append(DiagnosisMarkdown.Code(DiagnosisReport.Relative(reproduction.Directory, directory)))
            .Append(CultureInfo.InvariantCulture, $" has {Amount(reproduction.Size)}, the original ")
            .Append(CultureInfo.InvariantCulture, $"{Amount(reproduction.OriginalSize)}. ")
            .Append(Seen(reproduction))
            .Append(reproduction.Vanished is { } what ? $" What differs where it doesn't fail: the {what}.\n" : "\n");
        if (!reproduction.Places.IsEmpty)
        {
            text.Append("\n| where | fails | how often | time | image |\n|---|---|---|---|---|\n");
            foreach (var place in reproduction.Places)
                DiagnosisMarkdown.Row(
                    text,
                    place.Name,
                    place.Code ?? "no",
                    string.Create(CultureInfo.InvariantCulture, $"{place.Failures} of {place.Runs}, {place.How}"),
                    string.Create(CultureInfo.InvariantCulture, $"{place.Time.TotalSeconds:0.0} s"),
                    place.ImageBytes is { } bytes
                        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB")
                        : "-"
                );
        }

        foreach (var remark in reproduction.Diagnostics)
            text.Append('\n').Append(DiagnosisMarkdown.Plain($"{remark.Code}: {remark.Message}")).Append('\n');
        AppendCommands(text.Append("\nTo see it:\n\n"), reproduction.Commands);
        if (!reproduction.DebugCommands.IsEmpty)
            AppendCommands(text.Append("\nTo look around where it fails:\n\n"), reproduction.DebugCommands);
    }

    // What a rule finds has one code, what go says of it in an image another.
    private static string Seen(Reproduction reproduction)
    {
        if (!reproduction.IsReproduced)
            return $"Not reproduced: {reproduction.Code} was not seen again.";
        return
            InImage(DockerComparison.Minimal) is { } code
            && code == InImage(DockerComparison.Full)
            && code != reproduction.Code
            ? $"{reproduction.Code} is found in it again, and its image fails as the original's does, with {code}."
            : $"It fails with the same code, {reproduction.Code}.";

        string? InImage(string name) =>
            reproduction.Places.FirstOrDefault(place => place.Name == name && place.Failures > 0)?.Code;
    }

    /// <summary>For the file beside the folder.</summary>
    public static string ToText(Reproduction reproduction, string name)
    {
        var text = new StringBuilder($"{Title}{reproduction.Code} in {DiagnosisMarkdown.Plain(name)}\n");
        Append(text, reproduction, Path.GetDirectoryName(reproduction.Directory)!);
        return text.ToString();
    }

    private static void AppendCommands(StringBuilder text, IEnumerable<string> commands) =>
        DiagnosisMarkdown.AppendBlock(text, [.. commands]);

    private static JsonObject Size(FileAmount amount) => new() { ["files"] = amount.Files, ["bytes"] = amount.Bytes };

    private static string Amount(FileAmount amount) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{amount.Files} {(amount.Files == 1 ? "file" : "files")} of {amount.Bytes} bytes"
        );
}
