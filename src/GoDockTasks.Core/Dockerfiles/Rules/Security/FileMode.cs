namespace GoDockTasks.Core.Dockerfiles.Rules.Security;

/// <summary>Modes as chmod takes them.</summary>
internal static class FileMode
{
    /// <summary>
    /// Whether everybody may write afterwards. Not for folders like /tmp, whose sticky bit keeps people from each
    /// other's files.
    /// </summary>
    /// <param name="mode">Octal, or letters such as `a+rwX,o-w`.</param>
    public static bool IsWorldWritable(string mode)
    {
        if (mode.Length > 0 && mode.All(c => c is >= '0' and <= '7'))
            return ((mode[^1] - '0') & 2) != 0 && !(mode.Length >= 4 && ((mode[^4] - '0') & 1) != 0);
        var isWritable = false;
        foreach (var clause in mode.Split(','))
        {
            var at = clause.AsSpan().IndexOfAny('+', '-', '=');
            // Without letters before it the umask has its say, which keeps w from others.
            if (at <= 0 || !clause.AsSpan(0, at).ContainsAny('a', 'o'))
                continue;
            if (clause.EndsWith('t') && clause[at] != '-')
                return false;
            var names = clause.AsSpan(at + 1).Contains('w');
            if (clause[at] == '=')
                isWritable = names;
            else if (names)
                isWritable = clause[at] == '+';
        }

        return isWritable;
    }
}
