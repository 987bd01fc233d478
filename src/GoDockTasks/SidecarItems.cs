using GoDockTasks.Core.Sidecars;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GoDockTasks;

/// <summary>MSBuild's items as Core's.</summary>
internal static class SidecarItems
{
    public static SidecarItem From(ITaskItem item)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (System.Collections.DictionaryEntry entry in item.CloneCustomMetadata())
            metadata[(string)entry.Key] = (string?)entry.Value ?? "";
        var project = item.GetMetadata("DefiningProjectFullPath");
        return new(item.ItemSpec, metadata, item.GetMetadata("RecursiveDir"), project.Length == 0 ? null : project);
    }

    /// <summary>An item for a path, with one metadatum; characters that mean something to MSBuild are escaped.</summary>
    public static ITaskItem ToItem(string path, string name, string value)
    {
        var item = new TaskItem(string.Concat(path.Select(c => "%*?@$();'".Contains(c, StringComparison.Ordinal) ? $"%{(int)c:x2}" : c.ToString())));
        item.SetMetadata(name, value);
        return item;
    }
}
