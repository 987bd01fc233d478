using System.Xml;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Sidecars;

/// <summary>Where an item stands in its project file; MSBuild doesn't tell tasks more than the file.</summary>
internal static class SidecarItemLocator
{
    private const string ElementName = "GoSidecar";

    /// <summary>
    /// The `GoSidecar` element that gave the item, or, where <paramref name="metadata"/> is named and the element has
    /// it, that attribute or child. Of several elements with the same Include it is the one that
    /// <see cref="SidecarItem.Occurrence"/> counts. An element that can't be told for certain (a property in its
    /// Include, a glob) is the first one whose Include isn't another item's literal; without any, the file.
    /// </summary>
    public static SourceLocation Find(SidecarItem item, string? metadata = null)
    {
        if (item.ProjectFile is null || !File.Exists(item.ProjectFile))
            return SourceLocation.None;

        var file = new SourceLocation(item.ProjectFile);
        try
        {
            using var stream = RegularFile.Open(item.ProjectFile);
            using var reader = XmlReader.Create(
                stream,
                new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null }
            );
            SourceLocation? vague = null,
                last = null;
            var before = item.Occurrence;
            while (reader.Read())
            {
                if (
                    reader.NodeType != XmlNodeType.Element
                    || reader.LocalName != ElementName
                    || reader.GetAttribute("Include") is not { } include
                )
                    continue;
                var exact = Includes(include, item.Include);
                if (!exact && (vague is not null || !IsPattern(include)))
                    continue;
                var found = Locate(reader, file, metadata);
                if (exact && before-- == 0)
                    return found;
                if (exact)
                    last = found;
                else
                    vague = found;
            }

            return last ?? vague ?? file;
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            return file;
        }
    }

    private static SourceLocation Locate(XmlReader reader, SourceLocation file, string? metadata)
    {
        var lines = (IXmlLineInfo)reader;
        var element = file with { Line = lines.LineNumber, Column = lines.LinePosition };
        if (metadata is null)
            return element;

        if (reader.MoveToAttribute(metadata))
        {
            var attribute = file with { Line = lines.LineNumber, Column = lines.LinePosition };
            reader.MoveToElement();
            return attribute;
        }

        if (reader.IsEmptyElement)
            return element;

        using var inside = reader.ReadSubtree();
        while (inside.Read())
        {
            if (
                inside.NodeType == XmlNodeType.Element
                && inside.Depth == 1
                && inside.LocalName.Equals(metadata, StringComparison.OrdinalIgnoreCase)
            )
                return file with { Line = lines.LineNumber, Column = lines.LinePosition };
        }

        return element;
    }

    private static bool Includes(string attribute, string include) =>
        Array.Exists(attribute.Split(';'), part => Normal(Uri.UnescapeDataString(part)) == Normal(include));

    // Not an escape such as %20.
    private static bool IsPattern(string attribute) =>
        attribute.AsSpan().ContainsAny("$@*?") || attribute.Contains("%(", StringComparison.Ordinal);

    private static string Normal(string path) => path.Trim().Replace('\\', '/');
}
