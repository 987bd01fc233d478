using System.Formats.Tar;

namespace GoDockTasks.Core.Oci;

/// <summary>What a path of an image is.</summary>
internal enum ImageNodeKind
{
    Folder,
    File,

    /// <summary>A symbolic one.</summary>
    Link,

    /// <summary>A pipe or a device.</summary>
    Other,
}

/// <summary>A name in a folder of an image.</summary>
/// <param name="Target">Of a link.</param>
/// <param name="Layer">Where a file's content lies.</param>
/// <param name="Ordinal">Which entry of that layer it is.</param>
/// <param name="Size">Of a file, in bytes.</param>
internal sealed record ImageNode(ImageNodeKind Kind, string Target = "", int Layer = 0, int Ordinal = 0, long Size = 0)
{
    /// <summary>The highest layer that says anything of it, or of something in it.</summary>
    public int Touched { get; set; }

    public Dictionary<string, ImageNode> Children { get; } = new(StringComparer.Ordinal);
}

/// <summary>Names of an image's files and where they lead, from layers put one over the other.</summary>
internal sealed class ImageTree
{
    // As many as Linux follows (path_resolution(7)).
    private const int MaxLinks = 40;

    // Of a large desktop's system; each takes some hundred bytes here.
    private const int MaxNodes = 1_000_000;
    private const int MaxPathLength = 4096;
    private const string Whiteout = ".wh.";
    private const string Opaque = ".wh..wh..opq";

    private readonly ImageNode root = new(ImageNodeKind.Folder);
    private int nodes;

    /// <summary>Puts an entry over what the layers below have; layers come in their order.</summary>
    /// <exception cref="LayoutDamageException">There are more than any image has; no file is named.</exception>
    public void Add(TarEntry entry, int layer, int ordinal)
    {
        if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
            return;
        var parts = Parts(entry.Name);
        if (parts.Count == 0)
            return;
        var name = parts[^1];
        parts.RemoveAt(parts.Count - 1);
        var folder = MakeFolder(parts, layer);
        if (name == Opaque)
        {
            Prune(folder, layer);
        }
        else if (name.StartsWith(Whiteout, StringComparison.Ordinal))
        {
            Hide(folder, name[Whiteout.Length..], layer);
        }
        else if (
            entry.EntryType is TarEntryType.Directory
            && folder.Children.GetValueOrDefault(name) is { Kind: ImageNodeKind.Folder } same
        )
        {
            same.Touched = layer;
        }
        else if (NodeOf(entry, layer, ordinal) is { } node)
        {
            Put(folder, name, node, layer);
        }
    }

    /// <summary>What a path leads to, links followed; null for nothing.</summary>
    public ImageNode? Find(string path)
    {
        var left = new Stack<string>(Enumerable.Reverse(Parts(path)));
        var folders = new Stack<ImageNode>([root]);
        var links = 0;
        while (left.TryPop(out var name))
        {
            if (name == "..")
            {
                if (folders.Count > 1)
                    folders.Pop();
            }
            else if (folders.Peek().Children.GetValueOrDefault(name) is not { } node)
            {
                return null;
            }
            else if (node.Kind == ImageNodeKind.Link)
            {
                if (++links > MaxLinks)
                    return null;
                Follow(node.Target, left, folders);
            }
            else
            {
                folders.Push(node);
            }
        }

        return folders.Peek();
    }

    // A layer may name what is below a link of a layer before it: bin/sh, where bin leads to usr/bin.
    private ImageNode MakeFolder(List<string> parts, int layer)
    {
        var left = new Stack<string>(Enumerable.Reverse(parts));
        var folders = new Stack<ImageNode>([root]);
        var links = 0;
        while (left.TryPop(out var name))
        {
            if (name == "..")
            {
                if (folders.Count > 1)
                    folders.Pop();
                continue;
            }

            var folder = folders.Peek();
            var node = folder.Children.GetValueOrDefault(name);
            if (node is { Kind: ImageNodeKind.Link } && ++links <= MaxLinks)
            {
                Follow(node.Target, left, folders);
                continue;
            }

            if (node is not { Kind: ImageNodeKind.Folder })
                node = Put(folder, name, new(ImageNodeKind.Folder), layer);
            node.Touched = layer;
            folders.Push(node);
        }

        return folders.Peek();
    }

    private static void Follow(string target, Stack<string> left, Stack<ImageNode> folders)
    {
        if (target.StartsWith('/'))
        {
            while (folders.Count > 1)
                folders.Pop();
        }

        foreach (var part in Enumerable.Reverse(Parts(target, keepParents: true)))
            left.Push(part);
    }

    private ImageNode Put(ImageNode folder, string name, ImageNode node, int layer)
    {
        if (++nodes > MaxNodes)
            throw new LayoutDamageException($"the image has more than {MaxNodes} files");
        node.Touched = layer;
        folder.Children[name] = node;
        return node;
    }

    private ImageNode? NodeOf(TarEntry entry, int layer, int ordinal) =>
        entry.EntryType switch
        {
            TarEntryType.Directory or TarEntryType.DirectoryList => new(ImageNodeKind.Folder),
            TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile => new(
                ImageNodeKind.File,
                Layer: layer,
                Ordinal: ordinal,
                Size: entry.Length
            ),
            TarEntryType.SymbolicLink => new(ImageNodeKind.Link, entry.LinkName),
            // The same file with another name.
            TarEntryType.HardLink => Find(entry.LinkName) is { Kind: not ImageNodeKind.Folder } target
                ? new(target.Kind, target.Target, target.Layer, target.Ordinal, target.Size)
                : null,
            _ => new(ImageNodeKind.Other),
        };

    // What the same layer has stays: a whiteout is about the layers below.
    private static void Hide(ImageNode folder, string name, int layer)
    {
        if (folder.Children.GetValueOrDefault(name) is not { } node)
            return;
        if (node.Touched < layer)
            folder.Children.Remove(name);
        else
            Prune(node, layer);
    }

    private static void Prune(ImageNode folder, int layer)
    {
        var left = new Stack<ImageNode>([folder]);
        while (left.TryPop(out var each))
        {
            foreach (var (name, child) in each.Children.ToArray())
            {
                if (child.Touched < layer)
                    each.Children.Remove(name);
                else
                    left.Push(child);
            }
        }
    }

    private static List<string> Parts(string path, bool keepParents = false)
    {
        if (path.Length > MaxPathLength)
            throw new LayoutDamageException($"a path in it is longer than {MaxPathLength} characters");
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                if (keepParents)
                    parts.Add(part);
                else if (parts.Count > 0)
                    parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return parts;
    }
}
