namespace GoDockTasks.Core.Tests.Parts;

/// <summary>Parts of pages that come from the code: compared by tests, or, with GODOCK_UPDATE_DOCS=1, written by them.</summary>
internal static class WrittenFile
{
    public static void Is(string path, string content)
    {
        var there = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (there == content)
            return;
        if (Environment.GetEnvironmentVariable("GODOCK_UPDATE_DOCS") == "1")
            File.WriteAllText(path, content);
        else
            Assert.AreEqual(content, there, $"{path} isn't what the code says; GODOCK_UPDATE_DOCS=1 with this test writes it");
    }
}
