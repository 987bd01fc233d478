namespace GoDockTasks.Core.Tests.Logs;

/// <summary>
/// What a go command printed, as it looks in the logs of those who build images, and with what build servers put
/// around. The step is the fourth line of a Dockerfile.
/// </summary>
internal static class LogForms
{
    /// <summary>Every form by name: of a command, what it printed and its exit code, the log.</summary>
    public static IReadOnlyDictionary<string, Func<string, string, int, string>> All { get; } =
        new Dictionary<string, Func<string, string, int, string>>(StringComparer.Ordinal)
        {
            ["bare"] = (_, output, _) => output,
            ["bare, CRLF"] = (_, output, _) => Crlf(output),
            ["BuildKit, plain"] = BuildKit,
            ["BuildKit, plain, CRLF"] = (command, output, code) => Crlf(BuildKit(command, output, code)),
            ["BuildKit, terminal"] = Terminal,
            ["BuildKit of 2021, plain"] = BuildKitOf2021,
            ["BuildKit of 2023, copied from the failed step on"] = (command, output, code) =>
                $" > [build 4/4] {command}:\n{Each(output, "#0 0.353 ")}------\nfailed to solve: {Executor(command, code)}\n",
            ["BuildKit, copied from the step's lines on"] = (command, output, code) =>
                Each(output, "30.20 ") + $"------\n{Source(command)}ERROR: failed to solve: {Process(command, code)}\n",
            ["classic builder"] = Classic,
            ["classic builder in compose"] = (command, output, code) =>
                Classic(command, output, code)
                    .Replace(
                        "The command",
                        "ERROR: Service 'orders' failed to build : The command",
                        StringComparison.Ordinal
                    ),
            ["compose, a container's log"] = (_, output, code) =>
                Each(output, "orders-1  | ") + $"orders-1 exited with code {code}\n",
            ["compose, plain"] = (command, output, code) =>
                BuildKit(command, output, code).Replace("[build ", "[orders build ", StringComparison.Ordinal),
            ["podman"] = Podman,
            ["kaniko"] = Kaniko,
            ["GitHub Actions"] = (command, output, code) =>
                Each(BuildKit(command, output, code), "2026-02-03T10:11:12.1234567Z ")
                + "2026-02-03T10:11:13.7654321Z ##[error]Process completed with exit code 1.\n",
            ["GitHub Actions, bare"] = (_, output, code) =>
                "2026-02-03T10:11:11.0000000Z ##[group]Run go mod tidy\n2026-02-03T10:11:11.1000000Z ##[endgroup]\n"
                + Each(output, "2026-02-03T10:11:12.1234567Z ")
                + $"2026-02-03T10:11:13.7654321Z ##[error]Process completed with exit code {code}.\n",
            ["GitLab"] = (command, output, code) =>
                "section_start:1764350000:step_script\r\e[0K\e[36;1mExecuting \"step_script\" stage\e[0;m\n"
                + "\e[32;1m$ docker build .\e[0;m\n"
                + Classic(command, output, code)
                + "section_end:1764350010:step_script\r\e[0K\e[31;1mERROR: Job failed: exit code 1\n\e[0;m\n",
            ["Jenkins"] = (command, output, code) =>
                Each(BuildKit(command, output, code), "10:11:12  ") + "10:11:13  ERROR: script returned exit code 1\n",
            ["TeamCity"] = (command, output, code) =>
                Each(BuildKit(command, output, code), "[10:11:12] :\t [Step 1/2] ")
                + $"[10:11:13]W:\t [Step 1/2] Process exited with code 1\n",
            ["AWS CodeBuild"] = (command, output, code) =>
                Each(Classic(command, output, code), "[Container] 2026/02/03 10:11:12.123456 ")
                + "[Container] 2026/02/03 10:11:13.123456 Phase complete: BUILD State: FAILED\n",
            ["Google Cloud Build"] = (command, output, code) =>
                Each(Classic(command, output, code), "Step #1 - \"orders\": ")
                + "ERROR: build step 1 \"gcr.io/cloud-builders/docker\" failed: step exited with non-zero status: 1\n",
            ["GitLab, time stamps"] = (_, output, _) =>
                "2026-02-03T10:11:11.000000Z 00O section_start:1764350000:step_script\r\e[0K\n"
                + Each(output, "2026-02-03T10:11:12.123456Z 01E ")
                + "2026-02-03T10:11:13.000000Z 00O \e[31;1mERROR: Job failed: exit code 1\n",
        };

