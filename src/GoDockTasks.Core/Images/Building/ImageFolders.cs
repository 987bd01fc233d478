using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Oci;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Images.Building;

/// <summary>The folder of a project that has one for each image.</summary>
/// <param name="path">Absolute.</param>
internal sealed class ImageFolders(string path)
{
    /// <summary>Removes images of before, so that nobody takes them for new ones.</summary>
    public void Clear(IEnumerable<Sidecar> sidecars)
    {
        foreach (var sidecar in sidecars)
            Remove(Path.Combine(path, sidecar.Name));
        Directory.CreateDirectory(path);
    }

    /// <summary>A folder for temporary files on the same disk.</summary>
    public ScratchFolder Scratch() => new(Path.GetDirectoryName(path)!);

    /// <summary>Puts an image into its place.</summary>
    /// <param name="layout">Whose folder is moved.</param>
    public ImageInFolder Put(Sidecar sidecar, ImageLayout layout, params ImmutableArray<NodeOfPlatform> nodes)
    {
        var to = Path.Combine(path, sidecar.Name);
        Remove(to);
        Directory.Move(layout.Folder, to);
        return new(sidecar.Name, to, layout.Root.Digest, [.. layout.Images.Select(image => $"{image.Platform}")])
        {
            Nodes = nodes,
        };
    }

    /// <summary>GDT1012.</summary>
    public Diagnostic NotWritable(Exception exception) =>
        new(
            DiagnosticCatalogue.NoAccess,
            new(path),
            $"'{path}' can't be written ({exception.Message.TrimEnd('.')}); make it writable for the user who runs this"
        );

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
