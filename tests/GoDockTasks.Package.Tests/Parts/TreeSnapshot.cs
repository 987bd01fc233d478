using System.Security.Cryptography;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>What a source tree holds, so that what a build did to it can be told.</summary>
internal static class TreeSnapshot
{
    /// <summary>
    /// A line for each file: its path, hash and time of its last change; without what builds put into bin and obj.
    /// </summary>
    public static string[] Take(string root) =>
        [
            .. Files(root)
                .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
                .Select(file => Describe(root, file)),
        ];

    /// <summary>The paths of all files, relative with forward slashes, sorted.</summary>
    public static string[] Files(string root) =>
        [
            .. Directory
                .GetFiles(root, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    private static string Describe(string root, string file)
    {
        var path = Path.Combine(root, file);
        return $"{file} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))} "
            + $"{File.GetLastWriteTimeUtc(path):O}";
    }
}
