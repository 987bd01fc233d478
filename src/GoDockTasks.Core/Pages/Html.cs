using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Pages;

/// <summary>
/// Mark-up, written as an interpolated string: what stands in it is taken as it is, and what is put into it is text,
/// without secrets, control characters and those that reorder it, and escaped for elements and quoted attributes. Only
/// other mark-up goes in as it is, so that nothing that others wrote can become any.
/// </summary>
[InterpolatedStringHandler]
internal readonly struct Html(int literalLength, int formattedCount)
{
    // Nobody reads more of one message.
    private const int MaxText = 2000;
    private const int ExpectedText = 16;

    private readonly StringBuilder markup = new(literalLength + formattedCount * ExpectedText);

    public static Html Empty { get; } = Of($"");

    /// <summary>For where the compiler would take an interpolated string for text.</summary>
    public static Html Of(Html markup) => markup;

    /// <summary>What this package itself brings along, such as a style sheet.</summary>
    public static Html Own(string markup)
    {
        var own = new Html(markup.Length, 0);
        own.AppendLiteral(markup);
        return own;
    }

    public static Html If(bool condition, Html markup) => condition ? markup : Empty;

    public void AppendLiteral(string literal) => markup.Append(literal);

    public void AppendFormatted(Html part) => markup.Append(part.markup);

    public void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts)
            markup.Append(part.markup);
    }

    public void AppendFormatted(string text)
    {
        var line = Printable.Line(Secrets.Redact(text));
        markup.Append(WebUtility.HtmlEncode(line.Length <= MaxText ? line : Printable.Line(line[..MaxText] + "…")));
    }

    public void AppendFormatted(int value) => markup.Append(CultureInfo.InvariantCulture, $"{value}");

    /// <summary>With one digit after the point: a place in a drawing.</summary>
    public void AppendFormatted(double value) => markup.Append(CultureInfo.InvariantCulture, $"{value:0.#}");

    public override string ToString() => markup.ToString();
}