    private static string BuildKit(string command, string output, int code)
    {
        var seconds = Each(output, "0.353 ");
        return "#0 building with \"default\" instance using docker driver\n\n"
            + "#1 [internal] load build definition from Dockerfile\n#1 transferring dockerfile: 210B done\n#1 DONE 0.0s\n\n"
            + "#2 [build 1/4] FROM docker.io/library/golang:1.27\n#2 DONE 0.0s\n\n"
            + "#3 [build 2/4] WORKDIR /src\n#3 CACHED\n\n"
            + $"#6 [build 4/4] {command}\n{Each(seconds, "#6 ")}#6 ERROR: {Process(command, code)}\n"
            + $"------\n > [build 4/4] {command}:\n{seconds}------\n"
            + Source(command)
            + $"ERROR: failed to build: failed to solve: {Process(command, code)}\n";
    }

    private static string BuildKitOf2021(string command, string output, int code)
    {
        var lines = Each(output, "#6 0.353 ");
        return $"#5 [build 3/4] WORKDIR /src\n#5 DONE 0.0s\n\n#6 [build 4/4] {command}\n{lines}"
            + $"#6 ERROR: {Executor(command, code)}\n------\n > [build 4/4] {command}:\n{lines}------\n"
            + Executor(command, code)
            + "\n";
    }

    // The last lines only, as a terminal shows them.
    private static string Terminal(string command, string output, int code) =>
        "[+] Building 1.2s (8/9)                                                       docker:default\n"
        + " => [internal] load build definition from Dockerfile                                  0.0s\n"
        + " => => transferring dockerfile: 210B                                                  0.0s\n"
        + " => CACHED [build 2/4] WORKDIR /src                                                   0.0s\n"
        + $" => ERROR [build 4/4] {command}                                                      0.4s\n"
        + $"------\n > [build 4/4] {command}:\n{Each(output, "0.353 ")}------\n"
        + Source(command)
        + $"ERROR: failed to solve: {Process(command, code)}\n";

    private static string Classic(string command, string output, int code) =>
        "Sending build context to Docker daemon  4.096kB\nStep 1/4 : FROM golang:1.27\n ---> 4bcff63911fc\n"
        + "Step 2/4 : WORKDIR /src\n ---> Using cache\n ---> 8c1d9e8b7a6f\n"
        + $"Step 4/4 : {command}\n ---> Running in 0f1e2d3c4b5a\n{output}"
        + $"The command '/bin/sh -c {Shell(command)}' returned a non-zero code: {code}\n";

    private static string Podman(string command, string output, int code) =>
        "[1/2] STEP 1/4: FROM docker.io/library/golang:1.27 AS build\n[1/2] STEP 2/4: WORKDIR /src\n--> 8c1d9e8b7a6f\n"
        + $"[1/2] STEP 4/4: {command}\n{output}"
        + $"Error: building at STEP \"{command}\": while running runtime: exit status {code}\n";

    private static string Kaniko(string command, string output, int code) =>
        "\e[36mINFO\e[0m[0000] Retrieving image manifest golang:1.27\n"
        + $"\e[36mINFO\e[0m[0001] Built cross stage deps: map[]\n\e[36mINFO\e[0m[0002] WORKDIR /src\n"
        + $"\e[36mINFO\e[0m[0003] {command}\n\e[36mINFO\e[0m[0003] Cmd: /bin/sh\n"
        + $"\e[36mINFO\e[0m[0003] Args: [-c {Shell(command)}]\n\e[36mINFO\e[0m[0003] Running: [/bin/sh -c {Shell(command)}]\n"
        + output
        + "error building image: error building stage: failed to execute command: waiting for process to exit: "
        + $"exit status {code}\n";

    private static string Source(string command) =>
        "Dockerfile:4\n--------------------\n   2 |     WORKDIR /src\n   3 |     COPY . .\n"
        + $"   4 | >>> {command}\n   5 |     RUN go build ./...\n--------------------\n";

    private static string Process(string command, int code) =>
        $"process \"/bin/sh -c {Shell(command)}\" did not complete successfully: exit code: {code}";

    private static string Executor(string command, int code) =>
        $"executor failed running [/bin/sh -c {Shell(command)}]: exit code: {code}";

    private static string Shell(string command) => command["RUN ".Length..];

    private static string Each(string text, string prefix) =>
        string.Concat(text.TrimEnd('\n').Split('\n').Select(line => $"{prefix}{line}\n"));

    private static string Crlf(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);
}
