using System.Collections.Immutable;
using GoDockTasks.Core.Failures;

namespace GoDockTasks.Core.Tests.Failures;

/// <summary>A way in which a go command really fails.</summary>
/// <param name="Name">What a user would call it; the name of its tests.</param>
/// <param name="Code">What it must be told as.</param>
/// <param name="Arrange">Makes it happen.</param>
/// <param name="Command">What to run, without "go".</param>
internal sealed record GoCase(
    string Name,
    string Code,
    Func<GoSandbox, Task> Arrange,
    params ImmutableArray<string> Command
)
{
    public GoCase(string name, string code, Action<GoSandbox> arrange, params ImmutableArray<string> command)
        : this(
            name,
            code,
            sandbox =>
            {
                arrange(sandbox);
                return Task.CompletedTask;
            },
            command
        ) { }

    /// <summary>Go versions that can't fail like this, and why.</summary>
    public ImmutableDictionary<string, string> Without { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Go versions that fail for another reason where others fail for this one: the code and why.</summary>
    public ImmutableDictionary<string, (string Code, string Why)> Otherwise { get; init; } =
        ImmutableDictionary<string, (string Code, string Why)>.Empty;

    /// <summary>What must be found besides the code.</summary>
    public Action<GoFailure>? Finds { get; init; }

    /// <summary>This case can't be on Windows, which has no modes of files.</summary>
    public bool NeedsModes { get; init; }

    /// <summary>For <see cref="Finds"/>: it is about the module of <see cref="GoSandbox.RequireX"/>.</summary>
    public static void ItIsX(GoFailure failure)
    {
        Assert.AreEqual("example.com/x", failure.ModulePath);
        Assert.AreEqual("v1.0.0", failure.Version);
    }

    public GoCase Not(string version, string why) => this with { Without = Without.Add(version, why) };

    public GoCase But(string version, string code, string why) =>
        this with
        {
            Otherwise = Otherwise.Add(version, (code, why)),
        };
}
