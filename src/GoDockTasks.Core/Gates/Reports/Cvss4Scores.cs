using System.Collections.Immutable;

namespace GoDockTasks.Core.Gates.Reports;

/// <summary>
/// Data of the CVSS v4.0 specification (FIRST.org, section 8.2, which points to the reference calculator
/// FIRSTdotorg/cvss-v4-calculator for them: cvss_lookup.js and max_composed.js, BSD-2-Clause).
/// </summary>
internal static class Cvss4Scores
{
    /// <summary>The worst vectors of each level of EQ1.</summary>
    public static readonly ImmutableArray<string> WorstFirst =
    [
        "AV:N/PR:N/UI:N",
        "AV:A/PR:N/UI:N AV:N/PR:L/UI:N AV:N/PR:N/UI:P",
        "AV:P/PR:N/UI:N AV:A/PR:L/UI:P",
    ];

    /// <summary>Of EQ2.</summary>
    public static readonly ImmutableArray<string> WorstSecond = ["AC:L/AT:N", "AC:H/AT:N AC:L/AT:P"];

    /// <summary>Of EQ3 and EQ6: two for each level of EQ3; EQ3=2 with EQ6=0 can't be.</summary>
    public static readonly ImmutableArray<string> WorstThirdAndSixth =
    [
        "VC:H/VI:H/VA:H/CR:H/IR:H/AR:H",
        "VC:H/VI:H/VA:L/CR:M/IR:M/AR:H VC:H/VI:H/VA:H/CR:M/IR:M/AR:M",
        "VC:L/VI:H/VA:H/CR:H/IR:H/AR:H VC:H/VI:L/VA:H/CR:H/IR:H/AR:H",
        "VC:L/VI:H/VA:L/CR:H/IR:M/AR:H VC:L/VI:H/VA:H/CR:H/IR:M/AR:M VC:H/VI:L/VA:H/CR:M/IR:H/AR:M "
            + "VC:H/VI:L/VA:L/CR:M/IR:H/AR:H VC:L/VI:L/VA:H/CR:H/IR:H/AR:M",
        "",
        "VC:L/VI:L/VA:L/CR:H/IR:H/AR:H",
    ];

    /// <summary>Of EQ4.</summary>
    public static readonly ImmutableArray<string> WorstFourth = ["SC:H/SI:S/SA:S", "SC:H/SI:H/SA:H", "SC:L/SI:L/SA:L"];

    // A row for each level of EQ1, EQ2 and EQ3; in it EQ4, EQ5 and EQ6 count up, EQ6 fastest. With EQ3=2 there is only
    // EQ6=1.
    private static readonly double[][] Scores =
    [
        [10, 9.9, 9.8, 9.5, 9.5, 9.2, 10, 9.6, 9.3, 8.7, 9.1, 8.1, 9.3, 9, 8.9, 8, 8.1, 6.8], // 000
        [9.8, 9.5, 9.5, 9.2, 9, 8.4, 9.3, 9.2, 8.9, 8.1, 8.1, 6.5, 8.8, 8, 7.8, 7, 6.9, 4.8], // 001
        [9.2, 8.2, 7.2, 7.9, 6.9, 5, 6.9, 5.5, 2.7], // 002
        [9.9, 9.7, 9.5, 9.2, 9.2, 8.5, 9.5, 9.1, 9, 8.3, 8.4, 7.1, 9.2, 8.1, 8.2, 7.1, 7.2, 5.3], // 010
        [9.5, 9.3, 9.2, 8.5, 8.5, 7.3, 9.2, 8.2, 8, 7.2, 7, 5.9, 8.4, 7, 7.1, 5.2, 5, 3], // 011
        [8.6, 7.5, 5.2, 7.1, 5.2, 2.9, 6.3, 2.9, 1.7], // 012
        [9.8, 9.5, 9.4, 8.7, 9.1, 8.1, 9.4, 8.9, 8.6, 7.4, 7.7, 6.4, 8.7, 7.5, 7.4, 6.3, 6.3, 4.9], // 100
        [9.4, 8.9, 8.8, 7.7, 7.6, 6.7, 8.6, 7.6, 7.4, 5.8, 5.9, 5, 7.2, 5.7, 5.7, 5.2, 5.2, 2.5], // 101
        [8.3, 7, 5.4, 6.5, 5.8, 2.6, 5.3, 2.1, 1.3], // 102
        [9.5, 9, 8.8, 7.6, 7.6, 7, 9, 7.7, 7.5, 6.2, 6.1, 5.3, 7.7, 6.6, 6.8, 5.9, 5.2, 3], // 110
        [8.9, 7.8, 7.6, 6.7, 6.2, 5.8, 7.4, 5.9, 5.7, 5.7, 4.7, 2.3, 6.1, 5.2, 5.7, 2.9, 2.4, 1.6], // 111
        [7.1, 5.9, 3, 5.8, 2.6, 1.5, 2.3, 1.3, 0.6], // 112
        [9.3, 8.7, 8.6, 7.2, 7.5, 5.8, 8.6, 7.4, 7.4, 6.1, 5.6, 3.4, 7, 5.4, 5.2, 4, 4, 2.2], // 200
        [8.5, 7.5, 7.4, 5.5, 6.2, 5.1, 7.2, 5.7, 5.5, 4.1, 4.6, 1.9, 5.3, 3.6, 3.4, 1.9, 1.9, 0.8], // 201
        [6.4, 5.1, 2, 4.7, 2.1, 1.1, 2.4, 0.9, 0.4], // 202
        [8.8, 7.5, 7.3, 5.3, 6, 5, 7.3, 5.5, 5.9, 4, 4.1, 2, 5.4, 4.3, 4.5, 2.2, 2, 1.1], // 210
        [7.5, 5.5, 5.8, 4.5, 4, 2.1, 6.1, 5.1, 4.8, 1.8, 2, 0.9, 4.6, 1.8, 1.7, 0.7, 0.8, 0.2], // 211
        [5.3, 2.4, 1.4, 2.4, 1.2, 0.5, 1, 0.3, 0.1], // 212
    ];

    /// <summary>The score of a MacroVector, by its six levels; null for one that doesn't exist.</summary>
    public static double? Of(ReadOnlySpan<int> sets)
    {
        if (sets[0] > 2 || sets[1] > 1 || sets[2] > 2 || sets[3] > 2 || sets[4] > 2 || sets[5] > 1)
            return null;
        if (sets[2] == 2 && sets[5] == 0)
            return null;
        var within = (sets[3] * 3) + sets[4];
        return Scores[(sets[0] * 6) + (sets[1] * 3) + sets[2]][sets[2] == 2 ? within : (within * 2) + sets[5]];
    }
}
