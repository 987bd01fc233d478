using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Failures;

/// <summary>
/// A command that a shell could not start. It says so by exit codes of its own, 127 where it found nothing and 126
/// where what it found can't be run (POSIX.1-2024, Shell Command Language, 2.8.2), so that nothing else that was
/// printed is the cause. make passes the code on in its words.
/// </summary>
internal static partial class ShellFailure
{
    private const string Instructions = " CMD COPY ENTRYPOINT ENV EXPOSE RUN USER WORKDIR ";

    /// <param name="output">What the command printed; linear in its length.</param>
    /// <param name="exitCode">Null where nobody but the output may tell.</param>
    /// <returns>
    /// GDT2123 or GDT2409; null where the shell started every command, or the output doesn't name the one. Where no
    /// exit code is told, a shell's own last word counts.
    /// </returns>
    public static GoFailure? Find(string output, int? exitCode)
    {
        var isTold = exitCode is 126 or 127 || ToldCode().IsMatch(output);
        if (!isTold && (exitCode is not null || !LastWord().IsMatch(output)))
            return null;
        output = Secrets.Redact(output);
        GoFailure? last = null;
        foreach (var range in output.AsSpan().Split('\n'))
        {
            var line = output[range].Trim();
            if (NotFound().Match(line) is { Success: true } missing)
                last = Missing(missing.Groups["program"].Value, line, output);
            else if (NotRun().IsMatch(line))
                last = GoFailure.Of(DiagnosticCatalogue.ScriptNotStarted, line, output);
        }

        return last;
    }

    private static GoFailure Missing(string program, string line, string output) =>
        GoFailure.Of(DiagnosticCatalogue.ProgramOfRunMissing, line, output) with
        {
            Advice =
                program is "go" ? null
                : Instructions.Contains($" {program} ", StringComparison.Ordinal)
                    ? $"take the \\ from the end of the line before {program}, and a && before it"
                : program.Contains('/', StringComparison.Ordinal)
                    ? $"copy {program} before this step; where it is there, its first line (#!) names a program that "
                        + "the image doesn't have, or ends with a carriage return"
                : $"install {program} before this step ('apk add --no-cache PACKAGE' on Alpine, 'apt-get update && "
                    + "apt-get install -y PACKAGE' on Debian), or start from an image that has it",
        };

    // "make: *** [Makefile:3: build] Error 127", "exit status 127", "Process completed with exit code 127.",
    // "orders-1 exited with code 127".
    [GeneratedRegex(@"(?:\bError|exit code:?|exit status|exited with code) 12[67]\b", RegexOptions.CultureInvariant)]
    private static partial Regex ToldCode();

    // "/bin/sh: 1: make: not found" where nothing follows.
    [GeneratedRegex(
        @"(?:^|[\n/ ])(?:ba|da|a)?sh: (?:(?:line )?\d+: )?\S+: (?:(?:command )?not found|Permission denied)\s*\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex LastWord();

    // Of busybox, dash and bash; of make, which starts a simple command itself; of both kinds of env, in a first line.
    [GeneratedRegex(
        @"^[^:]+: (?:(?:line )?\d+: )?(?<program>[\w./+@-]+): (?:command )?not found$"
            + @"|^make(?:\[\d+\])?: (?<program>[\w./+@-]+): No such file or directory$"
            + @"|^(?:/usr/bin/)?env: (?:can't execute )?\W?(?<program>[\w./+@-]+)\W?: No such file or directory$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex NotFound();

    // Likewise; "cannot execute" is bash's of a first line.
    [GeneratedRegex(
        @"^[^:]+: (?:(?:line )?\d+: )?[^\s:]+: (?:Permission denied|cannot execute: .*|cannot execute binary file: .*|"
            + @"\S+: bad interpreter: .*)$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex NotRun();
}
