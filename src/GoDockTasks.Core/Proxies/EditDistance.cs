namespace GoDockTasks.Core.Proxies;

/// <summary>How many slips of the finger lie between two words.</summary>
internal static class EditDistance
{
    /// <summary>
    /// The least number of letters put in, left out, replaced or swapped with their neighbour (optimal string
    /// alignment).
    /// </summary>
    public static int Between(string one, string other)
    {
        var (beforeLast, last, current) = (
            new int[other.Length + 1],
            new int[other.Length + 1],
            new int[other.Length + 1]
        );
        for (var j = 0; j <= other.Length; j++)
            last[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[other.Length];
    }
}
