namespace GoDockTasks.Core.Dockerfiles.Syntax;

/// <summary>The instructions of the Dockerfile language; <see cref="Unknown"/> is one that BuildKit refuses.</summary>
public enum InstructionKind
{
    Unknown,
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    From,
    Healthcheck,
    Label,
    Maintainer,
    Onbuild,
    Run,
    Shell,
    StopSignal,
    User,
    Volume,
    Workdir,
}
