using System.Globalization;
using System.Text;
using GoDockTasks.Core.Modules.Syntax;

namespace GoDockTasks.Core.Tests.Modules;

[TestClass]
public sealed class GoTextTests
{
    // Go 1.27 has Unicode 17, older ones 15, .NET 10 has 16: what none but Go knows yet is let be.
    [TestMethod]
    public async Task Characters_are_printable_where_go_says_so()
    {
        var printable = (await GoOracle.AskAsync([["unicode.IsPrint"]])).Single();

        var differing = Enumerable.Range(0, printable.Length).Where(Rune.IsValid).Select(value => new Rune(value))
            .Where(rune => GoText.IsPrintable(rune) != (printable[rune.Value] == '1'))
            .Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.OtherNotAssigned)
            .Select(Quoted.Character)
            .ToList();

        Assert.IsEmpty(differing, string.Join(' ', differing));
    }
}
