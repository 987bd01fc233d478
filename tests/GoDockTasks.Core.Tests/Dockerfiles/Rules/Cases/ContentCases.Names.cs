using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

internal static partial class ContentCases
{
    private static IEnumerable<RuleCase> Names =>
        [
            new("GDT2130", "two stages of one name")
            {
                Fault = "FROM busybox:1.35 AS build\nFROM busybox:1.35 AS Build\nRUN true\n",
                At = [(2, 22)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM busybox:1.35 AS build\nFROM busybox:1.35\nFROM busybox:1.35\nRUN true\n",
                Files = Plain,
                Effect = RealEffect.BuildSays,
                Extract = "DuplicateStageName",
            },
            new("GDT2131", "a folder that is set beside it")
            {
                Fault = "FROM busybox:1.35\nENV TOOLS=/opt/tools BIN=$TOOLS/bin\nRUN echo \"programs in <$BIN>\"\n",
                At = [(2, 26)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM busybox:1.35\nENV TOOLS=/opt/tools\nENV BIN=$TOOLS/bin\nRUN echo \"programs in <$BIN>\"\n",
                Files = Plain,
                Effect = RealEffect.BuildSays,
                Extract = "programs in </bin>",
            },
            new("GDT2131", "in braces; what is known before, is the same variable, or has a default")
            {
                Fault = "FROM golang:1.27\nENV A=x B=${A}/y\n",
                At = [(2, 11)],
                Severity = DiagnosticSeverity.Warning,
                Mended =
                    "FROM golang:1.27\nENV GOPATH=/x PATH=$GOPATH/bin:$PATH\nENV A=$A:/x B=${A:-/y} C=$AB D='$B'\n",
            },
            new("GDT2309", "by root and by another user, where it is installed")
            {
                Fault =
                    "FROM debian:12\nRUN apt-get update && apt-get install -y sudo\nRUN sudo ls\n"
                    + "USER 1000\nRUN sudo ls\n",
                At = [(3, 5), (5, 5)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM debian:12\nRUN apt-get update && apt-get install -y sudo\nRUN ls sudo\n",
            },
            new("GDT2309", "an image that doesn't have it")
            {
                Fault = "FROM buildpack-deps:bookworm\nRUN sudo ls\n",
                At = [(2, 5)],
                Severity = DiagnosticSeverity.Message,
                Mended = "FROM buildpack-deps:bookworm\nRUN ls\n",
                Files = Plain,
                Effect = RealEffect.BuildFails,
                Extract = "sudo: not found",
            },
            new("GDT2410", "two CMD, and the checks of a health")
            {
                Fault = "FROM busybox:1.35\nHEALTHCHECK NONE\nCMD [\"ls\"]\nCMD [\"id\"]\nHEALTHCHECK CMD [\"true\"]\n",
                At = [(2, 1), (3, 1)],
                Severity = DiagnosticSeverity.Warning,
                Mended = "FROM busybox:1.35 AS one\nCMD [\"ls\"]\nFROM one\nENTRYPOINT [\"id\"]\nCMD [\"-u\"]\n",
                Files = Plain,
                Effect = RealEffect.BuildSays,
                Extract = "MultipleInstructionsDisallowed",
            },
        ];
}
