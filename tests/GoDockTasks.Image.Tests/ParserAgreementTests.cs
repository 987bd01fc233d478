namespace GoDockTasks.Image.Tests;

/// <summary>What our parser is expected to accept and refuse is what the real one does.</summary>
[TestClass]
[NeedsDocker]
public sealed class ParserAgreementTests
{
    [TestMethod]
    public async Task BuildKit_reads_what_ours_shall_read()
    {
        var refused = await WhereAsync(DockerfileTexts.Accepted, output => Refuses(output));

        Assert.IsEmpty(refused, string.Join("\n", refused));
    }

    [TestMethod]
    public async Task BuildKit_refuses_what_ours_shall_refuse()
    {
        var accepted = await WhereAsync(DockerfileTexts.Refused.Select(one => one.Text), output => !Refuses(output));

        Assert.IsEmpty(accepted, string.Join("\n", accepted));
    }

    // Warnings end with an exit code of their own.
    private static bool Refuses(string output) => output.Contains("ERROR: ", StringComparison.Ordinal);

    private static async Task<List<string>> WhereAsync(IEnumerable<string> texts, Predicate<string> holds)
    {
        var docker = await TestSession.DockerAsync();
        using var folder = new TemporaryFolder();
        var found = new List<string>();
        foreach (var (index, text) in texts.Index())
        {
            var name = $"{index}.Dockerfile";
            folder.Write(name, text);
            var check = await docker.CheckAsync(folder.Root, "--file=" + name);
            if (holds(check.StandardOutput + check.StandardError))
                found.Add($"{text} -> {check.StandardError}");
        }

        return found;
    }
}
