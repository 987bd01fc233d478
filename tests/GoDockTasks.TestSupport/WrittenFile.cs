namespace GoDockTasks.TestSupport;

/// <summary>Pages with parts that come from the code: compared, or with GODOCK_UPDATE_DOCS=1 written.</summary>
public static class WrittenFile
{
    /// <summary>With line feeds; empty where there is none.</summary>
    public static string Read(string path) => File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";

    public static void Is(string path, string content)
    {
        var there = Read(path);
        if (there == content)
            return;
        if (Environment.GetEnvironmentVariable("GODOCK_UPDATE_DOCS") == "1")
            File.WriteAllText(path, content);
        else
            Assert.AreEqual(content, there, $"{path} isn't what the code says; GODOCK_UPDATE_DOCS=1 writes it");
    }
}
