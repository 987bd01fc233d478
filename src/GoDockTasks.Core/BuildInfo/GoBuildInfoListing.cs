using System.Collections.Immutable;
using System.Text;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.BuildInfo;

/// <summary>What `go version -m` prints about files, folders and patterns.</summary>
/// <param name="Text">UTF-8, to the byte what Go prints to standard output.</param>
/// <param name="Diagnostics">
/// GDT3008 for a named file that has no build info, and for Go binaries in folders that lost theirs; other files in
/// folders are passed over. GDT1012 for what isn't there or can't be read.
/// </param>
public sealed record GoBuildInfoListing(ReadOnlyMemory<byte> Text, ImmutableArray<Diagnostic> Diagnostics)
{
    private static readonly FileSearch Search = new()
    {
        IsMeant = _ => true,
        SkippedFolders = [],
        Missing = "no file",
    };

    /// <summary>
    /// For a log: a stranger's binary is not to move the cursor there, nor to give orders to a build server.
    /// </summary>
    public IEnumerable<string> Lines
    {
        get
        {
            for (var rest = Text; !rest.IsEmpty; )
            {
                // Each line ends, the last one too.
                var end = rest.Span.IndexOf((byte)'\n');
                if (end > 0)
                    yield return WithoutControls(Utf8Text.DecodeWithEscapes(rest.Span[..end]));
                rest = rest[(end + 1)..];
            }
        }
    }

    /// <param name="list">As <see cref="FileSearch.Find"/> takes it.</param>
    /// <param name="directory">Absolute; relative paths count from it.</param>
    public static GoBuildInfoListing Make(string list, string directory, CancellationToken cancellationToken)
    {
        var (files, missing) = Search.Find(list, directory);
        var diagnostics = missing.ToBuilder();
        using var text = new MemoryStream();
        var empty = new HashSet<string>(files.Select(file => file.Folder).OfType<string>(), StringComparer.Ordinal);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var reading = GoBuildInfoReader.ReadFile(file.Path);
            if (reading.BuildInfo is { } buildInfo)
                Write(text, file.Name, buildInfo);
            else if (file.Folder is null || reading.Outcome != BuildInfoOutcome.NotGo)
                diagnostics.Add(Describe(file, reading));
            if (file.Folder is not null && reading.Outcome != BuildInfoOutcome.NotGo)
                empty.Remove(file.Folder);
        }

        foreach (var folder in empty.Order(StringComparer.Ordinal))
        {
            diagnostics.Add(
                new(
                    DiagnosticCatalogue.NoGoBuildInfo,
                    new(Path.GetFullPath(folder, directory)),
                    $"no Go binary lies below '{folder}'; name the folder that they are built into"
                )
                {
                    Severity = DiagnosticSeverity.Warning,
                }
            );
        }

        return new(text.ToArray(), diagnostics.ToImmutable());
    }

    private static string WithoutControls(string line)
    {
        foreach (var character in line)
        {
            if (IsControl(character))
                return string.Concat(line.Select(any => IsControl(any) ? '\uFFFD' : any));
        }

        return line;

        static bool IsControl(char character) => character != '\t' && char.IsControl(character);
    }

    private static void Write(MemoryStream text, string name, GoBuildInfo buildInfo)
    {
        text.Write(Encoding.UTF8.GetBytes($"{name}: "));
        text.Write(buildInfo.VersionText.Span);
        text.WriteByte((byte)'\n');
        text.Write(buildInfo.Text.Span);
    }

    private static Diagnostic Describe(NamedFile file, BuildInfoReading reading)
    {
        if (reading.Outcome == BuildInfoOutcome.Unreadable)
            return new(DiagnosticCatalogue.NoAccess, new(file.Path), $"'{file.Name}' can't be read ({reading.Reason})");
        var (what, fix) = reading.Outcome switch
        {
            BuildInfoOutcome.NotGo => (
                "isn't a Go binary",
                "name the program that `go build` made, not an archive, image or script around it"
            ),
            BuildInfoOutcome.Removed => (
                "is a Go binary without build info",
                "build it again, and pack or strip it with nothing but -ldflags=\"-s -w\""
            ),
            _ => ("is damaged", "build or fetch it again"),
        };
        return new(DiagnosticCatalogue.NoGoBuildInfo, new(file.Path), $"'{file.Name}' {what}: {reading.Reason}; {fix}")
        {
            Severity = file.Folder is null ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        };
    }
}
