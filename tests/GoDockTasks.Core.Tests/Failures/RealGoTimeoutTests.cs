using GoDockTasks.Core.Failures;
using GoDockTasks.Core.Tests.Logs;

namespace GoDockTasks.Core.Tests.Failures;

[TestClass]
public sealed class RealGoTimeoutTests
{
    internal static readonly GoCase Stalling = new("a proxy that stalls", "GDT1128", _ => { }, "mod", "download");

    /// <summary>
    /// The one thing that go itself waits a bounded time for, ten seconds, is a TLS handshake, so that all versions
    /// wait together. It waits for an HTTP answer for as long as the caller lets it.
    /// </summary>
    [TestMethod]
    public async Task A_server_that_says_nothing_is_a_timeout_in_every_go() =>
        await Task.WhenAll(
            RealGo.Versions.Select(async version =>
            {
                await using var sandbox = new GoSandbox(RealGo.Get(version));
                sandbox.RequireX();
                await sandbox.UseProxyAsync(ModuleProxyFault.StallsBeforeTls);

                var outcome = await sandbox.GoAsync(["mod", "download"]);
                var failure = FailureClassifier.Classify(outcome.StandardError);

                Assert.AreEqual("GDT1128", failure.Code, $"go{version}: {outcome.StandardError}");
                Assert.IsTrue(failure.Descriptor.IsNetwork);
                GoCase.ItIsX(failure);
                if (LogCorpus.IsUpdated)
                    LogCorpusCase.Write("GDT1128", Stalling, sandbox, outcome.StandardError);
            })
        );
}
