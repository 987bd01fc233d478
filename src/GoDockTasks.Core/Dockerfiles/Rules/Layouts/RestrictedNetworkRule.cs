using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Dockerfiles.Rules.Layouts;

/// <summary>
/// GDT2114: the project or the machine has a module proxy of its own, and the image doesn't know of it.
/// </summary>
internal sealed class RestrictedNetworkRule : IDockerfileRule
{
    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        if (
            file.Request.Settings is not { } settings
            || settings["GOPROXY"] is not { IsChosen: true } proxy
            || !HasOwnProxy(settings, proxy.Value)
        )
            yield break;
        var said = new HashSet<int>();
        foreach (var command in file.GoCommands)
        {
            if (
                command.Variable("GOPROXY") is null
                && command.Step.Instruction.FlagValue("network") != "none"
                && DirectFetch.Modules(file, command).Any()
                && !DirectFetch.HasUnknownSettings(command)
                && said.Add(command.Stage.Stage.Index)
            )
            {
                yield return file.Report(
                    DiagnosticCatalogue.ProxyNotInImage,
                    command.At.Start,
                    $"GOPROXY is set by {Origin(proxy)}, and not in the image, where `go {command.Verb}` "
                        + $"asks the public proxy; write ARG GOPROXY before it and pass --build-arg GOPROXY"
                );
            }
        }
    }

    private static bool HasOwnProxy(GoSettings settings, string value) =>
        value != settings.Sources.GoRootFile.Find("GOPROXY")?.Value
        && value.Split(',', '|').Select(entry => entry.Trim()).Any(entry => entry is not ("" or "direct" or "off"));

    private static string Origin(GoSetting setting) =>
        setting.Origin switch
        {
            GoSettingOrigin.Property => "the project",
            GoSettingOrigin.Environment => "the environment",
            _ => "`go env -w`",
        };
}
