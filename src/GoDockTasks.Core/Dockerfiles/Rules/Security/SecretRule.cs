using System.Buffers;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;

namespace GoDockTasks.Core.Dockerfiles.Rules.Security;

/// <summary>
/// GDT2303: a secret in ARG, ENV or a URL, where the image's history keeps it. Never shows the secret.
/// </summary>
internal sealed class SecretRule : IDockerfileRule
{
    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" \t\r\n\"'\\;>");

    // Of one command: each is looked up in its text.
    private const int MaxAddresses = 50;

    private const string Remedy = "use RUN --mount=type=secret, and change the secret, as it has been seen";

    // Those of stages that aren't built too: the file is read by everybody who reads the repository.
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var argument in file.Dockerfile.GlobalArguments)
        {
            foreach (var diagnostic in CheckPairs(file, argument, null))
                yield return diagnostic;
        }

        foreach (var step in file.Trace.Stages.SelectMany(stage => stage.Steps))
        {
            var found = step.Instruction.Kind switch
            {
                InstructionKind.Env or InstructionKind.Arg => CheckPairs(file, step.Instruction, step),
                InstructionKind.Run => CheckRun(file, step),
                InstructionKind.Add => CheckUrls(file, step),
                _ => [],
            };
            foreach (var diagnostic in found)
                yield return diagnostic;
        }
    }

    private static IEnumerable<Diagnostic> CheckPairs(LintedDockerfile file, Instruction instruction, BuildStep? step)
    {
        foreach (var (name, value) in instruction.Pairs)
        {
            if (value is not { } written)
                continue;
            if (SecretNames.IsSecret(name.Text) && SecretNames.IsLiteral(written.Text))
            {
                var instead =
                    instruction.Kind == InstructionKind.Env
                        ? "give it when the container starts, or"
                        : "leave it out, and";
                yield return file.Report(
                    DiagnosticCatalogue.SecretInImage,
                    name,
                    $"the value of {name.Text} stands in the Dockerfile and in the image's history; {instead} {Remedy}"
                );
            }
            else if (Exposed(written.Text, step) is { } url)
            {
                yield return file.Report(
                    DiagnosticCatalogue.SecretInImage,
                    name,
                    $"{name.Text} has credentials for {url.Host} in it, which the image's history keeps; "
                        + $"leave them out, and {Remedy}"
                );
            }
        }
    }

    private static IEnumerable<Diagnostic> CheckRun(LintedDockerfile file, BuildStep step)
    {
        foreach (var line in RunText.Of(step.Instruction))
        {
            foreach (var url in UrlUser.In(line.Text).Take(MaxAddresses))
            {
                if (IsExposed(url, step))
                    yield return file.Report(
                        DiagnosticCatalogue.SecretInImage,
                        line.ToSource(url.Start),
                        $"this command has credentials for {url.Host}, which the image's history keeps; {Remedy}"
                    );
            }

            if (
                NetrcPassword(line.Text) is { } netrc
                && (
                    netrc.Word.Contains('$', StringComparison.Ordinal)
                        ? UrlUser.VariablesOf(netrc.Word).Any(name => IsArgument(name, step))
                        : SecretNames.IsLiteral(netrc.Word)
                )
            )
                yield return file.Report(
                    DiagnosticCatalogue.SecretInImage,
                    line.ToSource(netrc.Start),
                    $"this command writes a password into a netrc, and the image's history keeps it; {Remedy}"
                );
        }

        foreach (var command in step.Commands)
        {
            for (var i = 1; i + 1 < command.Words.Length && command.Program is "curl" or "wget"; i++)
            {
                var (flag, value) = (command.Words[i].Raw, command.Words[i + 1].Raw.Trim('"', '\''));
                var isPassword =
                    flag is "-u" or "--user"
                    && value.IndexOf(':', StringComparison.Ordinal) is var colon and > 0
                    && SecretNames.IsLiteral(value[(colon + 1)..])
                    && !value.Contains('$', StringComparison.Ordinal);
                var isToken = flag is "-H" or "--header" && IsAuthorization(value);
                if (isPassword || isToken)
                    yield return file.Report(
                        DiagnosticCatalogue.SecretInImage,
                        command.Words[i + 1].Start,
                        $"`{command.Program} {flag}` has a secret behind it, which the image's history keeps; {Remedy}"
                    );
            }
        }
    }

    private static IEnumerable<Diagnostic> CheckUrls(LintedDockerfile file, BuildStep step)
    {
        foreach (var word in step.Instruction.Arguments.SkipLast(1))
        {
            if (Exposed(word.Text, step) is { } url)
                yield return file.Report(
                    DiagnosticCatalogue.SecretInImage,
                    word,
                    $"this address has credentials for {url.Host} in it, which the image's history keeps; {Remedy}"
                );
        }
    }

    private static UrlUser? Exposed(string text, BuildStep? step)
    {
        foreach (var url in UrlUser.In(text))
        {
            if (IsExposed(url, step))
                return url;
        }

        return null;
    }

    // The values of ARGs are kept as well.
    private static bool IsExposed(UrlUser url, BuildStep? step) =>
        url.Password is not null || (step is not null && url.Variables.Any(name => IsArgument(name, step)));

    private static bool IsArgument(string name, BuildStep step) =>
        step.Before.Arguments.ContainsKey(name)
        && !name.EndsWith("USER", StringComparison.OrdinalIgnoreCase)
        && !name.EndsWith("USERNAME", StringComparison.OrdinalIgnoreCase)
        && !step.Mounts.Any(mount => mount.Env == name)
        && (step.Instruction.Kind != InstructionKind.Run || !RunText.Assignments(step.Instruction, name).Any());

    private static bool IsAuthorization(string header)
    {
        const string Name = "Authorization:";
        if (!header.StartsWith(Name, StringComparison.OrdinalIgnoreCase) || header.AsSpan().ContainsAny('$', '`'))
            return false;
        return header[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [.., var token]
            && token.Length >= 8;
    }

    /// <summary>What follows `password` behind `machine`, as the file .netrc has it.</summary>
    private static (string Word, int Start)? NetrcPassword(string text)
    {
        var machine = text.IndexOf("machine ", StringComparison.Ordinal);
        var at = machine < 0 ? -1 : text.IndexOf("password ", machine, StringComparison.Ordinal);
        if (at < 0)
            return null;
        var start = at + "password ".Length;
        var length = text.AsSpan(start).IndexOfAny(WordEnds);
        return (length < 0 ? text[start..] : text.Substring(start, length), start);
    }
}
