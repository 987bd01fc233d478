using System.Collections.Immutable;
using GoDockTasks.Core.Fingerprints.Statements;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Images.Building;

/// <summary>What the repository says of the sources that images are made of.</summary>
/// <param name="Revision">The commit, with <c>-dirty</c> behind it where files differ from it; null for none.</param>
/// <param name="Source">Where it is cloned from, without credentials; null for nowhere.</param>
/// <param name="Time">Of SOURCE_DATE_EPOCH, else of the commit; null for neither.</param>
internal sealed record ImageSource(string? Revision, string? Source, DateTimeOffset? Time)
{
    private const string Epoch = "SOURCE_DATE_EPOCH";

    /// <param name="folder">Absolute: the one that holds all that is sent to the builder.</param>
    public static async Task<ImageSource> ReadAsync(
        GitReader git,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken
    )
    {
        var state = await git.ReadAsync(folder, cancellationToken).ConfigureAwait(false);
        var time = UnixTime.Parse(environment.GetValueOrDefault(Epoch))
            ?? (state is null ? null : await git.CommitTimeAsync(folder, cancellationToken).ConfigureAwait(false));
        return new(state is null ? null : state.Commit + (state.IsDirty([folder]) ? "-dirty" : ""), state?.Uri, time);
    }

    /// <summary>Labels of every image (annotations.md of the OCI image specification).</summary>
    public ImmutableArray<(string Name, string Value)> Labels =>
        [
            .. Values
                .Where(value => value.Label is not null)
                .Select(value => ($"org.opencontainers.image.{value.Label}", value.Value)),
        ];

    /// <summary>
    /// The variables that a bake file has for them, and the time by which BuildKit makes the same image twice.
    /// </summary>
    public IEnumerable<KeyValuePair<string, string>> Variables =>
        Values.Select(value => KeyValuePair.Create(value.Variable, value.Value));

    private IEnumerable<(string? Label, string Variable, string Value)> Values
    {
        get
        {
            if (Revision is not null)
                yield return ("revision", "REVISION", Revision);
            if (Source is not null)
                yield return ("source", "SOURCE", Source);
            if (Time is not { } time)
                yield break;
            yield return ("created", "CREATED", UnixTime.Format(time));
            yield return (
                null,
                Epoch,
                time.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        }
    }
}
