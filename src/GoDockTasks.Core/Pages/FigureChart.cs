using System.Collections.Immutable;
using GoDockTasks.Core.Gates;

namespace GoDockTasks.Core.Pages;

/// <summary>One figure over the last releases, as a small drawing: a point a release.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Points">From the oldest.</param>
/// <param name="IsMeasured">The last point is this release.</param>
/// <param name="Text">A value, as people read it.</param>
internal sealed record FigureChart(
    string Title,
    ImmutableArray<ChartPoint> Points,
    bool IsMeasured,
    Func<long, string> Text
)
{
    private const double Width = 240;
    private const double Height = 56;
    private const double Margin = 6;

    // What a gate warns of is as high as the drawing, so that what changes little looks so.
    private const double Span = Measurements.DefaultThreshold / 100;

    /// <summary>All that the baselines and this release know of a program.</summary>
    public static IEnumerable<FigureChart> Of(ReportedProgram program) =>
        new[]
        {
            Of(program, "Program", Measurements.Program, Bytes),
            Of(program, "Image", Measurements.Image, Bytes),
            Of(program, "Memory", Measurements.Memory, Bytes),
            Of(program, "Start-up", Measurements.StartUp, Figures.Time),
        }.OfType<FigureChart>();

    /// <summary>One of them; null where nothing is known.</summary>
    /// <param name="name">As baselines have it.</param>
    public static FigureChart? Of(ReportedProgram? program, string name) =>
        program is null ? null : Of(program, "", name, Bytes);

    /// <summary>The newest value.</summary>
    public string Last => Text(Points[^1].Value);

    /// <summary>Against the release before; null where there is none.</summary>
    public string? Change =>
        IsMeasured && Points.Length > 1 ? Figures.Change(Points[^2].Value, Points[^1].Value) : null;

    public Html ToHtml()
    {
        var values = Points.Select(point => point.Value).ToList();
        var range = values.Min() == values.Max() ? Last : $"{Text(values.Min())} to {Text(values.Max())}";
        return $"""
            <figure>
            <figcaption><span class="label">{Title}</span> <span class="value">{Last}</span> <span
            class="note">{Note()}</span></figcaption>
            {Drawing()}
            <p class="note">{Figures.Count(Points.Length, "release")}: {range}</p>
            </figure>

            """;
    }

    public static string Bytes(long value) => Figures.Text(new(value, "bytes"));

    private static FigureChart? Of(ReportedProgram program, string title, string name, Func<long, string> text)
    {
        var points = program
            .Past.Where(release => release.Measured.Figures.ContainsKey(name))
            .Select(release => new ChartPoint(release.GoVersion, release.Measured.Figures[name]))
            .ToImmutableArray();
        if (program.Measured is { } now && now.Release.Figures.TryGetValue(name, out var value))
            return new(title, points.Add(new(now.Key.GoVersion, value)), true, text);
        return points.IsEmpty ? null : new(title, points, false, text);
    }

    private string Note() => !IsMeasured ? "not measured this time" : Change ?? "the first";

    private Html Drawing()
    {
        var places = Places();
        var line = string.Join(' ', places.Select(place => Html.Of($"{place.X},{place.Y}").ToString()));
        var said = $"{Title} of the last releases, oldest first: {string.Join(", ", Points.Select(Said))}";
        return $"""
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{said}">
            {Points.Select((point, index) => Toolchain(point, index, places))}<polyline points="{line}"/>
            {Points.Select((point, index) => Point(point, index, places))}</svg>
            """;
    }

    private string Said(ChartPoint point) => Text(point.Value);

    // A line where another Go built from there on.
    private Html Toolchain(ChartPoint point, int index, ImmutableArray<(double X, double Y)> places)
    {
        if (index == 0 || Points[index - 1].GoVersion == point.GoVersion)
            return Html.Empty;
        var x = (places[index - 1].X + places[index].X) / 2;
        return $"""
            <line x1="{x}" x2="{x}" y1="0" y2="{Height}"><title>{point.GoVersion} from here on</title></line>

            """;
    }

    private Html Point(ChartPoint point, int index, ImmutableArray<(double X, double Y)> places)
    {
        var (x, y) = places[index];
        var isLast = index == Points.Length - 1;
        return $"""
            <circle cx="{x}" cy="{y}" r="{(isLast ? 4 : 2)}"><title>{Said(point)}, {point.GoVersion}</title></circle>

            """;
    }

    private ImmutableArray<(double X, double Y)> Places()
    {
        var mean = Points.Average(point => point.Value);
        var low = Math.Min(Points.Min(point => point.Value), mean * (1 - Span));
        var high = Math.Max(Points.Max(point => point.Value), mean * (1 + Span));
        // The same release stands at the same place in each chart: this one at the right.
        var step = (Width - 2 * Margin) / Baselines.Kept;
        return
        [
            .. Points.Select(
                (point, index) =>
                    (
                        Width - Margin - (Points.Length - 1 - index) * step,
                        high == low ? Height / 2 : Margin + (high - point.Value) / (high - low) * (Height - 2 * Margin)
                    )
            ),
        ];
    }
}

/// <summary>What a release measured.</summary>
internal sealed record ChartPoint(string GoVersion, long Value);
