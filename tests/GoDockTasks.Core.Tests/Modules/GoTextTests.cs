using System.Text;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed class GoTextTests
{
    // Go 1.27 has Unicode 17, older ones 15, .NET 10 has 16: what it doesn't know yet is left to go.
    [TestMethod]
    public async Task Characters_are_printable_where_go_says_so()
    {
        var printable = (
            await GoOracle.AskAsync([
                ["unicode.IsPrint"],
            ])
        ).Single();

        var differing = Enumerable
            .Range(0, printable.Length)
            .Where(Rune.IsValid)
            .Select(value => new Rune(value))
            .Where(rune => !GoText.IsUnassigned(rune) && GoText.IsPrintable(rune) != (printable[rune.Value] == '1'))
            .Select(Quoted.Character)
            .ToList();

        Assert.IsEmpty(differing, string.Join(' ', differing));
    }

    [TestMethod]
    public void A_character_that_the_runtime_does_not_know_is_no_error()
    {
        // Assigned in Unicode 17; and one that is no character in any version.
        foreach (var value in (int[])[0x1f6d8, 0xffffe])
        {
            var path = "example.com/" + new Rune(value);

            Assert.AreEqual(
                path,
                GoModFile.Parse($"module {path}\n", "/go.mod") is { HasErrors: false } parsed
                    ? parsed.Value.Module?.Path
                    : null
            );
        }
    }
}
