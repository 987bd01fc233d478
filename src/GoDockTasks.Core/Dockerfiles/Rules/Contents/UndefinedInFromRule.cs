using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Images;

namespace GoDockTasks.Core.Dockerfiles.Rules.Contents;

/// <summary>
/// GDT2129: FROM uses a variable that no ARG before the first FROM declares: it is empty, whatever --build-arg says. An
/// error where what is left is no image's name.
/// </summary>
internal sealed class UndefinedInFromRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        var globals = new Dictionary<string, VariableValue>(StringComparer.Ordinal);
        foreach (var pair in file.Dockerfile.GlobalArguments.SelectMany(instruction => instruction.Pairs))
            globals[pair.Name.Text] =
                pair.Value is { Text: var text } && !text.Contains('$', StringComparison.Ordinal)
                    ? new(text)
                    : VariableValue.Unknown;
        foreach (var stage in file.Stages)
        {
            if (stage.Stage.Base is not { } word)
                continue;
            string? missing = null;
            var name = new WordExpander(file.Dockerfile.EscapeToken).Expand(word.Text, Look).Text;
            // A value for an empty one is meant.
            if (missing is null || word.Text.Contains(missing + ":", StringComparison.Ordinal))
                continue;
            var isBroken = name is not null && ImageReference.TryParse(name) is null;
            var diagnostic = file.Report(
                DiagnosticCatalogue.UndefinedInFrom,
                word,
                $"{missing} is declared by no ARG before the first FROM, so that it is "
                    + $"empty{(name is null ? "" : $": '{name}'{(isBroken ? " is no image" : "")}")}; write ARG "
                    + $"{missing}=… at the top"
            );
            yield return isBroken ? diagnostic : diagnostic with { Severity = DiagnosticSeverity.Warning };

            VariableValue? Look(string variable)
            {
                if (globals.TryGetValue(variable, out var value))
                    return value;
                if (
                    variable.StartsWith("BUILD", StringComparison.Ordinal)
                    || variable.StartsWith("TARGET", StringComparison.Ordinal)
                    || variable.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)
                )
                    return VariableValue.Unknown;
                missing ??= variable;
                return null;
            }
        }
    }
}
