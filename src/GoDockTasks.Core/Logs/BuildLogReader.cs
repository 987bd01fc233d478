using System.Collections.Immutable;

namespace GoDockTasks.Core.Logs;

/// <summary>
/// Finds the steps that failed in the log of an image's build: BuildKit's plain log and what it leaves on a terminal,
/// docker's classic builder, podman and buildah, kaniko; also with what a build server puts around. What is no such log
/// is one text.
/// </summary>
internal sealed class BuildLogReader
{
    // More steps at once than anybody's build has.
    private const int MaxSteps = 512;

    private readonly Dictionary<string, LogStep> vertices = new(StringComparer.Ordinal);
    private readonly List<LogStep> steps = [];
    private readonly BoundedLines rest = new(LogStep.MaxText);
    private readonly BoundedLines lost = new(LogStep.MaxText);
    private LogStep? current;
    private LogStep? repeated;
    private LoggedSource? source;
    private bool isEmpty = true;
    private int characters;
    private int strange;
    private bool hasSteps;

    /// <summary>Reads to the end, in memory that doesn't grow with the log.</summary>
    public static BuildLog Read(Stream stream)
    {
        var reader = new BuildLogReader();
        foreach (var line in LogLines.Read(stream))
        {
            reader.Count(line);
            reader.Take(LogLines.Plain(line));
        }

        return reader.End();
    }

    // A log may hold a few bytes that aren't UTF-8; a tenth of them is no log.
    private void Count(string line)
    {
        if (characters > LogLines.MaxLine)
            return;
        characters += line.Length;
        strange += line.AsSpan().Count('\uFFFD') + line.AsSpan().Count('\0');
    }

    private void Take(string line)
    {
        isEmpty &= string.IsNullOrWhiteSpace(line);
        if (line.Length >= 4 && line.AsSpan().IndexOfAnyExcept('-') < 0)
            repeated = null;
        else if (repeated is not null && !BuilderText.Process().IsMatch(line))
            repeated.Repeat(BuilderText.WithoutSeconds(line));
        else if (!BeginsRepeat(line) && !IsSource(line) && !IsBuildKit(line) && !IsBuildKitTerminal(line))
        {
            if (!IsFailure(line) && !BeginsStep(line))
                TakeText(line);
        }
    }

    // " > [build 4/6] RUN go mod tidy:", then the step's last lines, up to the next rule. What stands before it, a rule
    // or its first letters, isn't always copied with it.
    private bool BeginsRepeat(string line)
    {
        if (BuilderText.RepeatName().Match(line) is not { Success: true } match)
            return false;
        repeated = Named(match.Groups["name"].Value);
        repeated.HasFailed = true;
        return true;
    }

    // "Dockerfile:5", a rule, "   5 | >>> RUN go mod tidy", a rule.
    private bool IsSource(string line)
    {
        if (BuilderText.SourceName().Match(line) is { Success: true } name)
        {
            source = new(name.Groups[1].Value, BuilderText.Number(name.Groups[2].Value) ?? 0, null);
            foreach (var step in steps.Where(step => step.HasFailed))
                step.Source ??= source;
            return true;
        }

        if (source is null || BuilderText.SourceLine().Match(line) is not { Success: true } match)
            return false;
        if (match.Groups[2].Success && source.Text is null)
        {
            var shown = source with
            {
                Line = BuilderText.Number(match.Groups[1].Value) ?? 0,
                Text = match.Groups[3].Value.Trim(),
            };
            foreach (var step in steps.Where(step => step.Source == source))
                step.Source = shown;
            source = shown;
        }

        return true;
    }

    // "#12 [build 4/6] RUN go mod tidy", "#12 0.353 text", "#12 ERROR: …", "#12 DONE 0.4s".
    private bool IsBuildKit(string line)
    {
        if (line.Length == 0 || line[0] != '#' || BuilderText.Vertex().Match(line) is not { Success: true } match)
            return false;
        hasSteps = true;
        var (number, text) = (match.Groups[1].Value, match.Groups[2].Value);
        // "building with "default" instance using docker driver" is no step, and so nothing that one printed.
        if (number == "0" && text.StartsWith("building with ", StringComparison.Ordinal))
            return true;
        if (!vertices.TryGetValue(number, out var step))
        {
            if (vertices.Count == MaxSteps)
                return true;
            vertices[number] = step = new();
            steps.Add(step);
        }

        if (text.StartsWith("ERROR: ", StringComparison.Ordinal))
            step.Fail(text["ERROR: ".Length..]);
        else if (
            text.StartsWith("DONE ", StringComparison.Ordinal)
            || text is "CACHED" or "CANCELED"
            || text.StartsWith("CANCELED ", StringComparison.Ordinal)
        )
            step.End();
        else if (step.Command is null && BuilderText.StepName().Match(text) is { Success: true } name)
            step.Command = name.Groups[1].Value;
        else
            step.Lines.Add(BuilderText.WithoutSeconds(text));
        return true;
    }

