using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Failures;
using GoDockTasks.Core.Files;
using GoDockTasks.Core.Logs;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Sidecars;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>
/// Where in a project the things are that a log tells of. What could be meant by several lines is none.
/// </summary>
internal sealed partial class LogPlaces(ImmutableArray<Sidecar> sidecars)
{
    private const int MaxDockerfile = 1024 * 1024;

    private readonly Lazy<ImmutableArray<(string Path, string Text, Dockerfile File)>> dockerfiles = new(() =>
        [
            .. sidecars
                .Select(sidecar => sidecar.DockerfilePath)
                .Distinct(StringComparer.Ordinal)
                .Select(path => (Path: path, Text: Read(path)))
                .Where(file => file.Text is not null)
                .Select(file => (file.Path, file.Text!, DockerfileParser.Parse(file.Text!))),
        ]
    );

    /// <summary>
    /// The line of a step: the one that the builder points at, where a sidecar's Dockerfile has it there, else the one
    /// instruction that reads like it.
    /// </summary>
    public SourceLocation? Find(FailedStep step)
    {
        if (step.Source is { Text: { } shown, Line: var line })
        {
            var same = dockerfiles.Value.Where(file => LineOf(file.Text, line) == shown).Take(2).ToList();
            if (same.Count == 1)
                return new(same[0].Path, line, 1);
        }

        if (step.Command is null)
            return null;
        var wanted = Plain(step.Command);
        var found = (
            from file in dockerfiles.Value
            from instruction in file.File.Instructions
            where Plain(TextOf(file.Text, instruction)) == wanted
            select (file.Path, file.Text, instruction.Keyword.Start)
        )
            .Take(2)
            .ToList();
        return found.Count == 1 ? new(found[0].Path, LineAt(found[0].Text, found[0].Start), 1) : null;
    }

    /// <summary>The line of go.mod that requires the module that failed.</summary>
    public SourceLocation? Requirement(GoFailure failure)
    {
        if (failure.ModulePath is not { } path)
            return null;
        var found = (
            from goMod in sidecars.Select(sidecar => sidecar.GoModPath).Distinct(StringComparer.Ordinal)
            let text = ModuleFileReader.Read(goMod, ModuleFileReader.MaxModBytes).Text
            where text is not null
            from require in GoModFile.Parse(text, goMod).Value.Require
            where require.Path == path && (failure.Version is null || failure.Version == require.Version)
            select new SourceLocation(goMod, require.Position.Line, require.Position.Column)
        )
            .Take(2)
            .ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>The line of the one Dockerfile that has a container start this.</summary>
    public SourceLocation? Start(string? program)
    {
        if (program is null)
            return null;
        var found = (
            from file in dockerfiles.Value
            from instruction in file.File.Instructions
            let text = TextOf(file.Text, instruction)
            where StartInstruction().Match(text) is { Success: true } match && match.Groups["program"].Value == program
            select new SourceLocation(file.Path, LineAt(file.Text, instruction.Keyword.Start), 1)
        )
            .Take(2)
            .ToList();
        return found.Count == 1 ? found[0] : null;
    }

    private static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? RegularFile.ReadText(path, MaxDockerfile) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string TextOf(string text, Instruction instruction)
    {
        var words = instruction.Arguments.Select(word => word.Text).ToList();
        return words.Count > 0
            ? $"{instruction.Keyword.Text} {string.Join(' ', words)}"
            : LineOf(text, LineAt(text, instruction.Keyword.Start)) ?? "";
    }

    private static string? LineOf(string text, int number)
    {
        var current = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++current == number)
                return line.Trim().ToString();
        }

        return null;
    }

    private static int LineAt(string text, int offset) => text.AsSpan(0, offset).Count('\n') + 1;

    // Builders join lines, and leave flags in or out.
    private static string Plain(string instruction) =>
        Blanks().Replace(Flags().Replace(instruction, ""), " ").Trim().ToUpperInvariant();

    [GeneratedRegex(@"(?<=^[A-Za-z]+(?:\s+--[a-z]+=?\S*)*)\s+--[a-z]+(?:=\S*)?")]
    private static partial Regex Flags();

    [GeneratedRegex(
        @"^(?:ENTRYPOINT|CMD)\s+(?:\[\s*""(?<program>[^""]+)""|(?<program>[^\s\[]\S*))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex StartInstruction();

    [GeneratedRegex(@"\\?\s+")]
    private static partial Regex Blanks();
}
