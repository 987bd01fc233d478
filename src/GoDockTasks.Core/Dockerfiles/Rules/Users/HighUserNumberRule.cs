using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Shell;

namespace GoDockTasks.Core.Dockerfiles.Rules.Users;

/// <summary>
/// GDT2310: useradd makes room in /var/log/lastlog for every number up to the user's, and a layer keeps no holes.
/// Source: useradd(8), --no-log-init; lastlog.c of shadow. Debian 13 and Ubuntu 24.10 have no such file.
/// </summary>
internal sealed class HighUserNumberRule : IDockerfileRule
{
    private const long BytesPerUser = 292;

    // 28 MiB.
    private const long MinNumber = 100_000;

    private static readonly string[] WithLastLog = ["bookworm", "bullseye", "buster", "jammy", "focal", "bionic"];

    private static readonly string[] DebianNumbers = ["10", "11", "12"];

    private static readonly string[] UbuntuNumbers = ["18.04", "20.04", "22.04"];

    public IEnumerable<Diagnostic> Check(LintedDockerfile file) =>
        from stage in file.Stages
        where HasLastLog(stage.Base.Root)
        from step in stage.Steps
        from command in step.Commands
        where command.Program == "useradd" && !command.Words.Any(IsWithoutLog)
        let number = Number(command)
        where number >= MinNumber
        select file.Report(DiagnosticCatalogue.HighUserNumber, command.Words[0].Start,
            $"user {number} makes /var/log/lastlog {number * BytesPerUser / 1024 / 1024} MiB large in this layer; " +
                "write useradd --no-log-init, or a lower number");

    private static bool HasLastLog(BaseImage image) => image.ShortName is "debian" or "ubuntu" or "golang" &&
        (WithLastLog.Any(name => image.Tag.Contains(name, StringComparison.Ordinal)) ||
        image.ShortName == "debian" && DebianNumbers.Contains(image.Tag.Split('-', '.')[0]) ||
        image.ShortName == "ubuntu" && UbuntuNumbers.Contains(image.Tag.Split('-')[0]));

    private static bool IsWithoutLog(ShellWord word) => word.Text is null or "--no-log-init" ||
        word.Text is ['-', not '-', ..] text && text.Contains('l', StringComparison.Ordinal);

    private static long Number(ShellCommand command)
    {
        for (var at = 1; at < command.Words.Length; at++)
        {
            var text = command.Words[at].Text ?? "";
            var value = text is "-u" or "--uid" ? command.Argument(at + 1)
                : text.StartsWith("--uid=", StringComparison.Ordinal) ? text["--uid=".Length..] : null;
            if (uint.TryParse(value, out var number))
                return number;
        }

        return 0;
    }
}
