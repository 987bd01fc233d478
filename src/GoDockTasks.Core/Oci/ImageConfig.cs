using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Oci;

/// <summary>
/// How an image's program is run, and what it says of itself (config.md of the OCI image specification).
/// </summary>
internal sealed record ImageConfig
{
    public required ImagePlatform Platform { get; init; }

    /// <summary>As the Dockerfile's last USER has it; empty for root.</summary>
    public string User { get; init; } = "";

    /// <summary><c>NAME=value</c> each.</summary>
    public ImmutableArray<string> Environment { get; init; } = [];

    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>A word an entry; empty where there is none.</summary>
    public ImmutableArray<string> EntryPoint { get; init; } = [];

    /// <summary>Likewise; the arguments of <see cref="EntryPoint"/> where there is one.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>Where the program starts; empty for the image's root.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>Null where it isn't said, or no time.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The digests of the layers as they are uncompressed, from the lowest.</summary>
    public ImmutableArray<string> DiffIds { get; init; } = [];

    /// <summary>The value of a variable of its environment; null where it has none.</summary>
    public string? Variable(string name) =>
        Environment
            .LastOrDefault(each => each.StartsWith(name + "=", StringComparison.Ordinal))
            ?.Substring(name.Length + 1);

    /// <exception cref="LayoutDamageException">It is no configuration; no file is named.</exception>
    public static ImageConfig Read(ReadOnlyMemory<byte> utf8)
    {
        var root = LayoutJson.Parse(utf8);
        var run = StrictJson.Member(root, "config");
        var layers = StrictJson.Member(root, "rootfs");
        if (layers.ValueKind != JsonValueKind.Object)
            throw new LayoutDamageException("it has no rootfs");
        return new()
        {
            Platform = ImagePlatform.Read(root) ?? throw new LayoutDamageException("it has no os and architecture"),
            User = LayoutJson.Text(run, "User") ?? "",
            Environment = LayoutJson.Texts(run, "Env"),
            Labels = LayoutJson.Map(run, "Labels"),
            EntryPoint = LayoutJson.Texts(run, "Entrypoint"),
            Command = LayoutJson.Texts(run, "Cmd"),
            WorkingDirectory = LayoutJson.Text(run, "WorkingDir") ?? "",
            Created = DateTimeOffset.TryParse(
                LayoutJson.Text(root, "created"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var created
            )
                ? created
                : null,
            DiffIds = LayoutJson.Texts(layers, "diff_ids"),
        };
    }
}
