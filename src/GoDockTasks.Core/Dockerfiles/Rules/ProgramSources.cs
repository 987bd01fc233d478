using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Sources;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Modules.Sources;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>
/// The Go files of the context that programs are made of: the packages that a build names, and those of the same module
/// that they import.
/// </summary>
internal sealed class ProgramSources(LintedDockerfile file)
{
    // A module is seldom larger; beyond that nothing is said of it.
    private const int MaxFiles = 3000;

    private readonly Dictionary<string, ImmutableArray<ProgramSource>> folders = new(StringComparer.Ordinal);
    private int fileCount;

    /// <summary>
    /// Files under a constraint are among them, tests aren't. Null where it can't be known what is built, or the module
    /// isn't in the context.
    /// </summary>
    public ImmutableArray<ProgramSource>? Of(GoCommand build)
    {
        if (
            build.GoMod.Source is not { } goMod
            || file.Module(build) is not { Module: { } module } mod
            || build.Directory is not { } directory
            || build.ModuleDirectory is not { } root
        )
            return null;
        var folder = goMod[..^"go.mod".Length].TrimEnd('/');
        var roots = new List<ModuleRoot> { new(module.Path, folder) };
        foreach (var replace in mod.Replace.Where(replace => replace.IsLocal))
            roots.Add(new(replace.OldPath, Normalised(folder, replace.NewPath)));

        var open = new Stack<string>();
        foreach (var operand in build.Operands.IsEmpty ? ["."] : build.Operands.Select(word => word.Text))
        {
            // Patterns, files and packages of other modules: of them too little is known.
            if (
                operand is null
                || operand.Contains("...", StringComparison.Ordinal)
                || operand.EndsWith(".go", StringComparison.Ordinal)
            )
                return null;
            var path =
                operand is "."
                || operand.StartsWith("./", StringComparison.Ordinal)
                || operand.StartsWith("../", StringComparison.Ordinal)
                || operand.StartsWith('/')
                    ? ImagePath.Below(root, ImagePath.Combine(directory, operand)) is { } below
                        ? Join(folder, below)
                        : null
                    : FolderOf(operand, roots);
            if (path is null)
                return null;
            open.Push(path);
        }

        return Follow(open, roots);
    }

    private ImmutableArray<ProgramSource>? Follow(Stack<string> open, List<ModuleRoot> roots)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = ImmutableArray.CreateBuilder<ProgramSource>();
        while (open.TryPop(out var folder))
        {
            if (!seen.Add(folder))
                continue;
            foreach (var source in Files(folder))
            {
                found.Add(source);
                foreach (var path in source.Head.Imports)
                {
                    if (FolderOf(path, roots) is { } imported)
                        open.Push(imported);
                }
            }
        }

        return fileCount > MaxFiles || found.Count == 0 ? null : found.ToImmutable();
    }

    private static string? FolderOf(string package, List<ModuleRoot> roots)
    {
        ModuleRoot? best = null;
        foreach (var root in roots)
        {
            if (
                (package == root.Path || package.StartsWith(root.Path + "/", StringComparison.Ordinal))
                && !(best?.Path.Length > root.Path.Length)
            )
                best = root;
        }

        return best is not { } found
            ? null
            : Join(found.Folder, package.Length == found.Path.Length ? "" : package[(found.Path.Length + 1)..]);
    }

    private ImmutableArray<ProgramSource> Files(string folder)
    {
        if (folders.TryGetValue(folder, out var known))
            return known;
        var found = ImmutableArray.CreateBuilder<ProgramSource>();
        foreach (var head in file.Shared.Go.Heads(file.Context.FullPath(folder)))
        {
            var path = Join(folder, head.Path);
            if (!head.IsTest && file.Context.Find(path) == ContextEntry.File && ++fileCount <= MaxFiles)
                found.Add(file.Shared.ProgramSource(file.Context.FullPath(path), head));
        }

        return folders[folder] = found.ToImmutable();
    }

    // A folder outside of the context has no files in it.
    private static string Normalised(string folder, string path) =>
        ImagePath.Combine("/" + folder, path.Replace('\\', '/'))[1..];

    private static string Join(string folder, string name) =>
        folder.Length == 0 ? name
        : name.Length == 0 ? folder
        : folder + "/" + name;
}

