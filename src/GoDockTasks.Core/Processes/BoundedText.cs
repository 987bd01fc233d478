using System.Text;

namespace GoDockTasks.Core.Processes;

/// <summary>Collects a stream's text up to a bound and drops the rest.</summary>
internal sealed class BoundedText(int maxCharacters)
{
    // Most programs say nothing or a line: larger buffers, two for each, would only fill the heap of the build.
    private const int BufferSize = 2 * 1024;

    private readonly StringBuilder text = new();

    public bool Truncated { get; private set; }

    public override string ToString() => text.ToString();

    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false), false, BufferSize, leaveOpen: true);
        var buffer = new char[BufferSize];
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            var kept = Math.Min(read, maxCharacters - text.Length);
            text.Append(buffer, 0, kept);
            Truncated |= kept < read;
        }
    }
}
