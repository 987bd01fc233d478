using System.Text;

namespace GoDockTasks.Core.Processes;

/// <summary>Collects a stream's text up to a bound and drops the rest.</summary>
internal sealed class BoundedText(int maxCharacters)
{
    private readonly StringBuilder text = new();

    public bool Truncated { get; private set; }

    public override string ToString() => text.ToString();

    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false), false, 16 * 1024, leaveOpen: true);
        var buffer = new char[16 * 1024];
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            var kept = Math.Min(read, maxCharacters - text.Length);
            text.Append(buffer, 0, kept);
            Truncated |= kept < read;
        }
    }
}