/// <summary>
/// A Go file that a program is made of. Its text is read where a rule asks for what it calls, and not kept. Safe to be
/// asked by several threads.
/// </summary>
/// <param name="path">Absolute.</param>
internal sealed class ProgramSource(string path, GoSource head)
{
    // Generated files can be larger; what they hold are tables.
    private const int MaxBytes = 512 * 1024;

    // Who says which certificates are trusted doesn't need the system's.
    private static readonly string[] OwnTrust =
    [
        "RootCAs",
        "InsecureSkipVerify",
        "NewCertPool",
        "AppendCertsFromPEM",
        "SSL_CERT_",
    ];

    private static readonly string[] TimeWords = ["LoadLocation(", ".Local"];
    private static readonly string[] TlsWords = ["Dial", "https://"];

    private readonly Lazy<(bool LoadsLocation, bool UsesLocal)> times = new(() =>
        head.Imports.Contains("time") && Read(path, head, TimeWords) is { } code
            ? (CallsLoadLocation(code), code.Uses("time", "Local"))
            : default
    );

    private readonly Lazy<string?> tlsUse = new(() =>
        (head.Imports.Contains("crypto/tls") || head.Imports.Contains("net/http"))
        && Read(path, head, TlsWords) is { } code
            ? FindTlsUse(code)
            : null
    );

    private readonly Lazy<bool> hasOwnTrust = new(() =>
        Read(path, head, OwnTrust) is { } code
        && OwnTrust.Any(word => code.Code.Contains(word, StringComparison.Ordinal))
    );

    public GoSource Head => head;

    /// <summary>It asks for a time zone by a name that needs data.</summary>
    public bool LoadsLocation => times.Value.LoadsLocation;

    public bool UsesLocalTime => times.Value.UsesLocal;

    /// <summary>How it speaks TLS to others; null where it doesn't.</summary>
    public string? TlsUse => tlsUse.Value;

    /// <summary>It says which certificates are trusted.</summary>
    public bool HasOwnTrust => hasOwnTrust.Value;

    // Most files have none of the words, and needn't be gone through.
    private static GoCode? Read(string path, GoSource head, string[] words) =>
        ModuleFileReader.Read(path, MaxBytes).Text is { } text
        && Array.Exists(words, word => text.Contains(word, StringComparison.Ordinal))
            ? GoCode.Parse(head, text)
            : null;

    private static string? FindTlsUse(GoCode code) =>
        code.Uses("crypto/tls", "Dial(", "DialWithDialer(") ? "calls tls.Dial"
        // An address may be in a document, a client may speak plain http: only both in one file say it.
        : (
            code.Code.Contains("\"https://", StringComparison.Ordinal)
            || code.Code.Contains("`https://", StringComparison.Ordinal)
        )
        && code.Uses(
            "net/http",
            "Get(",
            "Post(",
            "Head(",
            "PostForm(",
            "NewRequest(",
            "NewRequestWithContext(",
            "DefaultClient"
        )
            ? "asks an https:// address"
        : null;

    // UTC and Local need no data.
    private static bool CallsLoadLocation(GoCode source)
    {
        if (!source.Uses("time", "LoadLocation("))
            return false;
        const string Call = "LoadLocation(";
        for (
            var at = source.Code.IndexOf(Call, StringComparison.Ordinal);
            at >= 0;
            at = source.Code.IndexOf(Call, at + 1, StringComparison.Ordinal)
        )
        {
            var argument = source.Code.AsSpan(at + Call.Length).TrimStart();
            if (!argument.StartsWith("\"UTC\"") && !argument.StartsWith("\"Local\"") && !argument.StartsWith("\"\""))
                return true;
        }

        return false;
    }
}
