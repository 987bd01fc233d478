using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
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

/// <summary>
/// All that a template sees: the model, Liquid's filters and our own. No files, no clock, no code, nothing without a
/// bound.
/// </summary>
internal sealed class LiquidContext : LiquidTemplateContext
{
    private const int MaxIterations = 10_000;
    private const int MaxDepth = 50;

    // What the library offers beside Liquid: today's date, random numbers, texts as templates, regular expressions,
    // other files.
    private static readonly string[] BesideLiquid =
    [
        "array",
        "date",
        "html",
        "include",
        "include_join",
        "math",
        "object",
        "regex",
        "string",
        "timespan",
    ];

    public LiquidContext(DockerfileModel model, int maxLength)
    {
        foreach (var name in BesideLiquid)
            BuiltinObject.Remove(name);
        BuiltinObject["nil"] = null;
        StrictVariables = true;
        EnableRelaxedMemberAccess =
            EnableRelaxedTargetAccess =
            EnableRelaxedIndexerAccess =
            EnableRelaxedFunctionAccess =
                false;
        LoopLimit = MaxIterations;
        RecursiveLimit = ObjectRecursionLimit = MaxDepth;
        LimitToString = maxLength;
        NewLine = "\n";
        TryGetVariable = (TemplateContext _, SourceSpan span, ScriptVariable variable, out object? value) =>
            IsGiven(span, variable.Name, null, out value);
        TryGetMember = (TemplateContext _, SourceSpan span, object target, string member, out object? value) =>
            IsGiven(span, member, target is IDictionary ? null : target as IEnumerable, out value);
        PushGlobal(LiquidFilters.All);
        PushGlobal(model.ToLiquid());
    }

    /// <summary>The first name that the template uses and isn't given, and where.</summary>
    public (SourceSpan Span, string Name)? Missing { get; private set; }

    // Where Liquid differs: `empty` equals the empty text, and a list is written without anything around it.
    public override string ObjectToString(object? value, bool nested = false) =>
        value switch
        {
            EmptyScriptObject => "",
            ScriptArray list => string.Concat(list.Select(item => ObjectToString(item))),
            _ => base.ObjectToString(value, nested) ?? "",
        };

    private bool IsGiven(SourceSpan span, string name, IEnumerable? list, out object? value)
    {
        value = null;
        if (list is null || name is not ("first" or "last"))
        {
            Missing ??= (span, name);
            return false;
        }

        var items = list.Cast<object?>();
        value = name == "first" ? items.FirstOrDefault() : items.LastOrDefault();
        return true;
    }
}

/// <summary>The filters that templates have beside Liquid's own.</summary>
internal static class LiquidFilters
{
    /// <summary>By the names that templates use.</summary>
    public static readonly ScriptObject All = Create();

    /// <summary>For ENV, ARG and LABEL.</summary>
    public static string Word(object? input) => DockerfileQuoting.Word(Text(input));

    /// <summary>For the shell form of RUN.</summary>
    public static string Shell(object? input) => DockerfileQuoting.Shell(Text(input));

    /// <summary>For the exec form.</summary>
    public static string Json(object? input) => DockerfileQuoting.JsonString(Text(input));

    /// <summary>For COPY: one path or several, and where they go.</summary>
    public static string Paths(object? input, string target) =>
        DockerfileQuoting.Paths(
            input is IEnumerable list and not string
                ? [.. list.Cast<object?>().Select(Text), target]
                : [Text(input), target]
        );

    private static ScriptObject Create()
    {
        var filters = new ScriptObject();
        filters.Import("word", (Func<object?, string>)Word);
        filters.Import("shell", (Func<object?, string>)Shell);
        filters.Import("json", (Func<object?, string>)Json);
        filters.Import("paths", (Func<object?, string, string>)Paths);
        filters.IsReadOnly = true;
        return filters;
    }

    private static string Text(object? input) => Convert.ToString(input, CultureInfo.InvariantCulture) ?? "";
}
