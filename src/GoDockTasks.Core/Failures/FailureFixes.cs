using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using static GoDockTasks.Core.Diagnostics.DiagnosticCatalogue;

namespace GoDockTasks.Core.Failures;

/// <summary>What to do about each cause.</summary>
internal static class FailureFixes
{
    // The first one of a code whose values are all known is taken; a code's last one needs none.
    private static readonly ImmutableArray<(DiagnosticDescriptor Descriptor, string Text)> All =
    [
        (NotTidy, "run 'go mod tidy' in the module's folder"),
        (DoesNotParse, "correct the line, or take a Go that knows it: {go} or newer"),
        (DoesNotParse, "correct the line; 'go mod edit -fmt' says whether go can read it"),
        (ToolchainTooOld, "install Go {go} or newer, or lower the go line of go.mod or go.work"),
        (ToolchainTooOld, "install a newer Go, or lower the go line of go.mod or go.work"),
        (ModuleInGoPath, "move the module out of GOPATH's root folder, or set GOPATH to another folder"),
        (
            ModuleInTempRoot,
            "move the module into a folder of its own: go ignores a go.mod at the root of the temporary folder"
        ),
        (
            ReplaceTarget,
            "check the replace line for {module} in go.mod: the folder must be there, with a go.mod, in "
                + "the container as well"
        ),
        (
            ReplaceTarget,
            "check the replace lines in go.mod: each folder must be there, with a go.mod, in the container as well"
        ),
        (GoSumIncomplete, "run 'go mod tidy' (or 'go mod download {module}') and commit go.sum"),
        (GoSumIncomplete, "run 'go mod tidy' and commit go.sum"),
        (
            VendorInconsistent,
            "run 'go mod tidy', then 'go mod vendor' (in a workspace 'go work vendor'), "
                + "and commit go.sum and the vendor folder"
        ),
        (
            WorkspaceMember,
            "'go work edit -dropuse=FOLDER' takes a folder out of go.work, spelled as it is there; "
                + "or set GOWORK=off to build without it"
        ),
        (
            NoAccess,
            "give this user access to the file or folder, or point GOMODCACHE, GOCACHE or GOTMPDIR at one it can write"
        ),
        (
            BadGoFlags,
            "see 'go env GOFLAGS GO111MODULE GOWORK'; 'go env -u GOFLAGS' takes back what was set with 'go env -w'"
        ),
        (
            DependencyNeedsNewerGo,
            "install Go {go} or newer, or require an older version of {module} than {version}: "
                + "'go mod edit -require={module}@VERSION', then 'go mod tidy'"
        ),
        (DependencyNeedsNewerGo, "install Go {go} or newer, or require an older version of the dependency"),
        (DependencyNeedsNewerGo, "install a newer Go, or require an older version of the dependency"),
        (
            ToolchainUnavailable,
            "check that Go {go} exists and that GOPROXY offers it, or install it and set GOTOOLCHAIN=local"
        ),
        (
            ToolchainUnavailable,
            "check GOTOOLCHAIN and that GOPROXY offers the toolchain, or install it and set GOTOOLCHAIN=local"
        ),
        (
            NoGoMod,
            "run go in the module's folder (in a Dockerfile: COPY go.mod before it), or 'go mod init' to make one"
        ),
        (
            ChecksumMismatch,
            "find out why {module} {version} changed (a moved tag, a proxy that rewrites, an attack) "
                + "before you trust it; don't delete go.sum"
        ),
        (
            ChecksumMismatch,
            "find out why the module changed (a moved tag, a proxy that rewrites, an attack) before you "
                + "trust it; don't delete go.sum"
        ),
        (
            ChecksumDatabase,
            "if {module} is private, add it to GOPRIVATE; if the checksum database can't be reached, set "
                + "GOSUMDB to a mirror of it"
        ),
        (
            ChecksumDatabase,
            "add private modules to GOPRIVATE; if the checksum database can't be reached, set GOSUMDB to a mirror of it"
        ),
        (PackageNotFound, "check the import path {package}; if its module is private, add it to GOPRIVATE"),
        (PackageNotFound, "check the import path; if its module is private, add it to GOPRIVATE"),
        (
            NotStd,
            "check the import path {package}: without a dot in its first part it can only be the standard "
                + "library's, maybe a newer Go's"
        ),
        (
            NotStd,
            "check the import path: without a dot in its first part it can only be the standard library's, "
                + "maybe a newer Go's"
        ),
        (
            AmbiguousImport,
            "'go mod why -m' says who needs each module; upgrade or exclude the one that should no longer "
                + "hold {package}"
        ),
        (AmbiguousImport, "'go mod why -m' says who needs each module; upgrade or exclude one of them"),
        (
            PathMismatch,
            "import it by the path that it declares and run 'go mod edit -droprequire={module}', "
                + "then 'go mod tidy'; or replace {module} by a version that declares this path"
        ),
        (
            PathMismatch,
            "import the module by the path that it declares, " + "or replace it by a version that declares this one"
        ),
        (
            UnknownRevision,
            "'go list -m -versions {module}' in a folder outside of the module says which versions there "
                + "are, and 'go mod edit -require={module}@VERSION' takes one; a tag may be gone, "
                + "or not visible without access"
        ),
        (
            UnknownRevision,
            "'go list -m -versions' in a folder outside of the module says which versions another has; "
                + "a tag may be gone, or not visible without access"
        ),
        (
            BadVersion,
            "a path that ends in /vN needs versions vN, one without v0 or v1: correct the line; "
                + "'go list -m -versions {module}' in a folder outside of the module says which there are"
        ),
        (BadVersion, "a path that ends in /vN needs versions vN, one without v0 or v1: correct the line"),
        (
            NotOnProxy,
            "check path and version of {module}; if it is private, add it to GOPRIVATE, or use a proxy that has it"
        ),
        (
            NotOnProxy,
            "check path and version; if the module is private, add it to GOPRIVATE, or use a proxy that has it"
        ),
        (
            ProxyAuth,
            "give go credentials for the proxy in .netrc (from Go 1.24 on with the port, if its URL has one) "
                + "or by GOAUTH, or ask who runs it whether this module is allowed"
        ),
        (ProxyServerError, "try again later, or name another proxy in GOPROXY after a | so that go goes on to it"),
        (
            NotAModule,
            "open the proxy's URL in a browser: a sign-in page or an error page answers in the module's place"
        ),
        (
            ProxyOff,
            "fill the module cache ('go mod download' where there is a network), vendor the module, or set GOPROXY"
        ),
        (
            MalformedGoProxy,
            "correct 'go env GOPROXY': URLs with a scheme, separated by commas or |, then direct or off"
        ),
        (
            Dns,
            "check the host {host} in the module's path and this machine's name server, or take the module "
                + "from a proxy in GOPROXY"
        ),
        (Dns, "check the host's name in GOPROXY, GOSUMDB or the module's path, and this machine's name server"),
        (
            ConnectionRefused,
            "check the firewall, VPN or HTTPS_PROXY on the way to {host}, or take the module from a proxy in GOPROXY"
        ),
        (ConnectionRefused, "check address, port and scheme in GOPROXY, and the firewall or HTTPS_PROXY in between"),
        (
            NetworkTimeout,
            "check whether this machine may reach {host} at all; else take the module from a proxy in "
                + "GOPROXY that it can reach"
        ),
        (
            NetworkTimeout,
            "check whether this machine may reach the host at all; else name a proxy that it can reach in GOPROXY"
        ),
        (
            Certificate,
            "add the certificate authority of {host} to the system's, or name its file in SSL_CERT_FILE "
                + "(for git in GIT_SSL_CAINFO)"
        ),
        (Certificate, "add the company's certificate authority to the system's, or name its file in SSL_CERT_FILE"),
        (
            GitAuth,
            "give git credentials for {host} in .netrc or by a credential helper, or take the module from a proxy"
        ),
        (GitAuth, "give git credentials for {module} in .netrc or by a credential helper, or take it from a proxy"),
        (GitAuth, "give git credentials in .netrc or by a credential helper, or take the module from a proxy"),
        (
            GitSsh,
            "give ssh a key for the host ('ssh-add -l' lists them) and its line in known_hosts, or take "
                + "the module from a proxy"
        ),
        (GitMissing, "install git, or take modules from a proxy instead of direct"),
        (
            DubiousOwnership,
            "run as the folder's owner, or 'git config --global --add safe.directory' with each folder "
                + "that git names; where it is only for the commit in a program, -buildvcs=false does, too"
        ),
        (VcsStamp, "build with -buildvcs=false, or from a whole clone that git can read"),
        (
            VcsNotAllowed,
            "allow the version control system for that path in GOVCS ('go help vcs'), or take the module from a proxy"
        ),
        (
            ReadOnly,
            "run 'go mod tidy' where go.mod and go.sum can be written and commit them, so that a build has "
                + "nothing to write"
        ),
        (
            NoSpace,
            "make space: 'go clean -cache' and 'go clean -modcache' empty go's caches, 'docker system prune' Docker's"
        ),
        (
            CCompiler,
            "install a C compiler (Debian: gcc and libc6-dev; Alpine: build-base), or leave C code out: "
                + "CgoEnabled=\"false\" on the GoSidecar item"
        ),
        (
            ConstraintsExcludeAll,
            "build {package} for another platform, with other Tags, or with CgoEnabled=\"true\" on the "
                + "GoSidecar item if its files import \"C\""
        ),
        (
            ConstraintsExcludeAll,
            "build for another platform, with other Tags, or with CgoEnabled=\"true\" on the GoSidecar "
                + "item if the files import \"C\""
        ),
        (
            Embed,
            "check that the files are there and not left out by .dockerignore, and make them before the "
                + "build if they are generated"
        ),
        (
            NoSuchPackage,
            "name the folder that holds the package, from the module's folder on: ./cmd/name; 'go list "
                + "./...' lists them"
        ),
        (RepositoryHost, "give go credentials for {host} in .netrc or by GOAUTH, or take the module from a proxy"),
        (
            RepositoryHost,
            "give go credentials for the repository's host in .netrc or by GOAUTH, or take the module from a proxy"
        ),
        (
            NoSecureProtocol,
            "'git ls-remote https://{repository}' says what is wrong: give git credentials in .netrc or by "
                + "a credential helper, or ssh a key and its line in known_hosts"
        ),
        (
            NoSecureProtocol,
            "'git ls-remote' with its URL says what is wrong: give git credentials in .netrc or by a "
                + "credential helper, or ssh a key and its line in known_hosts"
        ),
        (
            OlderGoDiffers,
            "raise the go line, unless somebody builds with Go {go} still: 'go mod edit -go=1.18', then 'go mod tidy'"
        ),
        (
            OlderGoDiffers,
            "raise the go line, unless somebody builds with the older Go still: 'go mod edit -go=1.18', "
                + "then 'go mod tidy'"
        ),
        (
            WrongGoRoot,
            "remove GOROOT from the environment ('go env -u GOROOT' where it was set with 'go env -w'): go "
                + "finds its own by itself"
        ),
        (
            Linking,
            "see all that the linker said at normal verbosity (-v:n), or leave C code out: "
                + "CgoEnabled=\"false\" on the GoSidecar item"
        ),
        (
            PkgConfig,
            "install the development files of the library {package} (on Debian mostly a package lib…-dev), "
                + "or name the folder of its .pc file in PKG_CONFIG_PATH"
        ),
        (
            PkgConfig,
            "install the library's development files (on Debian mostly a package lib…-dev), or name the "
                + "folder of its .pc file in PKG_CONFIG_PATH"
        ),
        (
            LdFlagsRefused,
            "correct LdFlags: 'go tool link -help' lists the flags; -X takes importpath.name=value, in "
                + "single quotes if it holds blanks"
        ),
        (CaseCollision, "use one spelling everywhere"),
        (SourceGone, "correct what the file was made from"),
        (
            BadGoSumDb,
            "set GOSUMDB to the name of a checksum database, or to name+hash+key with its URL; 'go env -u "
                + "GOSUMDB' takes back what was set with 'go env -w'"
        ),
        (BadGoSetting, "correct the variable ('go env' shows it), or take it out of the environment"),
        (
            OutOfResources,
            "give the build more memory (in a container its limit), or let go compile less at once: "
                + "GOFLAGS=-p=1; 'ulimit -a' shows the limits"
        ),
        (Compile, "correct the code there"),
        (BuilderNodeUnreachable, "start Docker, or let DOCKER_HOST name one that runs"),
        (TestFailed, "'go test ./...' runs the tests; correct the code or the test"),
        (
            CopySourceMissing,
            "name a folder above the file as the build's context ('docker build -f DOCKERFILE FOLDER'), and see that "
                + ".dockerignore doesn't leave the file out"
        ),
        (
            CopiedPathMissing,
            "name the path that the earlier stage has: see where its program is written, 'go build -o'"
        ),
        (DockerfileDoesNotParse, "correct the line that the builder names"),
        (UnknownStage, "name a stage that the Dockerfile has after --target: 'FROM image AS name' makes one"),
        (
            BaseImageUnavailable,
            "check the image's name and tag after FROM, 'docker login' for a private registry, and the way to it"
        ),
        (
            ProgramOfRunMissing,
            "start the stage from an image that has it ('FROM golang:VERSION'), and copy only the program that "
                + "'go build' made into the last stage"
        ),
        (
            ScriptNotStarted,
            "make the file executable ('git update-index --chmod=+x FILE', or 'COPY --chmod=0755'), with a first line "
                + "(#!) that names a program of the image"
        ),
        (
            ProgramOfOtherPlatform,
            "GOOS and GOARCH are not those of this machine: take them out of the environment ('go env -changed' shows "
                + "them), or run the program on its own platform"
        ),
        (
            OutputRefused,
            "name one main package and the file for its program, 'go build -o FILE ./cmd/NAME', or a folder for "
                + "those of several: 'go build -o FOLDER/ ./cmd/...'"
        ),
        (Unclassified, "run the command by itself to see it all; 'go env' shows its settings"),
    ];

