using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed class GoModFileTests
{
    [TestMethod]
    public async Task Every_directive_is_read_as_go_reads_it()
    {
        using var go = new GoEdit();
        foreach (var text in ModFileTexts.Valid)
        {
            var expected = await go.ModAsync(text);
            var parsed = GoModFile.Parse(text, "/go.mod");

            Assert.IsNotNull(expected, text);
            Assert.IsEmpty(parsed.Diagnostics, text + string.Join("\n", parsed.Diagnostics));
            Assert.AreEqual(expected.ToJsonString(), GoModJson.From(parsed.Value).ToJsonString(), text);
        }
    }

    [TestMethod]
    public async Task What_go_refuses_is_refused_at_a_place_in_the_file()
    {
        using var go = new GoEdit();
        foreach (var text in ModFileTexts.Invalid)
        {
            var expected = await go.ModAsync(text);
            var parsed = GoModFile.Parse(text, "/go.mod");

            Assert.IsNull(expected, text);
            Assert.IsTrue(parsed.HasErrors, text);
            foreach (var diagnostic in parsed.Diagnostics)
            {
                Assert.AreEqual("GDT1002", diagnostic.Code);
                Assert.AreEqual("/go.mod", diagnostic.Location.File);
                Assert.IsGreaterThan(0, diagnostic.Location.Line);
                Assert.IsGreaterThan(0, diagnostic.Location.Column);
                Assert.DoesNotContain("\n", diagnostic.Message);
            }
        }
    }
}
