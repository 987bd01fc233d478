using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Images;

/// <summary>Asks one tool after the other until one knows an image's digest.</summary>
internal sealed class DigestLookup(IProcessRunner runner, BaseImageRequest request)
{
    private const int MaxReasonLength = 300;
    private const int MaxDetailLength = 4000;

    private readonly ImmutableArray<(ImageTool Tool, string? Program)> tools =
    [
        .. ImageTool.All.Select(tool => (tool, tool.Find(request.Environment))),
    ];

    /// <returns>The digest, or null and a GDT4001 that says what each tool said.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<(string? Digest, Diagnostic? Problem)> RunAsync(
        UsedImage used,
        CancellationToken cancellationToken
    )
    {
        // In full, so that no tool has to guess the registry.
        var image = $"{used.Image.Repository}:{used.Image.Tag ?? "latest"}";
        var (reasons, detail) = (new List<string>(), new StringBuilder());
        foreach (var (tool, program) in tools)
        {
            if (program is null)
            {
                reasons.Add($"{tool.Name}: not found on PATH");
                continue;
            }

            var outcome = await runner
                .RunAsync(
                    new(program, tool.Arguments(image), request.ProjectDirectory, request.Environment, request.Timeout),
                    cancellationToken
                )
                .ConfigureAwait(false);
            var digest = outcome.Succeeded && !outcome.Truncated ? tool.DigestOf(outcome.StandardOutput) : null;
            if (digest is not null)
                return (digest, null);
            reasons.Add($"{tool.Name}: {Reason(outcome)}");
            detail.Append(
                CultureInfo.InvariantCulture,
                $"{program} {string.Join(' ', tool.Arguments(image))}\n{Output(outcome)}\n"
            );
        }

        return (null, Failed(used, string.Join("; ", reasons), detail.ToString()));
    }

    private Diagnostic Failed(UsedImage used, string reasons, string detail)
    {
        var message = tools.All(tool => tool.Program is null)
            ? $"'{used.Image}' could not be looked up: none of docker, crane and skopeo is on PATH; install "
                + $"one of them."
            : $"'{used.Image}' could not be looked up: {reasons}. The lock file was left as it was.";
        return new(DiagnosticCatalogue.ImageLookup, used.Location, message)
        {
            Detail = detail.Length > 0 ? detail : null,
        };
    }

    private string Reason(ProcessOutcome outcome)
    {
        if (outcome.End == ProcessEnd.TimedOut)
            return string.Create(CultureInfo.InvariantCulture, $"no answer within {request.Timeout.TotalSeconds} s");
        if (outcome.Succeeded)
            return "what it printed is neither a digest nor a manifest";
        var said = LastLine(outcome.StandardError) is { Length: > 0 } error ? error : LastLine(outcome.StandardOutput);
        return said.Length > 0 ? said : string.Create(CultureInfo.InvariantCulture, $"exit code {outcome.ExitCode}");
    }

    private static string LastLine(string text)
    {
        var trimmed = text.AsSpan().TrimEnd();
        var line = trimmed[(trimmed.LastIndexOf('\n') + 1)..];
        return Plain(line, ' ', MaxReasonLength).Trim();
    }

    private static string Output(ProcessOutcome outcome) =>
        Plain(outcome.StandardError, '\n', MaxDetailLength) + Plain(outcome.StandardOutput, '\n', MaxDetailLength);

    // What a registry answers is a stranger's text. It is cut last: half a URL can't be told to hold a password.
    private static string Plain(ReadOnlySpan<char> text, char kept, int maxLength)
    {
        var plain = new StringBuilder();
        foreach (var c in text[..Math.Min(text.Length, 4 * maxLength)])
            plain.Append(char.IsControl(c) && c != kept ? ' ' : c);
        var redacted = Secrets.Redact(plain.ToString());
        return redacted[..Math.Min(redacted.Length, maxLength)];
    }
}