    // For a module that is private already.
    private static readonly ImmutableArray<(DiagnosticDescriptor Descriptor, string Text)> OfPrivate =
    [
        (
            ChecksumDatabase,
            "GONOSUMDB has to name {module} too, or be left to follow GOPRIVATE; else set GOSUMDB to a "
                + "mirror of the database"
        ),
        (PackageNotFound, "check the import path {package} and what this user may see of its repository"),
        (NotOnProxy, "check path and version of {module} and what this user may see of it"),
    ];

    /// <summary>One line; empty for a code that this room doesn't give.</summary>
    public static string For(GoFailure failure)
    {
        if (failure.Advice is { } advice && Filled(advice, failure) is { } special)
            return special;
        foreach (var (descriptor, text) in failure.IsPrivate ? OfPrivate.AddRange(All) : All)
        {
            if (descriptor == failure.Descriptor && Filled(text, failure) is { } fix)
                return fix;
        }

        return "";
    }

    private static string? Filled(string text, GoFailure failure)
    {
        ReadOnlySpan<(string Placeholder, string? Value)> values =
        [
            ("{module}", failure.ModulePath),
            ("{version}", failure.Version),
            ("{package}", failure.Package),
            ("{go}", failure.GoVersion),
            ("{path}", failure.ModulePath ?? failure.Package),
            ("{host}", failure.Host),
            ("{repository}", Repository(failure.Package ?? failure.ModulePath)),
        ];
        foreach (var (placeholder, value) in values)
        {
            if (!text.Contains(placeholder, StringComparison.Ordinal))
                continue;
            if (value is null)
                return null;
            text = text.Replace(placeholder, value, StringComparison.Ordinal);
        }

        return text;
    }

    // A path with .git in it names the repository up to there.
    private static string? Repository(string? path) =>
        path?.IndexOf(".git", StringComparison.Ordinal) is { } end && end > 0 ? path[..(end + ".git".Length)] : null;
}
