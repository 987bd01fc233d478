using System.Globalization;
using System.Text.RegularExpressions;

namespace GoDockTasks.Core.Logs;

/// <summary>How builders of images name steps, failures and lines of a Dockerfile.</summary>
internal static partial class BuilderText
{
    public static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string WithoutSeconds(string line) => Seconds().Replace(line, "");

    [GeneratedRegex(@"^#(\d{1,9}) (.*)$")]
    public static partial Regex Vertex();

    // "[orders build 4/6] RUN go mod tidy", "[4/6] RUN …", "[internal] load build definition".
    [GeneratedRegex(@"^\[[^\]]*\] (.+)$")]
    public static partial Regex StepName();

    // In repeated lines the step's number, or 0, may stand before the seconds.
    [GeneratedRegex(@"^(?:#\d{1,9} )?\d{1,9}\.\d{1,9} ?")]
    public static partial Regex Seconds();

    [GeneratedRegex(
        @"^ ?> (?<name>(?:\[[^\]]*\] |exporting |importing |resolve ).+):$|"
            + @"^(?<name>\[[^\]]*\d+/\d+\] (?:RUN|COPY|ADD) .+):$"
    )]
    public static partial Regex RepeatName();

    [GeneratedRegex(@"^ => (?:=> )?ERROR (.+?)(?: +\d+(?:\.\d+)?s)?$")]
    public static partial Regex TerminalError();

    [GeneratedRegex(@"^([^\s:|]+):(\d{1,9})$")]
    public static partial Regex SourceName();

    [GeneratedRegex(@"^ *(\d{1,9}) \|(?: (>>>)| {3,4}|$) ?(.*)$")]
    public static partial Regex SourceLine();

    // Until 2022 BuildKit said "executor failed running [/bin/sh -c go mod tidy]: exit code: 1".
    [GeneratedRegex(
        @"(?:process ""(?:/bin/sh -c )?(?<program>.*)"" did not complete successfully|"
            + @"executor failed running \[(?:/bin/sh -c )?(?<program>.*)\]): exit code: (?<code>\d{1,9})"
    )]
    public static partial Regex Process();

    // "ERROR: failed to build: failed to solve: …", "target orders: failed to solve: …", "failed to solve: …"; BuildKit
    // of 2021 also says "failed to compute cache key: …" without that.
    [GeneratedRegex(
        @"^(?:ERROR: |target [^:]+: )?(?:failed to build: )?(?:target [^:]+: )?"
            + @"(?:failed to solve(?: with frontend \S+)?: |(?=failed to compute cache key: ))(.+)$"
    )]
    public static partial Regex Solve();

    [GeneratedRegex(
        @"^(?:ERROR: Service '.*' failed to build *: )?The command '.*' returned a non-zero code: (?<code>\d{1,9})$|"
            + @"^(?:ERROR: Service '.*' failed to build *: )?(?:COPY|ADD) failed: .*$|"
            + @"^(?:Error: |error )(?:building at STEP |building image: ).*?(?:exit status (?<code>\d{1,9}))?$"
    )]
    public static partial Regex Ended();

    [GeneratedRegex(@"^(?:Step \d+/\d+ : |(?:\[\d+/\d+\] )?STEP \d+(?:/\d+)?: |INFO\[\d+\] (?=[A-Z]+ ))(.+)$")]
    public static partial Regex StepLine();

    // What builders say between the steps, and docker's client of the classic builder before how it ended.
    [GeneratedRegex(
        @"^(?: ---> |--> |INFO\[\d+\] |Removing intermediate container |Successfully (?:built|tagged) |"
            + @"DEPRECATED: The legacy builder |"
            + @" {12}(?:BuildKit is currently disabled;|environment-variable\.|Install the buildx component |https:))"
    )]
    public static partial Regex Remark();
}
