using System.Collections.Immutable;
using static GoDockTasks.Core.Diagnostics.DiagnosticCatalogue;
using static GoDockTasks.Core.Failures.Specificity;

namespace GoDockTasks.Core.Failures;

/// <summary>
/// Every sentence that is known, from the sources of cmd/go 1.19 to 1.27. Within one message and one specificity, the
/// first that matches wins.
/// </summary>
internal static class FailurePatterns
{
    private const string Closed =
        "give this user access to the file or folder: in an image by 'COPY --chown' or a chown before USER";

    private const string Header =
        "install the C library with its development files, which have the header (on Debian mostly a package "
        + "lib…-dev), or add the file";

    /// <summary>What go says, and what the system, servers and git say through it.</summary>
    public static readonly ImmutableArray<FailurePattern> Gos =
    [
        FailurePattern.UnderPackage(CCompiler, Outside, "runtime/cgo") with
        {
            Advice = BuildPatterns.CrossCompiler,
        },
        .. SystemPatterns.All,
        .. BuildPatterns.All,
        .. SourcePatterns.All,
        .. ToolchainPatterns.All,
        .. ModulePatterns.All,
        .. PackagePatterns.All,
        .. RepositoryPatterns.All,
        .. GitPatterns.All,
        .. NetworkPatterns.All,
        .. ContainerPatterns.All,
        .. SystemPatterns.Last,
        FailurePattern.At(DoesNotParse, Wrapper, ".mod", ".work", ".sum"),
    ];

    /// <summary>Those that mean the same, whichever program says them.</summary>
    public static readonly ImmutableArray<FailurePattern> Anybodys =
    [
        .. Gos.Except(NetworkPatterns.All.Where(pattern => pattern.Specificity == Outside)).Except(SystemPatterns.Last),
        new(NoAccess, Outside, "permission denied") { Advice = Closed },
    ];

    /// <summary>
    /// What compilers say: they quote the user's code, in which any of the sentences above can stand.
    /// </summary>
    public static readonly ImmutableArray<FailurePattern> Compilers =
    [
        .. ToolchainPatterns.Notes,
        .. BuildPatterns.AtLines,
        // Go's own C code compiles, unless the C compiler came without the C library's headers.
        FailurePattern.UnderPackage(CCompiler, Cause, "runtime/cgo"),
        new(Compile, Cause, "fatal error: {*}.h: No such file or directory") { Advice = Header },
        new(Compile, Cause, "fatal error: '{*}.h' file not found") { Advice = Header },
        FailurePattern.InModuleCache(Compile, Outside) with
        {
            Advice =
                "the code is a dependency's: take another version of its module ('go get MODULE@VERSION'), or a Go "
                + "that it knows; what is undefined there may be in files for cgo, which CGO_ENABLED=0 leaves out",
        },
        FailurePattern.UnderPackage(Compile, Outside),
    ];

    /// <summary>Where go names what it was about when something happened.</summary>
    public static readonly ImmutableArray<FailurePattern> Contexts =
    [
        new(Unclassified, Nothing, "require {module}: version \"{version}\""),
        new(Unclassified, Nothing, "{module}@{version}"),
        new(Unclassified, Nothing, "module {module}: "),
        new(Unclassified, Nothing, " providing package {package}"),
        new(Unclassified, Nothing, " imports {package}: "),
        new(Unclassified, Nothing, " imports {package} from "),
        new(Unclassified, Nothing, "download go{go}: "),
    ];
}

/// <summary>
/// What builders of images say before go is started, or of how it ended: BuildKit's solver and cache, docker's classic
/// builder, buildah's copier, kaniko; the shells of base images.
/// </summary>
internal static class ContainerPatterns
{
    private const string NotOfDocker =
        "this user may not talk to Docker: add it to the group docker ('sudo usermod -aG docker $USER', then log in "
        + "again), or build as a user that may";

    private const string NamedElsewhere =
        "name the Dockerfile (-f) and the build's context from the folder that the command runs in";

    private const string TooManyImages =
        "the registry limits what is fetched without a name: 'docker login' before the build, or take images from a "
        + "mirror of your own";

