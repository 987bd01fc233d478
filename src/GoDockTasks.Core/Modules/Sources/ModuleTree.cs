using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Files;

namespace GoDockTasks.Core.Modules.Sources;

/// <summary>The source of a module, as far as a build of it needs to know.</summary>
/// <param name="MainFolders">Folders of commands, relative to the module with /, <c>.</c> for the module's own; sorted.</param>
/// <param name="Imports">What its Go files import, tests left out.</param>
/// <param name="Embeds">Patterns of go:embed, relative to the module; sorted, each once.</param>
/// <param name="Extensions">Of the other files that go compiles or links, with the dot; sorted.</param>
internal sealed record ModuleTree(
    ImmutableArray<string> MainFolders, ImmutableHashSet<string> Imports, ImmutableArray<string> Embeds, ImmutableArray<string> Extensions)
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
            [.. walk.MainFolders.Order(StringComparer.Ordinal)],
            [.. walk.Imports],
            [.. walk.Embeds.Order(StringComparer.Ordinal)],
            [.. walk.Extensions.Order(StringComparer.Ordinal)]);
    }

    private sealed class Walk
    {
        public readonly HashSet<string> MainFolders = new(StringComparer.Ordinal);
        public readonly HashSet<string> Imports = new(StringComparer.Ordinal);
        public readonly HashSet<string> Embeds = new(StringComparer.Ordinal);
        public readonly HashSet<string> Extensions = new(StringComparer.Ordinal);

        public void Enter(DirectoryInfo folder, string prefix)
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
                else if (inner.LinkTarget is null && !inner.Name.StartsWith('.') && inner.Name is not ("node_modules" or "testdata" or "vendor"))
                    Enter(inner, prefix + inner.Name + "/");
            }
        }

        private void See(FileSystemInfo file, string prefix)
        {
            if (Native.Contains(file.Extension))
                Extensions.Add(file.Extension);
            else if (file.Extension == ".go" && !file.Name.EndsWith("_test.go", StringComparison.Ordinal) && !file.Name.StartsWith('_') && !file.Name.StartsWith('.'))
                ReadGo(file.FullName, prefix);
        }

        private void ReadGo(string path, string prefix)
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

            var embeds = false;
            GoFileHead.Measure(text, (offset, length) =>
            {
                var import = Encoding.UTF8.GetString(text, offset + 1, length - 2);
                embeds |= import == "embed";
                Imports.Add(import);
            });
            if (GoFileHead.PackageName(text) == "main" && !IsIgnored(text))
                MainFolders.Add(prefix.Length == 0 ? "." : prefix[..^1]);
            if (embeds)
                AddEmbeds(text, prefix);
        }

        // The usual mark of a program that is only run by hand, beside a package's files.
        private static bool IsIgnored(ReadOnlySpan<byte> text)
        {
            foreach (var range in text.Split((byte)'\n'))
            {
                var line = text[range].Trim(" \t\r"u8);
                if (line.StartsWith("package "u8))
                    return false;
                if (line.SequenceEqual("//go:build ignore"u8) || line.SequenceEqual("// +build ignore"u8))
                    return true;
            }

            return false;
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
