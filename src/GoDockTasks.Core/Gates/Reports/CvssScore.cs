using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace GoDockTasks.Core.Gates.Reports;

/// <summary>Base scores of CVSS vectors, versions 3.0, 3.1 and 4.0, computed as FIRST's specifications say.</summary>
internal static class CvssScore
{
    /// <returns>0.0 to 10.0; null for what is no vector of these versions.</returns>
    public static double? Of(string vector)
    {
        var parts = vector.Trim().Split('/');
        var metrics = new Dictionary<string, char>(StringComparer.Ordinal);
        foreach (var part in parts.Skip(1))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || colon == part.Length - 1)
                return null;
            var (name, value) = (part[..colon], part[(colon + 1)..]);
            // Provider Urgency alone has words, and changes no score.
            if ((value.Length > 1 && name != "U") || !metrics.TryAdd(name, value[0]))
                return null;
        }

        return parts[0] switch
        {
            "CVSS:3.0" or "CVSS:3.1" => Cvss3.Score(metrics),
            "CVSS:4.0" => Cvss4.Score(metrics),
            _ => null,
        };
    }
}

/// <summary>CVSS v3.1 specification, section 7.1 (the same in v3.0, where its arithmetic is exact).</summary>
internal static class Cvss3
{
    /// <summary>Of the base metrics; temporal and environmental ones change nothing here.</summary>
    public static double? Score(Dictionary<string, char> metrics)
    {
        if (
            Weight(metrics, "AV", "NALP", 0.85m, 0.62m, 0.55m, 0.2m) is not { } vector
            || Weight(metrics, "AC", "LH", 0.77m, 0.44m) is not { } complexity
            || Weight(metrics, "UI", "NR", 0.85m, 0.62m) is not { } interaction
            || Weight(metrics, "S", "UC", 0, 1) is not { } scope
            || Privileges(metrics, scope == 1) is not { } privileges
            || Weight(metrics, "C", "HLN", 0.56m, 0.22m, 0) is not { } confidentiality
            || Weight(metrics, "I", "HLN", 0.56m, 0.22m, 0) is not { } integrity
            || Weight(metrics, "A", "HLN", 0.56m, 0.22m, 0) is not { } availability
        )
            return null;
        var lost = 1 - ((1 - confidentiality) * (1 - integrity) * (1 - availability));
        var impact = scope == 0 ? 6.42m * lost : (7.52m * (lost - 0.029m)) - (3.25m * Power(lost - 0.02m, 15));
        if (impact <= 0)
            return 0;
        var exploitability = 8.22m * vector * complexity * privileges * interaction;
        var sum = scope == 0 ? impact + exploitability : 1.08m * (impact + exploitability);
        return (double)(Math.Ceiling(Math.Min(sum, 10) * 10) / 10);
    }

    private static decimal? Privileges(Dictionary<string, char> metrics, bool isChanged) =>
        isChanged
            ? Weight(metrics, "PR", "NLH", 0.85m, 0.68m, 0.5m)
            : Weight(metrics, "PR", "NLH", 0.85m, 0.62m, 0.27m);

    private static decimal? Weight(
        Dictionary<string, char> metrics,
        string name,
        string values,
        params ReadOnlySpan<decimal> weights
    ) =>
        metrics.TryGetValue(name, out var value) && values.IndexOf(value, StringComparison.Ordinal) is >= 0 and var at
            ? weights[at]
            : null;

    private static decimal Power(decimal value, int exponent)
    {
        var power = 1m;
        for (; exponent > 0; exponent--)
            power *= value;
        return power;
    }
}

