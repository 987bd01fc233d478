using System.Collections.Immutable;
using GoDockTasks.Core.BuildInfo;
using GoDockTasks.Core.Fingerprints.Statements;

namespace GoDockTasks.Core.Fingerprints.Verification;

/// <summary>What a binary says of its own inputs, against what a fingerprint says of them.</summary>
internal static class BinaryFacts
{
    // Flags that a binary leaves out where they have these values.
    private static readonly (string Name, string Default)[] Flags =
    [
        ("trimpath", "false"),
        ("tags", ""),
        ("race", "false"),
        ("gcflags", ""),
        ("asmflags", ""),
        ("buildmode", "exe"),
    ];

    /// <summary>
    /// All that differs, of what both tell of. A binary tells of the modules that packages were taken from, not of the
    /// whole build list.
    /// </summary>
    public static ImmutableArray<InputDifference> Differences(IEnumerable<InputFact> stated, GoBuildInfo binary)
    {
        var facts = stated
            .GroupBy(fact => (fact.Kind, fact.Name))
            .ToDictionary(group => group.Key, group => group.Last());
        InputFact[] found =
        [
            .. Of(binary)
                .Where(fact =>
                    fact.Kind is "module" or "go" or "godebug" or "main" or "target"
                    || facts.ContainsKey((fact.Kind, fact.Name))
                ),
        ];
        // A vendored module has no hash in the binary.
        for (var index = 0; index < found.Length; index++)
        {
            if (found[index].Hash is null && facts.TryGetValue((found[index].Kind, found[index].Name), out var same))
                found[index] = found[index] with { Hash = same.Hash };
        }

        return InputDifference.Between(
            found.Select(fact => facts.GetValueOrDefault((fact.Kind, fact.Name))).OfType<InputFact>(),
            found
        );
    }

    /// <summary>All that a binary tells of, in a fingerprint's words.</summary>
    public static IEnumerable<InputFact> Of(GoBuildInfo binary)
    {
        yield return new("go", "version", binary.GoVersion);
        if (binary.Main is { } main)
            yield return new("main", main.Path, main.Version);
        foreach (var module in binary.Dependencies)
            yield return OfModule(module);
        // Go before 1.18 says nothing more.
        if (binary.Settings.IsEmpty)
            yield break;
        foreach (var (name, otherwise) in Flags)
            yield return new("compile", name, binary.Setting("-" + name) ?? otherwise);
        foreach (var setting in binary.Settings)
        {
            if (setting.Name == "DefaultGODEBUG")
                yield return new("godebug", "", setting.Value);
            else if (ExternalParameters.Find("target", setting.Name) is not null)
                yield return new("target", setting.Name, setting.Value);
            else if (ExternalParameters.Find("env", setting.Name) is not null)
                yield return new("env", setting.Name, setting.Value);
            else if (setting.Name is "-ldflags")
                yield return new("compile", "ldflags", setting.Value);
        }
    }

    private static InputFact OfModule(GoBuildModule module)
    {
        var used = module.Replacement ?? module;
        // A folder has no version, whatever the binary calls that.
        var version = used.Version == "(devel)" ? "" : used.Version;
        var value = module.Replacement is null
            ? module.Version
            : $"{module.Version} => {used.Path} {version}".TrimEnd();
        return new("module", module.Path, value, used.Sum.Length == 0 ? null : used.Sum);
    }
}
