using System.Collections.Immutable;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.TestSupport;

/// <summary>
/// A program that test.sh put into artifacts/tools. A test that needs a missing one fails with its name.
/// </summary>
public static class Tool
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>PATH to what the system has.</summary>
    public const string SystemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public static string Docker => Find("docker", "bin/docker");

    public static string Crane => Find("crane", "bin/crane");

    public static string Skopeo => Find("skopeo", "bin/skopeo");

    /// <summary>Absolute path of a file or folder of what <c>.ci/get-tools</c> fetches under that name.</summary>
    public static string Find(string name, string relative = "")
    {
        var path = Path.Combine(Repository.Root, "artifacts", "tools", name, relative);
        if (!Path.Exists(path))
            Assert.Fail($"{name} is missing ({path}): .ci/get-tools {name}");
        return path;
    }

    /// <summary>cgo has the C compiler of artifacts/tools, in an environment of go.</summary>
    public static void UseCCompiler(IDictionary<string, string> environment)
    {
        var root = Find("gcc");
        environment["CC"] = $"{root}/usr/bin/gcc --sysroot={root} -B{root}/usr/bin";
        environment["LD_LIBRARY_PATH"] = $"{root}/usr/lib/x86_64-linux-gnu:{root}/lib/x86_64-linux-gnu";
    }

    /// <summary>Runs a program with a limit of five minutes.</summary>
    public static Task<ProcessOutcome> RunAsync(
        string program,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        params ImmutableArray<string> arguments
    ) => new ProcessRunner().RunAsync(new(program, arguments, folder, environment, Limit), CancellationToken.None);

    /// <summary>Fails the test where the program failed, with what it said.</summary>
    public static Task<ProcessOutcome> ShouldSucceedAsync(this Task<ProcessOutcome> running) =>
        ShouldEndAsync(running, succeeded: true);

    /// <summary>Fails the test where the program succeeded, with what it said.</summary>
    public static Task<ProcessOutcome> ShouldFailAsync(this Task<ProcessOutcome> running) =>
        ShouldEndAsync(running, succeeded: false);

    private static async Task<ProcessOutcome> ShouldEndAsync(Task<ProcessOutcome> running, bool succeeded)
    {
        var outcome = await running;
        if (outcome.Succeeded != succeeded)
            Assert.Fail(
                $"{outcome.End}, exit code {outcome.ExitCode}\n{outcome.StandardOutput}{outcome.StandardError}"
            );
        return outcome;
    }
}
