using System.Text;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>What a Dockerfile is made from: a text in Liquid, read once for all sidecars.</summary>
internal sealed partial class DockerfileTemplate
{
    // A template that makes more than this of a handful of values is a mistake.
    private const int MaxBytes = 1024 * 1024;

    private readonly Template template;
    private readonly string? path;

    private DockerfileTemplate(Template template, string? path) => (this.template, this.path) = (template, path);

    /// <summary>What the first line of a generated file calls it.</summary>
    public string Name => path is null ? "its own template" : Path.GetFileName(path);

    /// <summary>The one that ships in the package.</summary>
    public static DockerfileTemplate BuiltIn()
    {
        using var stream = typeof(DockerfileTemplate).Assembly.GetManifestResourceStream("Dockerfile.liquid")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new(Template.ParseLiquid(reader.ReadToEnd()), null);
    }

    /// <summary>
    /// A user's; null with a GDT2003, at the first place that is wrong, where it can't be read or isn't Liquid.
    /// </summary>
    public static (DockerfileTemplate? Template, Diagnostic? Problem) Read(string path)
    {
        string text;
        try
        {
            text = RegularFile.ReadText(path, MaxBytes).ReplaceLineEndings("\n");
        }
        catch (FileTooLargeException)
        {
            return (null, Wrong(path, null, "is larger than 1 MiB, which no template is"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (
                null,
                Wrong(
                    path,
                    null,
                    $"can't be read ({exception.Message}); name another in Template or GoDockDockerfileTemplate"
                )
            );
        }

        if (OpenComment(text) is { } open)
            return (null, Wrong(path, open, "is no valid Liquid: the comment has no {% endcomment %}"));
        var template = Template.ParseLiquid(text);
        return template.Messages.FirstOrDefault(message => message.Type == ParserMessageType.Error) is { } error
            ? (null, Wrong(path, At(error.Span, text), Sentence(error.Message)))
            : (new(template, path), null);
    }

    /// <summary>The Dockerfile's text, with \n; null with GDT2003 at the place that is wrong.</summary>
    public (string? Text, Diagnostic? Problem) Render(DockerfileModel model)
    {
        var context = new LiquidContext(model, MaxBytes);
        try
        {
            var output = template.Render(context);
            // The library cuts off what is longer.
            return output.Length < MaxBytes
                ? (output.ReplaceLineEndings("\n"), null)
                : (null, Wrong(path, null, "makes more than 1 MiB of text, which no Dockerfile is"));
        }
        catch (ScriptRuntimeException exception)
        {
            return (
                null,
                context.Missing is var (span, name)
                    ? Wrong(
                        path,
                        At(span, ""),
                        $"names '{name}', which no template is given; see docs/dockerfiles.md for what is"
                    )
                    : Wrong(path, At(exception.Span, ""), Sentence(exception.OriginalMessage))
            );
        }
    }

    // The library takes all that follows for the comment. In a raw block nothing is a tag.
    private static (int Line, int Column)? OpenComment(string text)
    {
        Match? open = null;
        foreach (Match tag in BlockTags().Matches(text))
        {
            var name = tag.Groups["name"].Value;
            if (open is null)
                open = name is "comment" or "raw" ? tag : null;
            else if (name == "end" + open.Groups["name"].Value)
                open = null;
        }

        return open?.Groups["name"] is { Value: "comment" } at
            ? (text.AsSpan(0, at.Index).Count('\n') + 1, at.Index - text.LastIndexOf('\n', at.Index))
            : null;
    }

    [GeneratedRegex(@"\{%-?\s*(?<name>(end)?(comment|raw))\s*-?%\}")]
    private static partial Regex BlockTags();

    // What is missing where the file ends has no place in the library's messages.
    private static (int Line, int Column) At(SourceSpan span, string text) =>
        span.Start.Line >= 0
            ? (span.Start.Line + 1, span.Start.Column + 1)
            : (text.Count('\n') + 1, text.Length - text.LastIndexOf('\n'));

    private static string Sentence(string message) =>
        "is no valid Liquid: " + message.ReplaceLineEndings(" ").TrimEnd('.');

    private static Diagnostic Wrong(string? path, (int Line, int Column)? at, string what) =>
        new(
            DiagnosticCatalogue.TemplateWrong,
            new(path, at?.Line ?? 0, at?.Column ?? 0),
            $"The template '{Path.GetFileName(path)}' {what}."
        );
}
