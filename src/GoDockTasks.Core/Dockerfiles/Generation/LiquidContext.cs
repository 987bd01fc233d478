using System.Collections;
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
