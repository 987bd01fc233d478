using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tests.Parts;

namespace GoDockTasks.Core.Tests.Fingerprints;

/// <summary>The real cosign, without network.</summary>
internal sealed class Cosign(TemporaryFolder folder)
{
    private static readonly string Executable = Path.Combine(Repository.Root, "artifacts", "tools", "cosign", "bin", "cosign");

    public Task<ProcessOutcome> VerifyAsync(string key, string bundle, string artifact) =>
        RunAsync("verify-blob-attestation", "--key", key, "--insecure-ignore-tlog", "--bundle", bundle, "--type", "slsaprovenance1", artifact);

    public async Task<ProcessOutcome> RunAsync(params string[] arguments)
    {
        if (!File.Exists(Executable))
            Assert.Fail("cosign is missing: .ci/get-tools cosign");
        var environment = new Dictionary<string, string> { ["HOME"] = folder.Root, ["COSIGN_PASSWORD"] = "cosign's own" };
        return await new ProcessRunner().RunAsync(new(Executable, [.. arguments], folder.Root, environment, TimeSpan.FromMinutes(1)), CancellationToken.None);
    }
}
