using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>GDT1208: names that were meant for Go and that Go doesn't know.</summary>
internal static class UnknownVariableCheck
{
    public static void Check(GoSettingSources sources, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var start = diagnostics.Count;
        foreach (var (name, value) in sources.Environment)
        {
            if (value.Length > 0 && GoVariableNames.Meant(name) is { } meant)
            {
                diagnostics.Add(
                    new(
                        DiagnosticCatalogue.UnknownVariable,
                        SourceLocation.None,
                        $"the environment sets {name}, which Go doesn't know, so it changes nothing; "
                            + $"{meant} is the name that Go knows: "
                            + $"set that, or remove {name}"
                    )
                );
            }
        }

        // The environment has no order.
        diagnostics.Sort(
            start,
            diagnostics.Count - start,
            Comparer<Diagnostic>.Create((a, b) => string.CompareOrdinal(a.Message, b.Message))
        );
        foreach (var line in sources.UserFile.Lines)
        {
            if (GoVariableNames.Meant(line.Name) is { } meant)
            {
                diagnostics.Add(
                    new(
                        DiagnosticCatalogue.UnknownVariable,
                        new(sources.UserFile.Path, line.Number, 1),
                        $"the file of go env -w sets {line.Name}, which Go doesn't know, so it changes "
                            + $"nothing; {meant} is the name that Go knows: "
                            + $"go env -w {meant}=…, and remove the line"
                    )
                );
            }
        }
    }
}
