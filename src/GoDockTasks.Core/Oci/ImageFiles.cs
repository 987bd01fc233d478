using System.Formats.Tar;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Oci;

/// <summary>
/// The files of an image as its containers have them: all its layers, one over the other (layer.md of the OCI image
/// specification). Only where they lie is kept; what is in one is read again from its layer.
/// </summary>
internal sealed class ImageFiles
{
    // A program that is taken out is started by gates; nobody else needs it.
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Docker's, where an image has none.
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private readonly ImageLayout layout;
    private readonly PlatformImage image;
    private readonly ImageTree tree = new();

    private ImageFiles(ImageLayout layout, PlatformImage image) => (this.layout, this.image) = (layout, image);

    /// <summary>Reads all layers, and checks them by digest.</summary>
    /// <param name="image">Of the layout.</param>
    /// <returns>
    /// The files; GDT4101 for a layer that isn't what it should be, GDT4108 for one that isn't understood.
    /// </returns>
    public static (ImageFiles? Files, Diagnostic? Problem) Read(
        ImageLayout layout,
        PlatformImage image,
        CancellationToken cancellationToken
    )
    {
        var files = new ImageFiles(layout, image);
        var problem = files.Guard(() =>
        {
            for (var layer = 0; layer < image.Layers.Length; layer++)
            {
                using var entries = new LayerEntries(layout, image.Layers[layer], cancellationToken);
                for (var ordinal = 0; entries.Next() is { } entry; ordinal++)
                    files.tree.Add(entry, layer, ordinal);
            }
        });
        return problem is null ? (files, null) : (null, problem);
    }

    /// <summary>Whether a file is there, or a link that leads to one.</summary>
    /// <param name="path">In the image, from its root.</param>
    public bool Has(string path) => tree.Find(path) is { Kind: ImageNodeKind.File };

    /// <summary>
    /// The path of the program that a container of the image starts, as runc finds it: by its folder, or along PATH;
    /// null where it names none, or one that isn't there.
    /// </summary>
    public string? Program
    {
        get
        {
            var config = image.Config;
            if (((string[])[.. config.EntryPoint, .. config.Command]).FirstOrDefault() is not { Length: > 0 } word)
                return null;
            if (word.StartsWith('/'))
                return Has(word) ? word : null;
            string[] folders = word.Contains('/', StringComparison.Ordinal)
                ? [config.WorkingDirectory]
                : (config.Variable("PATH") ?? DefaultPath).Split(':');
            return folders.Select(folder => $"{folder}/{word}").FirstOrDefault(Has);
        }
    }

    /// <summary>Writes a file of the image; links are followed within it.</summary>
    /// <param name="path">In the image, from its root.</param>
    /// <param name="destination">Absolute, in a folder of the caller's own; nothing is there where this fails.</param>
    /// <returns>GDT4108 where the image has no such file or it is too large, GDT4101 for damage, else null.</returns>
    public Diagnostic? Extract(string path, string destination, long maxBytes, CancellationToken cancellationToken)
    {
        if (tree.Find(path) is not { Kind: ImageNodeKind.File } node)
            return Unreadable($"'{path}' in it is no file");
        if (node.Size > maxBytes)
            return Unreadable($"'{path}' in it: {new FileTooLargeException(node.Size, maxBytes).Message}");
        var problem = Guard(() =>
        {
            using var entries = new LayerEntries(layout, image.Layers[node.Layer], cancellationToken);
            for (var ordinal = 0; entries.Next() is { } entry; ordinal++)
            {
                if (ordinal == node.Ordinal)
                    AtomicFile.Write(destination, entry.DataStream ?? Stream.Null, Own);
            }
        });
        if (problem is not null)
            File.Delete(destination);
        return problem;
    }

    private Diagnostic? Guard(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (LayoutDamageException damage)
        {
            return damage.ToDiagnostic(layout.Folder);
        }
        catch (Exception exception) when (Compressions.IsDamage(exception))
        {
            return Unreadable(exception.Message);
        }
    }

    private Diagnostic Unreadable(string what) =>
        new(
            DiagnosticCatalogue.ImageFileUnreadable,
            new(layout.Folder),
            $"no file can be taken out of the image for {image.Platform} in '{layout.Folder}': {what}"
        );
}

/// <summary>A layer is as it was made, and we don't understand it. Never leaves this room.</summary>
internal sealed class UnreadableLayerException(string what) : IOException(what);
