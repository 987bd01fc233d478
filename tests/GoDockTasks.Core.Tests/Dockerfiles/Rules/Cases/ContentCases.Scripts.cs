using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static partial class ContentCases
{
    private const string ByScript = "ENTRYPOINT [\"/start.sh\"]\n";

    private static IEnumerable<RuleCase> Scripts =>
        [
            new("GDT2409", "not executable")
            {
                Fault = "FROM busybox:1.35\nCOPY start.sh /\n" + ByScript,
                At = [(3, 13)],
                Mended = "FROM busybox:1.35\nCOPY --chmod=0755 start.sh /\n" + ByScript,
                Files = Script("#!/bin/sh\necho begun\n"),
                Effect = RealEffect.ContainerFails,
                Extract = "permission denied",
            },
            new("GDT2409", "a here-document; chmod in the image")
            {
                Fault = "FROM busybox:1.35\nCOPY <<EOF /start.sh\n#!/bin/sh\necho begun\nEOF\n" + ByScript,
                At = [(6, 13)],
                Mended =
                    "FROM busybox:1.35\nCOPY <<EOF /start.sh\n#!/bin/sh\necho begun\nEOF\n"
                    + "RUN chmod +x /start.sh\n"
                    + ByScript,
                Files = Plain,
                Effect = RealEffect.ContainerFails,
                Extract = "permission denied",
            },
            new("GDT2409", "Windows' line ends; sed in the image")
            {
                Fault = "FROM busybox:1.35\nCOPY --chmod=755 start.sh /\n" + ByScript,
                At = [(3, 13)],
                Mended = "FROM busybox:1.35\nCOPY --chmod=755 start.sh /\nRUN sed -i 's/\\r$//' /start.sh\n" + ByScript,
                Files = Script("#!/bin/sh\r\necho begun\r\n"),
                Effect = RealEffect.ContainerFails,
                Extract = "no such file or directory",
            },
            new("GDT2409", "bash on Alpine")
            {
                Fault = "FROM alpine:3.22\nCOPY --chmod=755 start.sh /\n" + ByScript,
                At = [(3, 13)],
                Mended = "FROM alpine:3.22\nCOPY --chmod=755 start.sh /\n" + ByScript,
                Files = Script("#!/bin/bash\necho begun\n"),
                MendedFiles = Script("#!/bin/sh\necho begun\n"),
                Effect = RealEffect.ContainerFails,
                Extract = "no such file or directory",
            },
            new("GDT2409", "a shell where there is none")
            {
                Fault = "FROM gcr.io/distroless/static-debian12:nonroot\nCOPY --chmod=755 start.sh /\n" + ByScript,
                At = [(3, 13)],
                Mended =
                    "FROM gcr.io/distroless/static-debian12:debug-nonroot\nCOPY --chmod=755 start.sh /\n" + ByScript,
                Files = Script("#!/bin/sh\necho begun\n"),
            },
            new("GDT2409", "bash by env; from PATH, and from another stage")
            {
                Fault =
                    "FROM busybox:1.35 AS files\nCOPY --chmod=755 start.sh /files/\nFROM alpine:3.22\n"
                    + "COPY --from=files /files/ /usr/local/bin/\nCMD [\"start.sh\"]\n",
                At = [(5, 6)],
                Mended =
                    "FROM busybox:1.35 AS files\nCOPY --chmod=755 start.sh /files/\nFROM alpine:3.22\n"
                    + "RUN apk add bash\n"
                    + "COPY --from=files /files/ /usr/local/bin/\nCMD [\"start.sh\"]\n",
                Files = Script("#!/usr/bin/env bash\necho begun\n"),
            },
            new("GDT2409", "no first line, which only a shell takes for a script")
            {
                Fault = "FROM busybox:1.35\nCOPY --chmod=755 start.sh /\n" + ByScript,
                At = [(3, 13)],
                Mended = "FROM busybox:1.35\nCOPY --chmod=755 start.sh /\nENTRYPOINT exec /start.sh\n",
                Files = Script("echo begun\n"),
                Effect = RealEffect.ContainerFails,
                Extract = "exec format error",
            },
            new("GDT2409", "a byte order mark")
            {
                Fault = "FROM busybox:1.35\nCOPY --chmod=755 start.sh /\n" + ByScript,
                At = [(3, 13)],
                Mended = "FROM busybox:1.35\nCOPY --chmod=755 start.sh /\n" + ByScript,
                Files = Script("\uFEFF#!/bin/sh\necho begun\n"),
                MendedFiles = Script("#!/bin/sh\necho begun\n"),
                Effect = RealEffect.ContainerFails,
                Extract = "exec format error",
            },
            new("GDT2409", "only for its owner")
            {
                Fault = "FROM busybox:1.35\nCOPY --chmod=700 start.sh /\nUSER 65532:65532\n" + ByScript,
                At = [(4, 13)],
                Mended =
                    "FROM busybox:1.35\nCOPY --chmod=700 --chown=65532:65532 start.sh /\nUSER 65532:65532\n"
                    + ""
                    + ByScript,
                Files = Script("#!/bin/sh\necho begun\n"),
                Effect = RealEffect.ContainerFails,
                // The kernel says it, or, where that lets it pass, the shell.
                Extract = "ermission denied",
            },
            new("GDT2409", "by a shell: line ends are all that counts")
            {
                Fault = "FROM busybox:1.35\nCOPY start.sh /\nENTRYPOINT [\"/bin/sh\", \"-e\", \"/start.sh\"]\n",
                At = [(3, 30)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM busybox:1.35\nCOPY start.sh /\nENTRYPOINT [\"/bin/sh\", \"-e\", \"/start.sh\"]\n",
                Files = Script("ls /etc\r\n"),
                MendedFiles = Script("ls /etc\n"),
                Effect = RealEffect.ContainerFails,
                Extract = "/etc\r",
            },
            new("GDT2409", "in RUN")
            {
                Fault = "FROM busybox:1.35\nWORKDIR /src\nCOPY start.sh ./\nRUN ./start.sh\n",
                At = [(4, 5)],
                Mended =
                    "FROM busybox:1.35\nWORKDIR /src\nCOPY start.sh ./\nRUN chmod +x start.sh && ./start.sh\n"
                    + "RUN ./start.sh || true\n",
                Files = Script("#!/bin/sh\necho begun\n"),
                Effect = RealEffect.BuildFails,
                Extract = "Permission denied",
            },
            new("GDT2409", "a health check; behind an init, and what may have been changed")
            {
                Fault =
                    "FROM busybox:1.35\nCOPY start.sh /\nCOPY --chmod=755 tini /\n"
                    + "HEALTHCHECK CMD [\"/tini\", \"--\", \"/start.sh\"]\nCMD [\"/tini\"]\n",
                At = [(4, 33)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM busybox:1.35\nCOPY start.sh /\nCOPY --chmod=755 tini /\nRUN chmod 755 /*\n"
                    + "HEALTHCHECK CMD [\"/tini\", \"--\", \"/start.sh\"]\nENTRYPOINT [\"/tini\", \"--\"]\n"
                    + "CMD [\"/start.sh\"]\n",
                Files = Script("#!/bin/sh\necho begun\n").With("tini", "\u007fELF\0"),
            },
        ];

    private static IReadOnlyDictionary<string, string> Script(string text) => Plain.With("start.sh", text);
}
