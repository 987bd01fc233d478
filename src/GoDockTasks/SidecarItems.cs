using System.Globalization;
using System.Text;
using GoDockTasks.Core.Sidecars;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GoDockTasks;

/// <summary>MSBuild's items as Core's.</summary>
internal static class SidecarItems
{
    private const string Special = "%*?@$();'";

    public static SidecarItem From(ITaskItem item)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (System.Collections.DictionaryEntry entry in item.CloneCustomMetadata())
            metadata[(string)entry.Key] = (string?)entry.Value ?? "";
        var project = item.GetMetadata("DefiningProjectFullPath");
        return new(item.ItemSpec, metadata, item.GetMetadata("RecursiveDir"), project.Length == 0 ? null : project);
    }

    /// <summary>
    /// An item for a path, with one metadatum; characters that mean something to MSBuild are escaped.
    /// </summary>
    public static ITaskItem ToItem(string path, string name, string value)
    {
        var item = new TaskItem(Escape(path));
        item.SetMetadata(name, value);
        return item;
    }

    /// <summary>A value in which no character means anything to MSBuild.</summary>
    public static string Escape(string path)
    {
        var escaped = new StringBuilder(path.Length);
        foreach (var c in path)
        {
            if (Special.Contains(c, StringComparison.Ordinal))
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:x2}");
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }
}
