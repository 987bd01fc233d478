using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Images.Building;

/// <summary>
/// Brings an image of the .NET SDK into the form that BuildKit would give it: the SDK writes the time of the build into
/// it, the number of its process, its files as the disk lists them and all of them executable, and forgets what it
/// doesn't know of its base.
/// </summary>
/// <param name="time">Of the sources; null leaves the times that the image has.</param>
internal sealed class SdkImageForm(SdkBuild build, DateTimeOffset? time)
{
    private const string Run = "config";

    /// <param name="layout">Of one image; its folder gets the new one's parts.</param>
    /// <param name="scratch">Absolute path of an empty folder.</param>
    /// <returns>The image in its form; GDT4101 for damage, GDT4117 where it is built on something else.</returns>
    public (ImageLayout? Layout, Diagnostic? Problem) Apply(
        ImageLayout layout,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        if (layout.Verify(cancellationToken) is { } damage)
            return (null, damage);
        var image = layout.Images[0];
        if (
            layout.Images.Length != 1
            || !image.Layers.SkipLast(1).Select(layer => layer.Digest).SequenceEqual(build.Base.Layers)
        )
            return (null, Foreign());
        try
        {
            var (path, layer, diffId) = OrderedLayer.Write(
                layout,
                image.Layers[^1],
                time,
                IsExecutable,
                scratch,
                cancellationToken
            );
            var blob = layout.PathOf(layer);
            File.Move(path, blob, overwrite: true);
            Write(layout, layer, diffId);
        }
        catch (LayoutDamageException found)
        {
            return (null, found.ToDiagnostic(layout.Folder));
        }

        return ImageLayout.Read(layout.Folder);
    }

    private void Write(ImageLayout layout, Descriptor layer, string diffId)
    {
        var manifest = JsonNode.Parse(layout.ReadJson(layout.Images[0].Manifest))!.AsObject();
        var config = JsonNode
            .Parse(layout.ReadJson(Descriptor.Read(JsonElement.Parse(manifest[Run]!.ToJsonString()), Run)))!
            .AsObject();
        Change(config, diffId);
        manifest[Run] = Blob(layout, MediaTypes.Config, config);
        var layers = manifest["layers"]!.AsArray();
        foreach (var each in layers)
            each!["mediaType"] = MediaTypes.ToOci(each["mediaType"]!.GetValue<string>());
        layers[^1] = ToJson(layer);
        var index = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["manifests"] = new JsonArray(Blob(layout, MediaTypes.Manifest, manifest)),
        };
        AtomicFile.Write(Path.Combine(layout.Folder, "index.json"), Encoding.UTF8.GetBytes(index.ToJsonString()));
    }

    private void Change(JsonObject config, string diffId)
    {
        var diffIds = config["rootfs"]!["diff_ids"]!.AsArray();
        diffIds[^1] = diffId;
        if (time is { } created)
        {
            config["created"] = UnixTime.Format(created);
            // The SDK also tells of layers of which the base says nothing.
            var told = StrictJson.Member(build.Base.Configuration, "history");
            var before = told.ValueKind == JsonValueKind.Array ? told.GetArrayLength() : 0;
            foreach (var entry in (config["history"] as JsonArray)?.Skip(before) ?? [])
                entry!["created"] = UnixTime.Format(created);
        }

        Take(config, "variant", build.Base.Configuration);
        if (config[Run] is not JsonObject run)
            config[Run] = run = [];
        // The Dockerfile has it so, whatever the base has.
        run["StopSignal"] = "SIGTERM";
        Take(run, "Healthcheck", build.Base.Run);
        Take(run, "Shell", build.Base.Run);
        if (build.Image.Model.Runtime.Folder.Length == 0)
        {
            run.Remove("WorkingDir");
            Take(run, "WorkingDir", build.Base.Run);
        }
    }

    private static void Take(JsonObject into, string name, JsonElement from)
    {
        if (StrictJson.Member(from, name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } value)
            into[name] = JsonNode.Parse(value.GetRawText());
    }

    private bool IsExecutable(string path) =>
        "/" + path == build.Image.Model.Runtime.Program
        || build.Image.Files.Any(file => file.IsExecutable && $"/{path}" == $"/app/{file.Path}");

    private Diagnostic Foreign() =>
        new(
            DiagnosticCatalogue.SdkBaseForeign,
            default,
            $"the .NET SDK built '{build.Image.Sidecar.Name}' on another image than {build.Base.Address}@"
                + $"{build.Base.Digest}: its layers are {string.Join(", ", build.Base.Layers)}; build again, and see "
                + "who answers for that registry"
        );

    private static JsonObject Blob(ImageLayout layout, string mediaType, JsonObject json)
    {
        var content = Encoding.UTF8.GetBytes(json.ToJsonString());
        var descriptor = new Descriptor(mediaType, "sha256:" + FileDigest.Sha256(content), content.Length);
        AtomicFile.Write(layout.PathOf(descriptor), content);
        return ToJson(descriptor);
    }

    private static JsonObject ToJson(Descriptor descriptor) =>
        new()
        {
            ["mediaType"] = descriptor.MediaType,
            ["size"] = descriptor.Size,
            ["digest"] = descriptor.Digest,
        };
}
