using System.Text;
using System.Text.Json;
using CsCheck;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Tests.Modules;

/// <summary>
/// Generated go.mod and go.work files, most of them by the code behind <c>go mod edit</c>, some by the command itself.
/// </summary>
[TestClass]
public sealed class ModFileAgreementTests
{
    [TestMethod]
    public Task Generated_go_mod_files_are_read_as_go_reads_them() =>
        AssertAgreesAsync("mod", ModFileGen.GoMod, 2000, minimumRefused: 0);

    [TestMethod]
    public Task Generated_go_work_files_are_read_as_go_reads_them() =>
        AssertAgreesAsync("work", ModFileGen.GoWork, 1000, minimumRefused: 0);

    [TestMethod]
    public Task Go_mod_files_with_mistakes_are_refused_where_go_refuses_them() =>
        AssertAgreesAsync("mod", ModFileGen.Mutated(ModFileGen.GoMod), 6000, minimumRefused: 2000);

    [TestMethod]
    public Task Go_work_files_with_mistakes_are_refused_where_go_refuses_them() =>
        AssertAgreesAsync("work", ModFileGen.Mutated(ModFileGen.GoWork), 3000, minimumRefused: 1000);

    [TestMethod]
    public Task Go_mod_files_with_broken_bytes_are_refused_where_go_refuses_them() =>
        AssertAgreesAsync(
            "mod",
            Some(
                Gen.Select(ModFileGen.GoMod, Gen.Select(Gen.Double[0, 1], Gen.Byte, Gen.Int[0, 2]).Array[1, 3])
                    .Select(
                        (text, changes) =>
                        {
                            var bytes = Encoding.UTF8.GetBytes(text).ToList();
                            foreach (var (place, value, kind) in changes.Where(_ => bytes.Count > 0))
                            {
                                var index = (int)(place * (bytes.Count - 1));
                                if (kind == 0)
                                    bytes.RemoveAt(index);
                                else
                                    bytes.Insert(index, value);
                            }

                            return bytes.ToArray();
                        }
                    ),
                3000
            ),
            minimumRefused: 300
        );

    [TestMethod]
    public async Task What_go_mod_edit_prints_of_generated_files_is_what_was_read()
    {
        using var go = new GoEdit();
        foreach (
            var text in Some(Gen.OneOf(ModFileGen.GoMod, ModFileGen.GoMod, ModFileGen.Mutated(ModFileGen.GoMod)), 100)
        )
        {
            var expected = await go.ModAsync(text);
            var parsed = GoModFile.Parse(text, "/go.mod");

            Assert.AreEqual(
                expected?.ToJsonString(),
                parsed.HasErrors ? null : GoModJson.From(parsed.Value).ToJsonString(),
                JsonSerializer.Serialize(text)
            );
        }
    }

    [TestMethod]
    public async Task What_go_work_edit_prints_of_generated_files_is_what_was_read()
    {
        using var go = new GoEdit();
        foreach (
            var text in Some(Gen.OneOf(ModFileGen.GoWork, ModFileGen.GoWork, ModFileGen.Mutated(ModFileGen.GoWork)), 60)
        )
        {
            var expected = await go.WorkAsync(text);
            var parsed = GoWorkFile.Parse(text, "/go.work");

            Assert.AreEqual(
                expected?.ToJsonString(),
                parsed.HasErrors ? null : GoModJson.From(parsed.Value).ToJsonString(),
                JsonSerializer.Serialize(text)
            );
        }
    }

    private static async Task AssertAgreesAsync(string kind, Gen<string> files, int count, int minimumRefused) =>
        await AssertAgreesAsync(kind, Some(files.Select(Encoding.UTF8.GetBytes), count), minimumRefused);

    private static async Task AssertAgreesAsync(string kind, byte[][] files, int minimumRefused)
    {
        var answers = await GoOracle.AskAsync(files.Select(file => new[] { kind, Convert.ToBase64String(file) }));
        var wrong = files
            .Zip(answers, (file, answer) => (Text: Utf8Text.Decode(file), Go: answer))
            .Select(result => (result.Text, result.Go, Ours: Ours(kind, result.Text)))
            .Where(result => !Agrees(result.Text, result.Go, result.Ours))
            .ToList();

        Assert.IsEmpty(
            wrong,
            string.Join(
                "\n\n",
                wrong
                    .OrderBy(result => result.Text.Length)
                    .Take(5)
                    .Select(result => $"{JsonSerializer.Serialize(result.Text)}\ngo:\n{result.Go}\nwe:\n{result.Ours}")
            )
        );
        Assert.IsGreaterThanOrEqualTo(
            minimumRefused,
            answers.Count(answer => answer.StartsWith("refused", StringComparison.Ordinal))
        );
        Assert.IsGreaterThan(files.Length / 10, answers.Count(answer => answer.StartsWith('[')));
    }

    // Go stops at the first error that it can't go on from; we see at least those that it sees. But a merge conflict is
    // one error to us and several to Go, and a string with a backslash at the line's end is wrong where it starts to
    // us, in the next line to Go; and characters that are new in Unicode are left to Go.
    private static bool Agrees(string text, string go, string ours)
    {
        if (!go.StartsWith("refused ", StringComparison.Ordinal))
            return ours == Lines(JsonSerializer.Deserialize<string[][]>(go)!);
        if (text.EnumerateRunes().Any(GoText.IsUnassigned))
            return true;
        var lines = ours.Split(' ');
        var isSeenDifferently =
            text.Contains("<<<<<<<", StringComparison.Ordinal) || text.Contains("\\\n", StringComparison.Ordinal);
        return lines[0] == "refused" && (isSeenDifferently || go.Split(' ').Skip(1).All(line => lines.Contains(line)));
    }

    private static string Ours(string kind, string text) =>
        kind == "mod"
            ? Ours(GoModFile.Parse(text, "/go.mod"), file => ModListing.Of(file, text))
            : Ours(GoWorkFile.Parse(text, "/go.work"), file => ModListing.Of(file, text));

    private static string Ours<T>(Parsed<T> parsed, Func<T, IEnumerable<string[]>> list)
    {
        _ = list(parsed.Value).Count();
        return parsed.Diagnostics.IsEmpty
            ? Lines(list(parsed.Value))
            : "refused " + string.Join(' ', parsed.Diagnostics.Select(diagnostic => diagnostic.Location.Line));
    }

    private static string Lines(IEnumerable<string[]> rows) =>
        string.Join('\n', rows.Select(row => string.Join(" | ", row)));

    private static T[] Some<T>(Gen<T> values, int count) => values.Array[count].Single();
}
