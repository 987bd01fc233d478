using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Tests.Tidy;

[TestClass]
public sealed class VerdictStoreTests
{
    private const string Key = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private const string OtherKey = "ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    [TestMethod]
    public void A_verdict_comes_back_with_its_remarks()
    {
        using var folder = new TemporaryFolder();
        var store = new VerdictStore(folder.Path("cache"), TimeProvider.System);

        Assert.IsNull(store.Find(Key));
        Assert.IsTrue(store.Put(Key, ["go: warning: a", "go: warning: b"]));
        Assert.IsTrue(store.Put(OtherKey, []));

        Assert.AreSequenceEqual(["go: warning: a", "go: warning: b"], store.Find(Key)!);
        Assert.IsEmpty(store.Find(OtherKey)!);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("godock verdict 0: tidy\n")]
    [DataRow("\0\0\0")]
    public void A_file_that_is_not_a_verdict_is_none(string content)
    {
        using var folder = new TemporaryFolder();
        folder.Write($"tidy-1/00/{Key}", content);

        Assert.IsNull(new VerdictStore(folder.Root, TimeProvider.System).Find(Key));
    }

    [TestMethod]
    public void A_folder_that_cannot_be_made_keeps_nothing_and_breaks_nothing()
    {
        using var folder = new TemporaryFolder();
        var store = new VerdictStore(folder.Write("file", ""), TimeProvider.System);

        Assert.IsFalse(store.Put(Key, []));
        Assert.IsNull(store.Find(Key));
    }

    [TestMethod]
    public void What_nobody_asked_for_in_a_month_is_removed_when_another_verdict_comes()
    {
        using var folder = new TemporaryFolder();
        var time = new SettableTime { Now = DateTimeOffset.UtcNow };
        var store = new VerdictStore(folder.Root, time);
        store.Put(Key, []);
        store.Put(OtherKey, []);

        time.Now += TimeSpan.FromDays(29);
        Assert.IsNotNull(store.Find(Key));
        time.Now += TimeSpan.FromDays(2);
        store.Put(string.Concat("22", Key.AsSpan(2)), []);

        Assert.IsNotNull(store.Find(Key));
        Assert.IsNull(store.Find(OtherKey));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void The_default_folder_is_the_users_cache_folder()
    {
        Assert.AreEqual("/home/a/.cache/godocktasks", Default(("HOME", "/home/a")));
        Assert.AreEqual("/c/godocktasks", Default(("HOME", "/home/a"), ("XDG_CACHE_HOME", "/c")));
        Assert.AreEqual("/home/a/.cache/godocktasks", Default(("HOME", "/home/a"), ("XDG_CACHE_HOME", "relative")));
        Assert.IsNull(Default());

        static string? Default(params (string, string)[] environment) =>
            Core.Files.StoreLocation.Default(environment.ToDictionary(pair => pair.Item1, pair => pair.Item2));
    }

    private sealed class SettableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
