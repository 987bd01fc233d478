using System.IO.Compression;
using System.Text;

namespace GoDockTasks.TestSupport;

/// <summary>
/// Modules laid out as a Go module proxy serves them (https://go.dev/ref/mod#goproxy-protocol), in a folder that is
/// a proxy by itself through its <see cref="Url"/> and that <see cref="ModuleProxy"/> serves over HTTP.
/// </summary>
public sealed class ModuleStore(string folder)
{
    public string Folder { get; } = folder;

    /// <summary>For GOPROXY: <c>file:///…</c>.</summary>
    public string Url => new Uri(Folder).AbsoluteUri;

    /// <summary>
    /// Adds a module version and lists it. A go.mod is made unless the files hold one.
    /// </summary>
    public ModuleStore Add(string path, string version, params (string Name, string Content)[] files)
    {
        var goMod = files.FirstOrDefault(file => file.Name == "go.mod").Content ?? $"module {path}\n\ngo 1.19\n";
        (string Name, string Content)[] all = [("go.mod", goMod), .. files.Where(file => file.Name != "go.mod")];
        Write(
            path,
            version,
            "info",
            Encoding.UTF8.GetBytes($$"""{"Version":"{{version}}","Time":"2024-01-02T03:04:05Z"}""")
        );
        Write(path, version, "mod", Encoding.UTF8.GetBytes(goMod));
        Write(path, version, "zip", Zip(path, version, all));
        File.AppendAllText(Path.Combine(VersionsFolder(path), "list"), version + "\n");
        return this;
    }

    /// <summary>Puts something else in the place of a version's info, mod or zip.</summary>
    public ModuleStore Write(string path, string version, string extension, byte[] content)
    {
        Directory.CreateDirectory(VersionsFolder(path));
        File.WriteAllBytes(Path.Combine(VersionsFolder(path), $"{Escape(version)}.{extension}"), content);
        return this;
    }

    /// <summary>A module's zip: every entry is <c>path@version/name</c>.</summary>
    public static byte[] Zip(string path, string version, params (string Name, string Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry($"{path}@{version}/{name}").Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>
    /// Go's escaping of paths and versions: an upper-case letter becomes <c>!</c> and its lower-case one.
    /// </summary>
    public static string Escape(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterUpper(c) ? $"!{char.ToLowerInvariant(c)}" : c.ToString()));

    private string VersionsFolder(string path) => Path.Combine([Folder, .. Escape(path).Split('/'), "@v"]);
}
