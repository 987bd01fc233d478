using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>The credentials that GOPROXY holds.</summary>
internal static class ProxyCredentials
{
    /// <summary>
    /// Takes them out of what go printed: it shows addresses as they were written where it complains of them.
    /// </summary>
    public static string Remove(string output, GoSettings settings)
    {
        foreach (var entry in GoProxyList.Parse(settings["GOPROXY"].Value).Entries)
            output =
                entry.Text == entry.Display
                    ? output
                    : output.Replace(entry.Text, entry.Display, StringComparison.Ordinal);
        return output;
    }
}
