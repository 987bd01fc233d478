using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Recovery;

/// <summary>A module that isn't as it should be, and what came of it.</summary>
/// <param name="State">As it was found.</param>
internal sealed record ModuleCase(CachedModule Module, CacheState State)
{
    private const int NamesInMessage = 5;
    private const int NamesInDetail = 1000;

    /// <summary>Why nothing was changed; null where it was cleared, or needn't be.</summary>
    public Diagnostic? Hindrance { get; init; }

    /// <summary>It was looked at, and is left to a recovery.</summary>
    public bool IsLeft { get; init; }

    /// <summary>Null as long as nothing was downloaded.</summary>
    public Download? Download { get; init; }

    /// <summary>As it is in the end.</summary>
    public CacheState? Outcome { get; init; }

    public bool IsRecovered => Hindrance is null && Download is { Failure: null } && Outcome is { IsWhole: true };

    /// <summary>All that there is to tell of it.</summary>
    public IEnumerable<Diagnostic> Describe()
    {
        foreach (var damage in Damage(State))
            yield return damage;
        if (Hindrance is not null)
            yield return Hindrance;
        else if (Download?.Failure is { } failure)
            yield return new(failure.Descriptor, Module.Location, $"{Module.Name}: {failure.Summary}; {failure.Fix}")
            {
                Detail = failure.Output.Length > 0 ? failure.Output : null,
            };
        else if (IsRecovered)
            yield return new(
                DiagnosticCatalogue.Recovered,
                Module.Location,
                $"{Module.Name} is in the module cache again as go.sum has it, from {Download!.Source}"
            );
        else if (Outcome is { } outcome)
            foreach (var damage in Damage(outcome))
                yield return damage with
                {
                    Severity = DiagnosticSeverity.Error,
                };
    }

    private IEnumerable<Diagnostic> Damage(CacheState state)
    {
        if (state.ArchiveProblem is { } archive)
            yield return Archive($"'{Module.Archive}' isn't {Module.Name}: {archive}");
        else if (state.IsHashFileWrong)
            yield return Archive($"'{Module.ArchiveHash}' doesn't hold the hash of {Module.Name}");
        if (state.GoModProblem is { } goMod)
            yield return Archive($"'{Module.GoMod}' isn't the go.mod of {Module.Name}: {goMod}");
        if (state.TreeProblem is { } tree)
            yield return Tree(tree, state.Differences);
    }

    private Diagnostic Archive(string message) =>
        new(DiagnosticCatalogue.ArchiveDamaged, Module.Location, message + Consequence);

    private Diagnostic Tree(string problem, ImmutableArray<FileDifference> differences)
    {
        var first = differences is [var difference, ..] ? Path.Combine(Module.Tree, difference.Name) : Module.Tree;
        var names = differences.Select(one => one.Describe()).ToList();
        var what = names.Count == 0 ? problem : string.Join(", ", names.Take(NamesInMessage));
        var more = names.Count > NamesInMessage ? $" and {names.Count - NamesInMessage} more" : "";
        return new(
            DiagnosticCatalogue.TreeDamaged,
            new(first),
            $"'{Module.Tree}', which go compiles, isn't {Module.Name}: {what}{more}{Consequence}"
        )
        {
            Detail = names.Count > NamesInMessage ? string.Join('\n', names.Take(NamesInDetail)) : null,
        };
    }

    private string Consequence =>
        IsLeft ? "; `dotnet build -t:RecoverGoModule` clears it and downloads it again"
        : Hindrance is null ? "; it was cleared, to be downloaded again"
        : "; nothing was changed";
}