    private const string NoContainers =
        "the builder itself may not start containers here: give it user namespaces or more rights, or one that does "
        + "without ('buildah --isolation=chroot', kaniko)";

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
        new(BaseImageUnavailable, Cause, "toomanyrequests: ") { Advice = TooManyImages },
        new(BaseImageUnavailable, Cause, "failed to copy: httpReadSeeker: {*}429 Too Many Requests")
        {
            Advice = TooManyImages,
        },
        new(BaseImageUnavailable, Cause, "failed to resolve source metadata for "),
        new(BaseImageUnavailable, Cause, "failed to resolve reference "),
        new(BaseImageUnavailable, Cause, "pull access denied for "),
        new(BaseImageUnavailable, Cause, "manifest unknown"),
        new(BaseImageUnavailable, Cause, "manifest for {*} not found"),
        new(BaseImageUnavailable, Cause, "initializing source docker://"),
        new(BaseImageUnavailable, Cause, "error pulling image configuration: "),
        new(BaseImageUnavailable, Outside, "failed to copy: httpReadSeeker: "),
        new(Unclassified, Cause, "failed to load cache key: content digest ")
        {
            Advice = "the builder's cache lacks what it should have: 'docker builder prune', then build again",
        },
        // Of rootless builders: no program was started yet, and no file is anybody's.
        new(Unclassified, Cause, "error running container: {*}: operation not permitted") { Advice = NoContainers },
        new(Unclassified, Cause, "error during container init: {*}: operation not permitted") { Advice = NoContainers },
        new(Unclassified, Cause, "fork/exec /proc/self/exe: operation not permitted") { Advice = NoContainers },
        // Docker's daemon itself: a registry, which is asked for /v2/ first, can't be reached. No URL of a module ends
        // like that, and go sends no HEAD.
        new(BaseImageUnavailable, Cause, "Get \"http{*}/v2/\": "),
        new(BaseImageUnavailable, Cause, "Head \"http{*}/v2/{*}/manifests/"),
        new(ProgramOfRunMissing, Cause, "sh: go: not found"),
        new(ProgramOfRunMissing, Cause, "sh: 1: go: not found"),
        new(ProgramOfRunMissing, Cause, "sh: go: command not found"),
        new(ProgramOfRunMissing, Cause, ": go: command not found"),
        new(ProgramOfRunMissing, Cause, "exec: \"go\": executable file not found"),
        new(ProgramOfRunMissing, Cause, "make: go: No such file or directory"),
        new(ProgramOfRunMissing, Cause, "exec: \"/bin/sh\": stat /bin/sh: no such file or directory"),
        // What go run, test and generate start.
        new(ProgramOfRunMissing, Cause, "running \"{*}\": exec: \"{*}\": executable file not found")
        {
            Advice = "install the program before 'go generate', or commit what it makes",
        },
        new(ScriptNotStarted, Cause, "fork/exec {*}.sh: exec format error"),
        new(ScriptNotStarted, Cause, "fork/exec {*}.sh: permission denied"),
        new(ProgramOfOtherPlatform, Cause, "fork/exec {*}: exec format error"),
        new(BuilderNodeUnreachable, Cause, "permission denied while trying to connect to the docker ")
        {
            Advice = NotOfDocker,
        },
        new(BuilderNodeUnreachable, Cause, "Cannot connect to the Docker daemon at "),
        new(BuilderNodeUnreachable, Cause, "failed to connect to the docker API at "),
        new(BuilderNodeUnreachable, Cause, "error during connect: {*}docker_engine"),
        new(Unclassified, Cause, "option requires BuildKit.")
        {
            Advice = "build with BuildKit: install docker's buildx component, and leave DOCKER_BUILDKIT=0 out",
        },
        new(Unclassified, Cause, "failed to read dockerfile: open ") { Advice = NamedElsewhere },
        new(Unclassified, Cause, "unable to prepare context: ") { Advice = NamedElsewhere },
        new(DockerfileDoesNotParse, Cause, "dockerfile parse error"),
        new(UnknownStage, Cause, "target stage {*} could not be found"),
        // What a builder says of a program that the kernel has ended.
        new(OutOfResources, Outside, "exit code: 137"),
    ];
}

/// <summary>
/// Disks, rights and programs: cmd/go/internal/cache, modfetch/cache, work, and the systems' own words.
/// </summary>
internal static class SystemPatterns
{
    public static readonly ImmutableArray<FailurePattern> All =
    [
        new(NoSpace, Cause, "no space left on device"),
        new(NoSpace, Cause, "disk quota exceeded"),
        new(NoSpace, Cause, "not enough space on the disk"),
        new(NoAccess, Cause, "could not create module cache: "),
        new(NoAccess, Cause, "failed to initialize build cache at "),
        new(NoAccess, Cause, "build cache is required, but could not be located"),
        new(NoAccess, Cause, "build cache is disabled by GOCACHE=off"),
        new(NoAccess, Cause, "module cache not found: "),
        new(NoAccess, Cause, "entry is relative; must be absolute path")
        {
            Advice = "set GOPATH to the absolute path of a folder",
        },
        new(NoAccess, Cause, "creating work dir: "),
        new(OutOfResources, Cause, "signal: killed"),
        new(OutOfResources, Cause, "ld terminated with signal 9"),
        new(OutOfResources, Cause, "cannot allocate memory"),
        new(OutOfResources, Cause, "fatal error: runtime: out of memory"),
        new(OutOfResources, Cause, "fatal error: failed to reserve "),
        new(OutOfResources, Cause, "runtime: failed to create new OS thread"),
        new(OutOfResources, Cause, "too many open files"),
        new(OutOfResources, Outside, "resource temporarily unavailable"),
        new(ReadOnly, Cause, "updating go.{*}permission denied"),
        new(ReadOnly, Cause, "updating go.{*}read-only file system"),
        new(ReadOnly, Cause, "updating go.{*}Access is denied"),
        new(ReadOnly, Wrapper, "updating go.mod: "),
        new(ReadOnly, Wrapper, "updating go.sum: "),
        new(CCompiler, Cause, "C compiler {*} not found"),
        new(CCompiler, Cause, "exec: \"gcc\": executable file not found"),
        new(CCompiler, Cause, "exec: \"g++\": executable file not found"),
        new(CCompiler, Cause, "exec: \"clang\": executable file not found"),
    ];

