using System.Text;

namespace GoDockTasks.Image.Tests.Parts;

/// <summary>
/// Images with an older glibc can't be had here: this machine's is taken, with the name of one version of its symbols
/// changed, so that the real loader misses it.
/// </summary>
internal static class OlderGlibc
{
    /// <summary>The version that every program needs that was linked with a newer one.</summary>
    public const string Missing = "GLIBC_2.34";

    /// <summary>Where it lies, from the root of the images that the C compiler's tree is copied to.</summary>
    public static string Place => Path.GetRelativePath(Tool.Find("gcc"), Library);

    private static string Library =>
        Directory.GetFiles(Tool.Find("gcc", "lib"), "libc.so.6", SearchOption.AllDirectories)[0];

    /// <summary>The library's bytes.</summary>
    public static async Task<byte[]> MakeAsync() =>
        Encoding.Latin1.GetBytes(
            Encoding
                .Latin1.GetString(await File.ReadAllBytesAsync(Library))
                .Replace(Missing + "\0", "GLIBC_2.3x\0", StringComparison.Ordinal)
        );
}