    // " => ERROR [build 4/6] RUN go mod tidy          0.4s"; all other lines are pictures of what goes on.
    private bool IsBuildKitTerminal(string line)
    {
        if (
            !line.StartsWith(" => ", StringComparison.Ordinal)
            && !line.StartsWith("[+] Building ", StringComparison.Ordinal)
        )
            return false;
        hasSteps = true;
        if (BuilderText.TerminalError().Match(line) is { Success: true } match)
            Named(match.Groups[1].Value).HasFailed = true;
        return true;
    }

    private bool IsFailure(string line)
    {
        if (BuilderText.Process().Match(line) is { Success: true } process)
        {
            hasSteps = true;
            var failed = steps.LastOrDefault(step => step.HasFailed) ?? Begin(command: null);
            failed.HasFailed = true;
            failed.ExitCode ??= BuilderText.Number(process.Groups["code"].Value);
            failed.Program ??= process.Groups["program"].Value;
            failed.Source ??= source;
            repeated = null;
            return true;
        }

        if (BuilderText.Solve().Match(line) is { Success: true } solve)
        {
            hasSteps = true;
            var said = solve.Groups[1].Value;
            var failed = steps.LastOrDefault(step => step.HasFailed) ?? Begin(command: null);
            failed.HasFailed = true;
            // Of an image that isn't there, the step itself says no more than "NAME: not found".
            if (failed.Error is null || failed.Command?.StartsWith("load metadata ", StringComparison.Ordinal) == true)
                failed.Error = said;
            return true;
        }

        if (current is null || BuilderText.Ended().Match(line) is not { Success: true } ended)
            return false;
        current.HasFailed = true;
        if (ended.Groups["code"] is { Success: true } code)
            current.ExitCode = BuilderText.Number(code.Value);
        else
            current.Error ??= line;
        return true;
    }

    // "Step 4/9 : RUN …" (docker), "[1/2] STEP 4/9: RUN …" (podman), "INFO[0003] RUN …" (kaniko).
    private bool BeginsStep(string line)
    {
        if (BuilderText.StepLine().Match(line) is { Success: true } match)
        {
            hasSteps = true;
            if (current is { HasFailed: false })
                current.End();
            Begin(match.Groups[1].Value);
            return true;
        }

        return current is not null && BuilderText.Remark().IsMatch(line);
    }

    private void TakeText(string line)
    {
        if (current is { HasFailed: false })
        {
            current.Lines.Add(line);
            return;
        }

        rest.Add(line);
        if (BuilderText.Seconds().IsMatch(line))
            lost.Add(BuilderText.WithoutSeconds(line));
    }

    private LogStep Begin(string? command)
    {
        current = new() { Command = command };
        if (steps.Count < MaxSteps)
            steps.Add(current);
        return current;
    }

    private LogStep Named(string name)
    {
        hasSteps = true;
        var command = BuilderText.StepName().Match(name) is { Success: true } match ? match.Groups[1].Value : name;
        command = command.Trim();
        var known = steps.LastOrDefault(step => step.Command?.Trim() == command);
        if (known is null)
        {
            known = new() { Command = command };
            if (steps.Count < MaxSteps)
                steps.Add(known);
        }

        return known;
    }

    private BuildLog End()
    {
        var failed = steps.Where(step => step.HasFailed).ToList();
        // The log may have been cut off: then what went on last is what is to be explained.
        if (failed.Count == 0)
            failed = [.. steps.Where(step => !step.HasEnded && !step.Lines.IsEmpty).TakeLast(1)];
        else if (failed.TrueForAll(step => step.PrintedNothing && step.Error is null))
            failed[0].Lines.Add(LinesWithoutStep());
        return new(
            [.. failed.Select(step => step.ToFailed())],
            rest.ToString(),
            hasSteps,
            isEmpty,
            strange * 10 <= characters
        );
    }

    // Of a log that was copied in part, lines may be there without their step's name.
    private string LinesWithoutStep()
    {
        foreach (var step in steps.Where(step => step is { Command: null, HasFailed: false, HasEnded: false }))
            lost.Add(step.Lines.ToString());
        return lost.ToString().TrimEnd('\n');
    }
}
