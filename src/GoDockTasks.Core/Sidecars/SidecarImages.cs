using GoDockTasks.Core.Images;

namespace GoDockTasks.Core.Sidecars;

/// <summary>The base images that `GoSidecar` items name.</summary>
public static class SidecarImages
{
    private static readonly string[] Metadata = ["BuilderImage", "RuntimeImage"];

    /// <summary>What the items' BuilderImage and RuntimeImage say, in the items' order; an item that says nothing adds nothing.</summary>
    public static IEnumerable<UsedImage> Named(IEnumerable<Sidecar> sidecars)
    {
        foreach (var sidecar in sidecars)
        {
            foreach (var name in Metadata)
            {
                if (sidecar.Item.Metadata.TryGetValue(name, out var text) && ImageReference.TryParse(text.Trim()) is { } image)
                    yield return new(image, SidecarItemLocator.Find(sidecar.Item, name));
            }
        }
    }
}
