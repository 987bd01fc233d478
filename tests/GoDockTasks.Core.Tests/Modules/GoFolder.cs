using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.Core.Tests.Modules;

/// <summary>A folder with modules in it that both go and we look at.</summary>
internal sealed class GoFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Root => folder.Root;

    public string Path(string relative) => folder.Path(relative);

    public void Dispose() => folder.Dispose();

    /// <summary>Writes a go.mod and a program beside it; <paramref name="relative"/> is the module's folder.</summary>
    public GoModFile Module(string relative, string goMod, string imports = "")
    {
        var path = folder.Write($"{relative}/go.mod", goMod);
        folder.Write($"{relative}/main.go", $"package main\n\n{imports}\n\nfunc main() {{}}\n");
        return GoModFile.Parse(goMod, path).Value;
    }

    public GoWorkFile Workspace(string goWork) => GoWorkFile.Parse(goWork, folder.Write("go.work", goWork)).Value;

    public string Write(string relative, string content) => folder.Write(relative, content);

    /// <summary>What go, with nothing from the network, makes of the folder.</summary>
    public Task<ProcessOutcome> GoAsync(
        string version,
        string relative,
        string[] arguments,
        params (string Name, string Value)[] environment
    ) =>
        RealGo
            .Get(version)
            .RunAsync(
                folder.Path(relative),
                RealGo.Environment(folder.Path(".go"), [("GOTELEMETRY", "off"), ("GOFLAGS", ""), .. environment]),
                arguments
            );
}
