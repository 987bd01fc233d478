using System.Security.Cryptography;
using GoDockTasks.Core.Processes;

namespace GoDockTasks.TestSupport;

/// <summary>The real cosign, without network.</summary>
public sealed class Cosign(TemporaryFolder folder)
{
    private static readonly string Executable = Path.Combine(
        Repository.Root,
        "artifacts",
        "tools",
        "cosign",
        "bin",
        "cosign"
    );

    // It is about nothing but what the statement says, or what is compared with it: after the signature, its key and
    // the file.
    private static readonly string[] BeyondCosign = ["GDT3002", "GDT3004", "GDT3005", "GDT3006"];

    public Task<ProcessOutcome> VerifyAsync(string key, string bundle, string artifact) =>
        RunAsync(
            "verify-blob-attestation",
            "--key",
            key,
            "--insecure-ignore-tlog",
            "--bundle",
            bundle,
            "--type",
            "slsaprovenance1",
            artifact
        );

    /// <summary>
    /// Has cosign verify what we verified. Whether it agrees, or why not, is null; else what is wrong.
    /// </summary>
    /// <param name="key">The one that is trusted.</param>
    /// <param name="code">What we say of the bundle or the file; null where both are verified.</param>
    /// <param name="difference">What they must differ in; null where they agree, or differ for the code.</param>
    public async Task<string?> DisagreementAsync(
        ECDsa key,
        string bundle,
        string artifact,
        string? code,
        CosignDifference? difference = null
    )
    {
        var path = folder.Path($"{Guid.NewGuid():N}.pub");
        await File.WriteAllTextAsync(path, key.ExportSubjectPublicKeyInfoPem());
        var cosign = await VerifyAsync(path, bundle, artifact);
        File.Delete(path);
        if (difference is null && cosign.Succeeded && BeyondCosign.Contains(code))
            difference = CosignDifference.Statement;
        var areAsExpected = difference is null
            ? cosign.Succeeded == code is null
            : cosign.Succeeded == difference.CosignAccepts && cosign.Succeeded != code is null;
        return areAsExpected ? null : $"{code ?? "verified"}; cosign {cosign.ExitCode}: {cosign.StandardError.Trim()}";
    }

    public async Task<ProcessOutcome> RunAsync(params string[] arguments)
    {
        if (!File.Exists(Executable))
            Assert.Fail("cosign is missing: .ci/get-tools cosign");
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = folder.Root,
            ["COSIGN_PASSWORD"] = "cosign's own",
        };
        return await new ProcessRunner().RunAsync(
            new(Executable, [.. arguments], folder.Root, environment, TimeSpan.FromMinutes(1)),
            CancellationToken.None
        );
    }
}
