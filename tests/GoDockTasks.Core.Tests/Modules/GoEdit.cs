using System.Text.Json.Nodes;

namespace GoDockTasks.Core.Tests.Modules;

/// <summary>The newest Go's own reading of go.mod and go.work.</summary>
internal sealed class GoEdit : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RealGo go = RealGo.Get();
    private int count;

    /// <summary>What <c>go mod edit -json</c> prints; null if it refuses the file.</summary>
    public Task<JsonNode?> ModAsync(string text) => EditAsync("mod", text);

    /// <summary>What <c>go work edit -json</c> prints; null if it refuses the file.</summary>
    public Task<JsonNode?> WorkAsync(string text) => EditAsync("work", text);

    public void Dispose() => folder.Dispose();

    private async Task<JsonNode?> EditAsync(string kind, string text)
    {
        var file = folder.Write($"{Interlocked.Increment(ref count)}/go.{kind}", text);
        var outcome = await go.RunAsync(
            folder.Root,
            RealGo.Environment(folder.Root, ("GOTELEMETRY", "off")),
            kind,
            "edit",
            "-json",
            file
        );
        if (outcome.Succeeded)
            return JsonNode.Parse(outcome.StandardOutput);
        Assert.Contains("errors parsing", outcome.StandardError, outcome.StandardError);
        return null;
    }
}
