namespace GoDockTasks.Core.Logs;

/// <summary>A step of an image's build, while its log is read.</summary>
internal sealed class LogStep
{
    // At either end: classifying reads no more.
    public const int MaxText = 128 * 1024;

    public string? Command { get; set; }

    public BoundedLines Lines { get; } = new(MaxText);

    public bool HasFailed { get; set; }

    public bool HasEnded { get; private set; }

    public int? ExitCode { get; set; }

    public string? Error { get; set; }

    /// <summary>What a shell was given to run, as Go quotes it.</summary>
    public string? Program { get; set; }

    public LoggedSource? Source { get; set; }

    private BoundedLines Repeated { get; } = new(MaxText);

    public void Fail(string said)
    {
        HasFailed = true;
        if (BuilderText.Process().Match(said) is { Success: true } match)
            (Program, ExitCode) = (match.Groups["program"].Value, BuilderText.Number(match.Groups["code"].Value));
        else
            Error = said;
    }

    /// <summary>It went well: what it printed isn't wanted any more.</summary>
    public void End()
    {
        HasEnded = true;
        if (!HasFailed)
            Lines.Clear();
    }

    public void Repeat(string line) => Repeated.Add(line);

    public FailedStep ToFailed() =>
        new(
            Command
                ?? Source?.Text
                ?? (Program is null ? null : "RUN " + Program.Replace("\\\"", "\"", StringComparison.Ordinal)),
            (Lines.IsEmpty ? Repeated : Lines).ToString(),
            ExitCode,
            Error,
            Source
        );

    public bool PrintedNothing => Lines.IsEmpty && Repeated.IsEmpty;
}
