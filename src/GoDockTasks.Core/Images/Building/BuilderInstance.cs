using System.Collections.Immutable;

namespace GoDockTasks.Core.Images.Building;

/// <summary>A builder as <c>docker buildx inspect</c> tells of it.</summary>
/// <param name="Name">Empty where nothing is known of it.</param>
/// <param name="Driver">docker, docker-container, remote, kubernetes.</param>
internal sealed record BuilderInstance(string Name, string Driver, ImmutableArray<BuilderNode> Nodes)
{
    public static BuilderInstance Unknown { get; } = new("", "", []);

    /// <summary>Lines of "Name: value", which start again with each node; what belongs to a list is indented.</summary>
    public static BuilderInstance Parse(string text)
    {
        var instance = Unknown;
        var isNode = false;
        foreach (var line in text.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line[0] == ' ')
                continue;
            var value = line[(colon + 1)..].Trim();
            switch (line[..colon])
            {
                case "Nodes":
                    isNode = true;
                    break;
                case "Name" when isNode:
                    instance = instance with { Nodes = instance.Nodes.Add(new(value)) };
                    break;
                case "Name":
                    instance = instance with { Name = value };
                    break;
                case "Driver":
                    instance = instance with { Driver = value };
                    break;
                case "Endpoint" when isNode:
                    Change(node => node with { Endpoint = value });
                    break;
                case "Status" when isNode:
                    Change(node => node with { IsRunning = value == "running" });
                    break;
                case "Error" when isNode:
                    Change(node => node with { Error = value });
                    break;
                // Of a daemon that doesn't answer there are no nodes.
                case "Error":
                    instance = instance with { Nodes = [new(instance.Name) { Error = value }] };
                    break;
            }
        }

        return instance;

        void Change(Func<BuilderNode, BuilderNode> change)
        {
            if (instance.Nodes is [.., var last])
                instance = instance with { Nodes = instance.Nodes.SetItem(instance.Nodes.Length - 1, change(last)) };
        }
    }
}

/// <summary>A machine, or a container, that builds.</summary>
/// <param name="Name">As buildx calls it.</param>
internal sealed record BuilderNode(string Name)
{
    /// <summary>In the place of the name of one that isn't known.</summary>
    public const string UnknownName = "unknown";

    public string Endpoint { get; init; } = "";

    /// <summary>It answers.</summary>
    public bool IsRunning { get; init; }

    /// <summary>Why it doesn't, in buildx's words; null where it doesn't say.</summary>
    public string? Error { get; init; }
}
