using System.Collections.Immutable;
using static GoDockTasks.Core.Diagnostics.DiagnosticCatalogue;
using static GoDockTasks.Core.Failures.Specificity;

namespace GoDockTasks.Core.Failures;

/// <summary>
/// What builders of images say before go is started, or of how it ended: BuildKit's solver and cache, docker's classic
/// builder, buildah's copier, kaniko; the shells of base images.
/// </summary>
internal static class ContainerPatterns
{
    public static readonly ImmutableArray<FailurePattern> All =
    [
        new(CopySourceMissing, Cause, "failed to calculate checksum of ref {*}: not found"),
        // 2021's BuildKit.
        new(CopySourceMissing, Cause, "failed to compute cache key: {*} not found"),
        new(CopySourceMissing, Cause, "COPY failed: "),
        new(CopySourceMissing, Cause, "ADD failed: "),
        new(CopySourceMissing, Cause, "copier: stat: "),
        new(CopySourceMissing, Cause, "failed to get files used from context: "),
        new(CopySourceMissing, Cause, "copy failed: no source files specified"),
        new(CopySourceMissing, Cause, "failed to get fileinfo for "),
        new(BaseImageUnavailable, Cause, "failed to resolve source metadata for "),
        new(BaseImageUnavailable, Cause, "pull access denied for "),
        new(BaseImageUnavailable, Cause, "manifest unknown"),
        new(BaseImageUnavailable, Cause, "manifest for {*} not found"),
        new(BaseImageUnavailable, Cause, "initializing source docker://"),
        new(ProgramOfRunMissing, Cause, "sh: go: not found"),
        new(ProgramOfRunMissing, Cause, "sh: 1: go: not found"),
        new(ProgramOfRunMissing, Cause, "sh: go: command not found"),
        new(ProgramOfRunMissing, Cause, ": go: command not found"),
        new(ProgramOfRunMissing, Cause, "exec: \"go\": executable file not found"),
        new(ProgramOfRunMissing, Cause, "exec: \"/bin/sh\": stat /bin/sh: no such file or directory"),
        new(DockerfileDoesNotParse, Cause, "dockerfile parse error"),
        new(UnknownStage, Cause, "target stage {*} could not be found"),
        // What a builder says of a program that the kernel has ended.
        new(OutOfResources, Outside, "exit code: 137"),
    ];
}
