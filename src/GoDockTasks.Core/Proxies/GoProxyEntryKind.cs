namespace GoDockTasks.Core.Proxies;

/// <summary>What an entry of GOPROXY is.</summary>
public enum GoProxyEntryKind
{
    /// <summary>A proxy over https or http.</summary>
    Server,

    /// <summary>A proxy that is a folder (file://).</summary>
    Folder,

    /// <summary>The modules' own repositories.</summary>
    Direct,

    /// <summary>No download at all.</summary>
    Off,
}
