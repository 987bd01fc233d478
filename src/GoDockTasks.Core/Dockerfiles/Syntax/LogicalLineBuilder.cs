using System.Text;

namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>Joins the lines of an instruction.</summary>
internal sealed class LogicalLineBuilder
{
    private readonly StringBuilder text = new();
    private readonly List<int> starts = [];
    private readonly List<int> sources = [];

    public void Append(string file, int start, int end)
    {
        starts.Add(text.Length);
        sources.Add(start);
        text.Append(file, start, end - start);
    }

    public LogicalLine Build() => new(text.ToString(), [.. starts], [.. sources], 0);
}
