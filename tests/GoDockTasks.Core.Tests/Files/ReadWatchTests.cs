using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Tests.Files;

/// <summary>Work that is left behind with a read that doesn't end.</summary>
[TestClass]
public sealed class ReadWatchTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(1);

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = false)]
    public async Task What_is_left_behind_reads_and_writes_nothing_when_its_read_ends_at_last()
    {
        using var folder = new TemporaryFolder();
        var known = folder.Write("known", "");
        using var answer = new ManualResetEventSlim();
        var later = new TaskCompletionSource<string>();

        var left = new ReadWatch().Run(
            () =>
            {
                ReadWatch.Begin("gone");
                answer.Wait();
                ReadWatch.End();
                later.SetResult(
                    $"{Attempt(() => AtomicFile.Write(folder.Path("late"), "late"u8))} "
                        + $"{Attempt(() => RegularFile.ReadBytes(known, 1))}"
                );
                return Task.CompletedTask;
            },
            () => Limit
        );

        Assert.AreEqual("gone", left);
        answer.Set();
        Assert.AreEqual("OperationCanceledException OperationCanceledException", await later.Task);
        Assert.AreSequenceEqual([known], Directory.GetFiles(folder.Root));
        // Others of the same process go on.
        AtomicFile.Write(known, "changed"u8);
    }

    [TestMethod]
    public void Work_that_reads_nothing_takes_as_long_as_it_takes_and_fails_as_it_fails()
    {
        var watch = new ReadWatch();
        Assert.IsNull(watch.Run(() => Task.Delay(1500), () => Limit));
        Assert.ThrowsExactly<InvalidOperationException>(() =>
            watch.Run(() => throw new InvalidOperationException(), () => Limit)
        );
    }

    [TestMethod]
    [NeedsRoot("only root can have the kernel hold a file")]
    [Timeout(60_000, CooperativeCancellation = false)]
    public void A_file_that_can_not_be_opened_is_named()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("go.mod", "module example.com/a\n");
        using var held = SpecialFile.Hold(path);

        Assert.AreEqual(
            path,
            new ReadWatch().Run(() => Task.FromResult(RegularFile.ReadBytes(path, 100)), () => Limit)
        );
    }

    private static string Attempt(Action action)
    {
        try
        {
            action();
            return "done";
        }
        catch (OperationCanceledException exception)
        {
            return exception.GetType().Name;
        }
    }
}
