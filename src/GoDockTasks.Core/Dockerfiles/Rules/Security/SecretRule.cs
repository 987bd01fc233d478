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

/// <summary>A URL with somebody's credentials in it.</summary>
/// <param name="Start">Index of the URL in the text.</param>
/// <param name="Host">Whom they are for.</param>
/// <param name="Credentials">What stands before the @. Never to be shown.</param>
internal readonly record struct UrlUser(int Start, string Host, string Credentials)
{
    private static readonly SearchValues<char> AuthorityEnds = SearchValues.Create(" \t\r\n/\"'`<>|,;()\\");

    /// <summary>
    /// The URLs of a text that have a user, with or without a password; not those of ssh, where the user is no secret.
    /// </summary>
    public static IEnumerable<UrlUser> In(string text)
    {
        for (
            var slashes = text.IndexOf("://", StringComparison.Ordinal);
            slashes >= 0;
            slashes = text.IndexOf("://", slashes + 3, StringComparison.Ordinal)
        )
        {
            var start = slashes;
            while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '+' or '.' or '-'))
                start--;
            var length = text.AsSpan(slashes + 3).IndexOfAny(AuthorityEnds);
            var authority = length < 0 ? text[(slashes + 3)..] : text.Substring(slashes + 3, length);
            var at = authority.LastIndexOf('@');
            if (at > 0 && start < slashes && !text[start..slashes].EndsWith("ssh", StringComparison.OrdinalIgnoreCase))
                yield return new(start, authority[(at + 1)..], authority[..at]);
        }
    }

    /// <summary>The password, written out; null where there is none, or a variable holds it.</summary>
    public string? Password
    {
        get
        {
            var colon = Credentials.IndexOf(':', StringComparison.Ordinal);
            var password = colon < 0 ? "" : Credentials[(colon + 1)..];
            return password.Length == 0 || password.Contains('$', StringComparison.Ordinal) || password[0] is '<' or '*'
                ? null
                : password;
        }
    }

    /// <summary>The variables in the credentials: `TOKEN` of `$TOKEN` and `${TOKEN}`.</summary>
    public IEnumerable<string> Variables => VariablesOf(Credentials);

    public static IEnumerable<string> VariablesOf(string text)
    {
        for (
            var at = text.IndexOf('$', StringComparison.Ordinal);
            at >= 0 && at + 1 < text.Length;
            at = text.IndexOf('$', at + 1)
        )
        {
            var start = text[at + 1] == '{' ? at + 2 : at + 1;
            var end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
                end++;
            if (end > start)
                yield return text[start..end];
        }
    }
}