    /// <summary>Words that fit many situations, after those that name one.</summary>
    public static readonly ImmutableArray<FailurePattern> Last =
    [
        new(ReadOnly, Outside, "read-only file system"),
        new(NoAccess, Outside, "permission denied"),
        new(NoAccess, Outside, "operation not permitted"),
        new(NoAccess, Outside, "Access is denied"),
    ];
}

/// <summary>Which Go is there, and which would be needed: cmd/go/internal/toolchain, gover, modcmd/tidy.</summary>
internal static class ToolchainPatterns
{
    private const string Replaced =
        "install Go {go} or newer, or lower the go line of the go.mod in that folder, which replaces the dependency";

    public static readonly ImmutableArray<FailurePattern> All =
    [
        new(ToolchainUnavailable, Cause, "download go{go} for {*}: toolchain not available"),
        // A proxy that lacks the toolchain is asked for its versions where a dependency needs a newer Go.
        new(ToolchainUnavailable, Cause, "switching to go >= {go}: module golang.org/toolchain: {*}: 404"),
        new(ToolchainUnavailable, Cause, "switching to go >= {go}: module golang.org/toolchain: {*}: 410"),
        new(ToolchainUnavailable, Cause, "golang.org/toolchain@{*}: 404"),
        new(ToolchainUnavailable, Cause, "golang.org/toolchain@{*}: 410"),
        new(ToolchainUnavailable, Cause, "no releases found for go >= {go}"),
        new(ToolchainUnavailable, Cause, "invalid toolchain: go{go} is a language version"),
        new(ToolchainUnavailable, Cause, "invalid GOTOOLCHAIN "),
        new(ToolchainUnavailable, Wrapper, "download go{go}: "),
        new(ToolchainTooOld, Cause, "cannot find \"go{go}\" in PATH"),
        new(WorkspaceMember, Cause, "listed in go.work file requires go >= {go}")
        {
            Advice = "'go work use' raises the go line of go.work; or set GOWORK=off to build without it",
        },
        new(ToolchainTooOld, Wrapper, ".mod requires go >= {go}"),
        new(ToolchainTooOld, Wrapper, ".work requires go >= {go}"),
        new(ToolchainTooOld, Wrapper, "indicates go {go}, but maximum version supported by tidy is"),
        new(DependencyNeedsNewerGo, Wrapper, "module ./{*} requires go >= {go}") { Advice = Replaced },
        new(DependencyNeedsNewerGo, Wrapper, "module ../{*} requires go >= {go}") { Advice = Replaced },
        new(DependencyNeedsNewerGo, Wrapper, "module /{*} requires go >= {go}") { Advice = Replaced },
        new(DependencyNeedsNewerGo, Wrapper, "{module}@{version} requires go >= {go}"),
        new(DependencyNeedsNewerGo, Wrapper, "{module} in {*} requires go >= {go}"),
        new(DependencyNeedsNewerGo, Wrapper, " requires go >= {go}"),
        // Said where a package that came with a later Go is missing; the module cache's folders hold an @.
        new(DependencyNeedsNewerGo, Cause, " imports {*} imports {*}note: imported by a module that requires go {go}"),
        new(DependencyNeedsNewerGo, Cause, "@{*}.go:{*}note: imported by a module that requires go {go}"),
        new(ToolchainTooOld, Cause, "note: imported by a module that requires go {go}"),
    ];

    /// <summary>Before 1.21 go only said so where the code didn't compile.</summary>
    public static readonly ImmutableArray<FailurePattern> Notes =
    [
        new(DependencyNeedsNewerGo, Cause, "@{*}.go:{*}note: module requires Go {go}"),
        new(ToolchainTooOld, Cause, "note: module requires Go {go}"),
    ];
}
