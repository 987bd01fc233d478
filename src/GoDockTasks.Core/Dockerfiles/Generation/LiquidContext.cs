using System.Collections;
using System.Globalization;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Generation;

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
