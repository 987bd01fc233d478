using System.Collections.Immutable;

namespace GoDockTasks.Core.Pages;

/// <summary>
/// A table whose rows become blocks on a narrow screen: its roles are said, since a browser forgets them there.
/// </summary>
/// <param name="Columns">From the left; the first names the row.</param>
internal sealed record PageTable(ImmutableArray<PageColumn> Columns)
{
    /// <param name="rows">Of a cell a column.</param>
    /// <param name="labelledBy">Ids within the page.</param>
    public Html ToHtml(IEnumerable<ImmutableArray<Html>> rows, string labelledBy) =>
        $"""
            <table role="table" aria-labelledby="{labelledBy}">
            <thead role="rowgroup"><tr role="row">
            {Columns.Select(Head)}</tr></thead>
            <tbody role="rowgroup">
            {rows.Select(Row)}</tbody>
            </table>

            """;

    private static Html Head(PageColumn column) =>
        $"""
            <th role="columnheader" scope="col" class="{column.Class}">{column.Title}</th>

            """;

    private Html Row(ImmutableArray<Html> cells) =>
        $"""
            <tr role="row">
            {cells.Select((cell, index) => Cell(Columns[index], cell, index == 0))}</tr>

            """;

    private static Html Cell(PageColumn column, Html content, bool isFirst) =>
        isFirst
            ? Html.Of($"<th role=\"rowheader\" scope=\"row\">{content}</th>\n")
            : Html.Of($"<td role=\"cell\" class=\"{column.Class}\"{column.Label}>{content}</td>\n");
}

/// <summary>A column.</summary>
/// <param name="Kind">How its cells are set.</param>
/// <param name="IsLabelled">On a narrow screen, where columns have no heads, its cells say what they are.</param>
internal sealed record PageColumn(string Title, ColumnKind Kind = ColumnKind.Word, bool IsLabelled = true)
{
    public string Class =>
        Kind switch
        {
            ColumnKind.Figure => "figure",
            ColumnKind.Sentence => "sentence",
            _ => "word",
        };

    public Html Label => Html.If(IsLabelled, $" data-label=\"{Title}\"");
}

/// <summary>What a column has.</summary>
internal enum ColumnKind
{
    Word,
    Figure,
    Sentence,
}
