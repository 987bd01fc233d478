using System.Text.Json;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Images.Building;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Images.Tracing;

/// <summary>What an image and its program say of themselves, as lines.</summary>
internal static class ImageFacts
{
    public const string Revision = "org.opencontainers.image.revision";

    private static readonly (string Label, string Name)[] Labels =
    [
        (Revision, "commit"),
        ("org.opencontainers.image.source", "source"),
        ("org.opencontainers.image.created", "created"),
        ("org.opencontainers.image.version", "version"),
        ("org.opencontainers.image.base.name", "base image"),
        ("org.opencontainers.image.base.digest", "base image's digest"),
        (InputsLabel.Name, "inputs"),
        ("godocktasks.time-zone", "time zone"),
    ];

    /// <summary>Labels and provenance of an image.</summary>
    public static List<(string Name, string Value)> Of(ImageLayout layout, PlatformImage image)
    {
        var facts = new List<(string Name, string Value)> { ("manifest", image.Manifest.Digest) };
        foreach (var (label, name) in Labels)
        {
            if (image.Config.Labels.GetValueOrDefault(label) is { } value)
                facts.Add((name, Secrets.Redact(value)));
        }

        foreach (var attestation in layout.Attestations.Where(each => each.Subject == image.Manifest.Digest))
        {
            foreach (var statement in attestation.Statements)
                facts.AddRange(OfStatement(layout, statement));
        }

        return facts;
    }

    /// <summary>What a program says of itself.</summary>
    public static IEnumerable<(string Name, string Value)> Of(GoBuildInfo binary)
    {
        yield return ("go", binary.GoVersion);
        yield return ("package", binary.Path);
        if (binary.Main is { } main)
            yield return ("module", $"{main.Path} {main.Version}");
        if (binary.Setting("vcs.revision") is { } commit)
            yield return ("commit in the program", commit + (binary.Setting("vcs.modified") == "true" ? "-dirty" : ""));
    }

    // SLSA provenance 0.2, as BuildKit writes it where nobody says otherwise, and 1.
    private static IEnumerable<(string Name, string Value)> OfStatement(ImageLayout layout, Descriptor statement)
    {
        JsonElement root;
        try
        {
            if (StrictJson.Read(layout.ReadJson(statement), out root) is not null)
                return [];
        }
        catch (LayoutDamageException)
        {
            return [];
        }

        var predicate = StrictJson.Member(root, "predicate");
        var run = StrictJson.Member(predicate, "runDetails");
        var (old, now) = (StrictJson.Member(predicate, "metadata"), StrictJson.Member(run, "metadata"));
        var builder = StrictJson.Member(run.ValueKind == JsonValueKind.Object ? run : predicate, "builder");
        (string Name, string? Value)[] found =
        [
            ("attached", StrictJson.Text(root, "predicateType")),
            ("builder", StrictJson.Text(builder, "id")),
            ("invocation", StrictJson.Text(old, "buildInvocationID") ?? StrictJson.Text(now, "invocationId")),
            ("started", StrictJson.Text(old, "buildStartedOn") ?? StrictJson.Text(now, "startedOn")),
            ("finished", StrictJson.Text(old, "buildFinishedOn") ?? StrictJson.Text(now, "finishedOn")),
        ];
        return found
            .Where(fact => !string.IsNullOrEmpty(fact.Value))
            .Select(fact => (fact.Name, Secrets.Redact(fact.Value!)));
    }
}
