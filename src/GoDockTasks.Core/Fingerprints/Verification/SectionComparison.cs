using System.Collections.Immutable;
using System.Security.Cryptography;
using GoDockTasks.Core.BuildInfo.Executables;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Fingerprints.Statements;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>
/// Where two binaries differ, in the words of their format: for builds whose inputs are all the same.
/// </summary>
internal static class SectionComparison
{
    /// <summary>What is in no section: the headers, and what lies between sections.</summary>
    public const string Headers = "headers";

    /// <summary>
    /// The sections that differ, each with its sha256; empty where the two aren't executables of one format.
    /// </summary>
    /// <param name="stated">
    /// Absolute path of a file that differs from the other. Fails with the exceptions of <see cref="File"/>.
    /// </param>
    /// <param name="found">Absolute path.</param>
    public static ImmutableArray<InputDifference> Between(string stated, string found)
    {
        using var first = RegularFile.Open(stated);
        using var second = RegularFile.Open(found);
        var (left, right) = (new BinaryFile(first), new BinaryFile(second));
        if (
            ExecutableFormat.Of(left) is not { } format
            || format != ExecutableFormat.Of(right)
            || format(left) is not { Sections.IsEmpty: false } one
            || format(right) is not { Sections.IsEmpty: false } other
        )
            return [];

        var (before, after) = (Hashes(one), Hashes(other));
        ImmutableArray<InputDifference> differences =
        [
            .. before
                .Keys.Union(after.Keys)
                .Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name))
                .Select(name => new InputDifference(
                    "section",
                    name,
                    before.GetValueOrDefault(name),
                    after.GetValueOrDefault(name)
                )),
        ];
        return differences.IsEmpty ? [new("section", Headers, null, null)] : differences;
    }

    // A name may be there several times.
    private static Dictionary<string, string> Hashes(Executable executable) =>
        executable
            .Sections.GroupBy(section => section.Name)
            .ToDictionary(
                sections => sections.Key,
                sections => Hash(executable.File, sections),
                StringComparer.Ordinal
            );

    private static string Hash(BinaryFile file, IEnumerable<Section> sections)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        foreach (var section in sections)
        {
            for (ulong at = 0; at < section.Size; )
            {
                var count = file.Read(
                    section.Offset + at,
                    buffer.AsSpan(0, (int)Math.Min((ulong)buffer.Length, section.Size - at))
                );
                if (count == 0)
                    break;
                hash.AppendData(buffer, 0, count);
                at += (ulong)count;
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
