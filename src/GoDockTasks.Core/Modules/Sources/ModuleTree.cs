using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>The source of a module, as far as a build of it needs to know.</summary>
/// <param name="Files">Its Go files, tests left out; sorted by folder.</param>
/// <param name="Imports">What its Go files import, tests left out.</param>
/// <param name="Embeds">Patterns of go:embed, relative to the module; sorted, each once.</param>
/// <param name="Extensions">Of the other files that go compiles or links, with the dot; sorted.</param>
internal sealed record ModuleTree(
    ImmutableArray<GoPackageFile> Files, ImmutableHashSet<string> Imports, ImmutableArray<string> Embeds, ImmutableArray<string> Extensions)
{
    /// <summary>What cmd/go hands to assembler, C compilers and linker (go help packages, "file types"); the libraries are what #cgo LDFLAGS name.</summary>
    public static readonly IReadOnlySet<string> Native = new HashSet<string>(StringComparer.Ordinal)
    {
        ".a", ".c", ".cc", ".cpp", ".cxx", ".f", ".F", ".f90", ".for", ".h", ".hh", ".hpp", ".hxx", ".m", ".S", ".s", ".so", ".swig", ".swigcxx", ".sx", ".syso",
    };

    // A Go file is source somebody wrote; this much is never one.
    public const int MaxGoFileBytes = 16 * 1024 * 1024;

    /// <summary>Reads a module; folders and files that can't be read are passed over, as a build says by itself.</summary>
    /// <param name="folder">Absolute.</param>
    public static ModuleTree Read(string folder)
    {
        var walk = new Walk();
        walk.Enter(new(folder), "");
        return new(
            [.. walk.Files.OrderBy(file => file.Folder, StringComparer.Ordinal).ThenBy(file => file.Name, StringComparer.Ordinal)],
            [.. walk.Imports],
            [.. walk.Embeds.Order(StringComparer.Ordinal)],
            [.. walk.Extensions.Order(StringComparer.Ordinal)]);
    }

    /// <summary>The Go files of one package, tests left out; none for a folder that can't be read.</summary>
    /// <param name="path">Absolute path of its folder.</param>
    /// <param name="folder">That, relative to the module's.</param>
    public static IReadOnlyList<GoPackageFile> FilesIn(string path, string folder)
    {
        var walk = new Walk();
        walk.Enter(new(path), folder == "." ? "" : folder + "/", isDeep: false);
        return walk.Files;
    }

    private sealed class Walk
    {
        public readonly List<GoPackageFile> Files = [];
        public readonly HashSet<string> Imports = new(StringComparer.Ordinal);
        public readonly HashSet<string> Embeds = new(StringComparer.Ordinal);
        public readonly HashSet<string> Extensions = new(StringComparer.Ordinal);

        public void Enter(DirectoryInfo folder, string prefix, bool isDeep = true)
        {
            FileSystemInfo[] entries;
            try
            {
                entries = folder.GetFileSystemInfos();
            }
            catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
            {
                return;
            }

            // Another module's.
            if (prefix.Length > 0 && Array.Exists(entries, entry => entry is FileInfo && entry.Name == "go.mod"))
                return;
            foreach (var entry in entries)
            {
                if (entry is not DirectoryInfo inner)
                    See(entry, prefix);
                else if (isDeep && inner.LinkTarget is null && !inner.Name.StartsWith('.') && inner.Name is not ("node_modules" or "testdata" or "vendor"))
                    Enter(inner, prefix + inner.Name + "/");
            }
        }

        private void See(FileSystemInfo file, string prefix)
        {
            if (Native.Contains(file.Extension))
                Extensions.Add(file.Extension);
            else if (file.Extension == ".go" && !file.Name.EndsWith("_test.go", StringComparison.Ordinal) && !file.Name.StartsWith('_') && !file.Name.StartsWith('.'))
                ReadGo(file.FullName, file.Name, prefix);
        }

        private void ReadGo(string path, string name, string prefix)
        {
            byte[] text;
            try
            {
                text = RegularFile.ReadBytes(path, MaxGoFileBytes);
            }
            catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
            {
                return;
            }

            var (embeds, usesCgo) = (false, false);
            GoFileHead.Measure(text, (offset, length) =>
            {
                var import = Encoding.UTF8.GetString(text, offset + 1, length - 2);
                embeds |= import == "embed";
                usesCgo |= import == "C";
                Imports.Add(import);
            });
            if (GoPackageFile.Read(prefix.Length == 0 ? "." : prefix[..^1], name, text, usesCgo) is { } source)
                Files.Add(source);
            if (embeds)
                AddEmbeds(text, prefix);
        }

        private void AddEmbeds(ReadOnlySpan<byte> text, string prefix)
        {
            foreach (var range in text.Split((byte)'\n'))
            {
                var line = text[range].TrimStart(" \t"u8);
                if (!line.StartsWith("//go:embed "u8) && !line.StartsWith("//go:embed\t"u8))
                    continue;
                foreach (var pattern in EmbedPatterns.Read(Encoding.UTF8.GetString(line["//go:embed".Length..])))
                    Embeds.Add(prefix + pattern.Path);
            }
        }
    }
}
