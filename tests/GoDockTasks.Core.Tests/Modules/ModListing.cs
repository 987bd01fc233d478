using System.Text;
using GoDockTasks.Core.Modules;
using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Tests.Modules;

/// <summary>A row for each directive, as oracle.go makes them: line, rune in the line, values.</summary>
internal static class ModListing
{
    public static IEnumerable<string[]> Of(GoModFile file, string text)
    {
        var lines = text.Split('\n');
        List<string[]> rows = [];
        if (file.Module is { } module)
            Add(module.Position, "module", module.Path, module.Deprecated);
        if (file.Go is { } go)
            Add(go.Position, "go", go.Version);
        if (file.Toolchain is { } toolchain)
            Add(toolchain.Position, "toolchain", toolchain.Name);
        foreach (var godebug in file.Godebug)
            Add(godebug.Position, "godebug", godebug.Key, godebug.Value);
        foreach (var require in file.Require)
            Add(require.Position, "require", require.Path, require.Version, require.Indirect ? "true" : "false");
        foreach (var exclude in file.Exclude)
            Add(exclude.Position, "exclude", exclude.Path, exclude.Version);
        foreach (var replace in file.Replace)
            Add(replace.Position, "replace", replace.OldPath, replace.OldVersion, replace.NewPath, replace.NewVersion);
        foreach (var retract in file.Retract)
            Add(retract.Position, "retract", retract.Low, retract.High, retract.Rationale);
        foreach (var tool in file.Tool)
            Add(tool.Position, "tool", tool.Path);
        foreach (var ignore in file.Ignore)
            Add(ignore.Position, "ignore", ignore.Path);
        return rows;

        void Add(TextPosition position, params string?[] values) => rows.Add(Row(lines, position, values));
    }

    public static IEnumerable<string[]> Of(GoWorkFile file, string text)
    {
        var lines = text.Split('\n');
        List<string[]> rows = [];
        if (file.Go is { } go)
            Add(go.Position, "go", go.Version);
        if (file.Toolchain is { } toolchain)
            Add(toolchain.Position, "toolchain", toolchain.Name);
        foreach (var godebug in file.Godebug)
            Add(godebug.Position, "godebug", godebug.Key, godebug.Value);
        foreach (var use in file.Use)
            Add(use.Position, "use", use.Path);
        foreach (var replace in file.Replace)
            Add(replace.Position, "replace", replace.OldPath, replace.OldVersion, replace.NewPath, replace.NewVersion);
        return rows;

        void Add(TextPosition position, params string?[] values) => rows.Add(Row(lines, position, values));
    }

    /// <summary>Go counts runes, we count UTF-16 units.</summary>
    private static string[] Row(string[] lines, TextPosition position, string?[] values)
    {
        var before = lines[position.Line - 1].AsSpan(0, position.Column - 1);
        var runes = 0;
        foreach (var _ in before.EnumerateRunes())
            runes++;
        return [$"{position.Line}", $"{runes + 1}", .. values.Select(value => value ?? "")];
    }
}