/// <summary>CVSS v4.0 specification, section 8.</summary>
internal static class Cvss4
{
    // How far a value is from the worst of its metric, in steps.
    private static readonly ImmutableDictionary<string, string> Steps = new Dictionary<string, string>
    {
        ["AV"] = "NALP",
        ["PR"] = "NLH",
        ["UI"] = "NPA",
        ["AC"] = "LH",
        ["AT"] = "NP",
        ["VC"] = "HLN",
        ["VI"] = "HLN",
        ["VA"] = "HLN",
        ["SC"] = "SHLN",
        ["SI"] = "SHLN",
        ["SA"] = "SHLN",
        ["CR"] = "HML",
        ["IR"] = "HML",
        ["AR"] = "HML",
        ["E"] = "APU",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private static readonly ImmutableArray<string> Base =
    [
        "AV",
        "AC",
        "AT",
        "PR",
        "UI",
        "VC",
        "VI",
        "VA",
        "SC",
        "SI",
        "SA",
    ];

    private static readonly string[] First = ["AV", "PR", "UI"];
    private static readonly string[] Second = ["AC", "AT"];
    private static readonly string[] ThirdAndSixth = ["VC", "VI", "VA", "CR", "IR", "AR"];
    private static readonly string[] Fourth = ["SC", "SI", "SA"];

    /// <summary>Of base, threat and environmental metrics; those that aren't defined count as the worst.</summary>
    public static double? Score(Dictionary<string, char> metrics)
    {
        var values = new Dictionary<string, char>(StringComparer.Ordinal);
        foreach (var (name, steps) in Steps)
        {
            var isBase = Base.Contains(name);
            if (!metrics.TryGetValue(name, out var value) && isBase)
                return null;
            // What isn't defined counts as the worst.
            if (!isBase && value is '\0' or 'X')
                value = steps[0];
            // Safety is a modified value only.
            if (!steps.Contains(value, StringComparison.Ordinal) || value == 'S')
                return null;
            if (isBase && metrics.TryGetValue("M" + name, out var modified) && modified != 'X')
            {
                if (!steps.Contains(modified, StringComparison.Ordinal) || (name == "SC" && modified == 'S'))
                    return null;
                value = modified;
            }

            values[name] = value;
        }

        return "VC VI VA SC SI SA".Split(' ').All(name => values[name] == 'N') ? 0 : Score(new Vector(values));
    }

    // Section 8.2: the score of the worst vector of the same MacroVector, less the mean of how far this one is on its
    // way to the next lower MacroVector of each set.
    [SuppressMessage("Design", "CA1502:Avoid excessive complexity", Justification = "As the specification has it")]
    private static double Score(Vector vector)
    {
        var sets = vector.Sets;
        var score = Cvss4Scores.Of(sets)!.Value;
        ReadOnlySpan<(double? Lower, string[] Metrics, int Depth)> ways =
        [
            (Lower(sets, 0), First, Depths.First[sets[0]]),
            (Lower(sets, 1), Second, Depths.Second[sets[1]]),
            (LowerThirdAndSixth(sets), ThirdAndSixth, Depths.ThirdAndSixth[sets[2], sets[5]]),
            (Lower(sets, 3), Fourth, Depths.Fourth[sets[3]]),
            (Lower(sets, 4), [], 1),
        ];
        var worst = vector.Worst();
        var (sum, count) = (0.0, 0);
        foreach (var (lower, names, depth) in ways)
        {
            if (lower is null)
                continue;
            count++;
            var distance = names.Sum(name => vector.Step(name) - worst[name]);
            sum += (score - lower.Value) * distance / depth;
        }

        if (count > 0)
            score -= sum / count;
        // A little above, so that what is 0.05 but for the arithmetic is rounded up as on paper.
        return Math.Floor((Math.Clamp(score, 0, 10) * 10) + 0.5 + 1e-9) / 10;
    }

    private static double? Lower(ReadOnlySpan<int> sets, int set)
    {
        Span<int> lower = [.. sets];
        lower[set]++;
        return Cvss4Scores.Of(lower);
    }

    // They depend on each other: from 00 there are two ways down, and the higher counts.
    private static double? LowerThirdAndSixth(ReadOnlySpan<int> sets)
    {
        var (third, sixth) = (Lower(sets, 2), Lower(sets, 5));
        return (sets[2], sets[5]) switch
        {
            (0, 0) => Math.Max(third ?? 0, sixth ?? 0),
            (1, 0) => sixth,
            (_, 1) => third,
            _ => null,
        };
    }

    // Section 8.2, "MacroVector depth": how many steps lie between the worst and the best vector of a set.
    private static class Depths
    {
        public static readonly int[] First = [1, 4, 5];
        public static readonly int[] Second = [1, 2];
        public static readonly int[] Fourth = [6, 5, 4];

        public static readonly int[,] ThirdAndSixth =
        {
            { 7, 6 },
            { 8, 8 },
            { 0, 10 },
        };
    }

    private sealed class Vector(Dictionary<string, char> values)
    {
        // Section 8.2, tables 24 to 29: the equivalence sets EQ1 to EQ6.
        public int[] Sets =>
            [
                Is("AV", 'N') && Is("PR", 'N') && Is("UI", 'N') ? 0
                : !Is("AV", 'P') && (Is("AV", 'N') || Is("PR", 'N') || Is("UI", 'N')) ? 1
                : 2,
                Is("AC", 'L') && Is("AT", 'N') ? 0 : 1,
                Is("VC", 'H') && Is("VI", 'H') ? 0
                : Is("VC", 'H') || Is("VI", 'H') || Is("VA", 'H') ? 1
                : 2,
                Is("SI", 'S') || Is("SA", 'S') ? 0
                : Is("SC", 'H') || Is("SI", 'H') || Is("SA", 'H') ? 1
                : 2,
                Steps["E"].IndexOf(values["E"], StringComparison.Ordinal),
                (Is("CR", 'H') && Is("VC", 'H')) || (Is("IR", 'H') && Is("VI", 'H')) || (Is("AR", 'H') && Is("VA", 'H'))
                    ? 0
                    : 1,
            ];

        public int Step(string name) => Steps[name].IndexOf(values[name], StringComparison.Ordinal);

        /// <summary>The steps of the first of the worst vectors of these sets that this one isn't worse than.</summary>
        public Dictionary<string, int> Worst()
        {
            var worst = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (
                var choice in new[]
                {
                    Cvss4Scores.WorstFirst[Sets[0]],
                    Cvss4Scores.WorstSecond[Sets[1]],
                    Cvss4Scores.WorstThirdAndSixth[(Sets[2] * 2) + Sets[5]],
                    Cvss4Scores.WorstFourth[Sets[3]],
                }
            )
            {
                var found = choice.Split(' ').Select(Read).First(IsReached);
                foreach (var (name, step) in found)
                    worst[name] = step;
            }

            return worst;
        }

        private bool Is(string name, char value) => values[name] == value;

        private static Dictionary<string, int> Read(string vector) =>
            vector
                .Split('/')
                .Select(part => part.Split(':'))
                .ToDictionary(
                    part => part[0],
                    part => Steps[part[0]].IndexOf(part[1][0], StringComparison.Ordinal),
                    StringComparer.Ordinal
                );

        private bool IsReached(Dictionary<string, int> worst) => worst.All(entry => Step(entry.Key) >= entry.Value);
    }
}
