using System.Text.RegularExpressions;
using GoDockTasks.Core.Sidecars;

namespace GoDockTasks.Core.Diagnosis;

/// <summary>Commands for people to copy.</summary>
internal static class DebugCommands
{
    /// <summary>Every line of every step, whatever was built before.</summary>
    public static string Build(string folder, string dockerfile) =>
        $"docker build --progress=plain --no-cache -f {File(folder, dockerfile)} {ShellWord.Quote(folder)}";

    /// <summary>
    /// A shell in the container of the step that fails. Experimental: buildx 0.29 has it so, behind that variable.
    /// </summary>
    public static string Buildx(string folder, string dockerfile) =>
        "BUILDX_EXPERIMENTAL=1 docker buildx debug --on=error --invoke=/bin/sh build --progress=plain "
        + $"-f {File(folder, dockerfile)} {ShellWord.Quote(folder)}";

    /// <summary>
    /// A shell with Go in the network and the process list of a container that runs. kubectl takes a user only from a
    /// file of a part of the container's specification, which the command makes by itself where the user is a number.
    /// </summary>
    /// <param name="image">With Go and a shell.</param>
    public static string Pod(Sidecar sidecar, string image)
    {
        var user = sidecar.User.Split(':')[0];
        var isNumber = user.Length > 0 && user.All(char.IsAsciiDigit) && user != "0";
        var command =
            $"kubectl debug POD -it --image={ShellWord.Quote(image)} --target={ShellWord.Quote(sidecar.Name)} "
            + "--profile=general";
        return isNumber
            ? $"echo '{{\"securityContext\":{{\"runAsUser\":{user}}}}}' >user.json && {command} --custom=user.json"
            : command;
    }

    private static string File(string folder, string dockerfile) => ShellWord.Quote(Path.Combine(folder, dockerfile));
}

/// <summary>A word as a shell takes it.</summary>
internal static partial class ShellWord
{
    public static string Quote(string word) =>
        Plain().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[A-Za-z0-9_./:@=+-]+$")]
    private static partial Regex Plain();
}
