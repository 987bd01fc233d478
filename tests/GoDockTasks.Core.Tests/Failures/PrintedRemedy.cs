using System.Text.RegularExpressions;
using GoDockTasks.Core.Failures;
using GoDockTasks.Core.Tests.Diagnostics;

namespace GoDockTasks.Core.Tests.Failures;

/// <summary>What a message or a page says is to be done, followed word for word in a sandbox.</summary>
internal sealed partial class PrintedRemedy(GoSandbox sandbox, GoFailure failure, string text)
{
    public GoSandbox Sandbox => sandbox;

    public GoFailure Failure => failure;

    /// <summary>What a code's page says under "How to fix".</summary>
    public static string Page(string code) => DiagnosticPage.Of(code).Section("How to fix");

    /// <summary>
    /// Runs the first printed command that begins so (or several, joined by <c>&amp;&amp;</c>), which must succeed.
    /// </summary>
    /// <param name="known">
    /// What the reader has to know: a word in capitals and what stands for it, or one more argument.
    /// </param>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(string start, (string? Word, string? Value) known = default)
    {
        var printed = Commands()
            .Matches(text)
            .Select(match => match.Groups["command"].Value)
            .FirstOrDefault(command => command.StartsWith(start, StringComparison.Ordinal))
            ?? (text.Contains(start, StringComparison.Ordinal) ? start : null);
        Assert.IsNotNull(printed, $"'{start}' isn't printed: {text}");
        var said = "";
        foreach (var command in printed.Split(" && "))
        {
            var words = Words().Matches(command).Select(word => Plain(word.Value, known)).ToList();
            if (known.Word == "")
                words.Add(known.Value!);
            var isOutside = text.Contains(command + "' in a folder outside", StringComparison.Ordinal);
            var where = isOutside ? sandbox.Root : sandbox.Module;
            var outcome = await sandbox.RunAsync([.. words], where);
            Assert.IsTrue(outcome.Succeeded, $"{command}: {outcome.StandardError}");
            said = outcome.StandardOutput;
        }

        return said;
    }

    /// <summary>Sets a variable to the value that is printed with it.</summary>
    public void Set(string variable)
    {
        var match = Regex.Match(text, $@"\b{variable}=(?<value>[^\s`';,:)]+)");
        Assert.IsTrue(match.Success, $"'{variable}=' isn't printed: {text}");
        sandbox[variable] = match.Groups["value"].Value;
    }

    /// <summary>Sets a variable, which is named, to a value that the reader has to know.</summary>
    public void Set(string variable, string value) => Set(variable, variable, value);

    public void Set(string words, string variable, string value)
    {
        Says(words);
        sandbox[variable] = value;
    }

    /// <summary>A file for passwords with the line that is printed, for other hosts.</summary>
    public string Netrc(string host, params string[] others)
    {
        var line = text.Split('\n').Single(line => line.StartsWith($"machine {host} ", StringComparison.Ordinal));
        File.WriteAllLines(sandbox.Path("netrc"), others.Select(other => line.Replace(host, other)));
        return sandbox.Path("netrc");
    }

    /// <summary>These words, which are printed.</summary>
    public string Says(string words)
    {
        Assert.Contains(words, text);
        return words;
    }

    private static string Plain(string word, (string? Word, string? Value) known)
    {
        var plain = word.Replace("\"", "").Replace("'", "");
        return string.IsNullOrEmpty(known.Word) ? plain : plain.Replace(known.Word, known.Value);
    }

    // 'go …' in a message; `go …` or a line of a console's block in a page.
    [GeneratedRegex(
        @"'(?<command>(go|git) .+?)'(?![\w/])|`(?<command>(go|git) [^`]+)`|^(?<command>(go|git) .+)$",
        RegexOptions.Multiline
    )]
    private static partial Regex Commands();

    [GeneratedRegex("""("[^"]*"|'[^']*'|[^\s"'])+""")]
    private static partial Regex Words();
}
