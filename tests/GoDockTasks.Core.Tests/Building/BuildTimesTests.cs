using GoDockTasks.Core.Building;

namespace GoDockTasks.Core.Tests.Building;

[TestClass]
public sealed class BuildTimesTests
{
    [TestMethod]
    public void Times_are_those_of_UTC_wherever_they_were_taken() =>
        Assert.AreEqual(
            "2025-12-31T22:30:05Z",
            BuildTimes.Format(new(2026, 1, 1, 1, 30, 5, 700, TimeSpan.FromHours(3)))
        );

    [TestMethod]
    public void What_was_written_is_read()
    {
        var times = new BuildTimes(
            new(2026, 1, 1, 1, 30, 5, TimeSpan.FromHours(3)),
            new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );

        Assert.AreEqual(times, BuildTimes.TryParse(times.ToString()));
        Assert.IsNull(BuildTimes.TryParse("2026-01-01T00:00:00Z"));
        Assert.IsNull(BuildTimes.TryParse("2026-01-01T00:00:00Z yesterday"));
    }
}
