using System.Collections.Immutable;
using static GoDockTasks.Core.Diagnostics.DiagnosticCatalogue;
using static GoDockTasks.Core.Failures.Specificity;

namespace GoDockTasks.Core.Failures;

/// <summary>
/// go.mod, go.sum, go.work, vendor and what is in modules: cmd/go/internal/modload and modfetch, x/mod/modfile.
/// </summary>
internal static class ModulePatterns
{
    private const string NotListed =
        "'go work use .' in the module's folder adds it to go.work; or set GOWORK=off to build without it";

    private const string GoWork =
        "set GOWORK to the absolute path of a go.work file, or to off, or take it out of the environment";

    public static readonly ImmutableArray<FailurePattern> All =
    [
        new(ChecksumMismatch, Alarm, "verifying {module}@{version}: checksum mismatch"),
        new(ChecksumMismatch, Alarm, "checksum mismatch"),
        new(ChecksumMismatch, Alarm, "SECURITY ERROR"),
        new(ChecksumMismatch, Alarm, "security error: misbehaving server"),
        new(ChecksumMismatch, Alarm, "{module} {version}: dir has been modified"),
        new(ChecksumMismatch, Alarm, "{module} {version}: zip has been modified"),
        new(ChecksumMismatch, Alarm, "unexpected ziphash"),
        new(DoesNotParse, Cause, "unknown directive: {directive}"),
        new(DoesNotParse, Cause, "invalid go version '{go}': must match format"),
        new(DoesNotParse, Cause, "invalid go version '"),
        new(DoesNotParse, Cause, "wrong number of fields"),
        new(DoesNotParse, Cause, "missing module declaration"),
        new(DoesNotParse, Cause, "no module declaration in go.mod"),
        new(DoesNotParse, Place, "malformed go.sum:"),
        new(DoesNotParse, Place, "errors parsing "),
        // "go.mod file not found" follows.
        new(ModuleInGoPath, Cause, "$GOPATH/go.mod exists but should not"),
        new(ModuleInGoPath, Cause, "ignoring go.mod in $GOPATH"),
        new(ModuleInTempRoot, Cause, "ignoring go.mod in system temp root"),
        new(GoSumIncomplete, Cause, "missing go.sum entry for module providing package {package}"),
        new(GoSumIncomplete, Cause, "missing go.sum entry needed to verify package {package}"),
        new(GoSumIncomplete, Cause, "{module}@{version}: missing go.sum entry"),
        new(GoSumIncomplete, Cause, "missing go.sum entry"),
        new(GoSumIncomplete, Cause, "updates to go.sum needed"),
        new(VendorInconsistent, Cause, "inconsistent vendoring in "),
        new(VendorInconsistent, Cause, "providing package {package}: import lookup disabled by -mod=vendor"),
        new(VendorInconsistent, Cause, "import lookup disabled by -mod=vendor"),
        new(VendorInconsistent, Cause, "using the vendor directory"),
        new(VendorInconsistent, Cause, "not a package listed in vendor/modules.txt"),
        new(VendorInconsistent, Cause, "should be required explicitly in go.mod"),
        new(VendorInconsistent, Cause, "vendor directory does not exist"),
        new(VendorInconsistent, Wrapper, "reading modules.txt for vendor directory"),
        // 1.19: the folder follows.
        new(VendorInconsistent, Cause, "cannot find package \".\" in: {*}/vendor/"),
        new(VendorInconsistent, Cause, "cannot find package \".\" in: {*}\\vendor\\"),
        new(VendorInconsistent, Cause, "imports {package}: no Go files in {*}/vendor/{package}"),
        new(VendorInconsistent, Cause, "imports {package}: no Go files in {*}\\vendor\\{package}"),
        new(ReplaceTarget, Cause, "replacement directory {*} does not exist"),
        new(ReplaceTarget, Wrapper, "replacement directory "),
        new(ReplaceTarget, Wrapper, "reading {*}go.mod: open "),
        // Before 1.16.
        new(ReplaceTarget, Wrapper, "parsing {*}go.mod: open "),
        new(WorkspaceMember, Cause, "not one of the workspace modules listed in go.work") { Advice = NotListed },
        new(WorkspaceMember, Cause, "outside modules listed in go.work") { Advice = NotListed },
        new(WorkspaceMember, Cause, "does not contain modules listed in go.work") { Advice = NotListed },
        new(WorkspaceMember, Cause, "no modules were found in the current workspace") { Advice = NotListed },
        new(WorkspaceMember, Cause, "appears multiple times in workspace"),
        new(WorkspaceMember, Cause, "invalid GOWORK: ") { Advice = GoWork },
        new(WorkspaceMember, Cause, "provided to GOWORK must be an absolute path") { Advice = GoWork },
        new(WorkspaceMember, Wrapper, "cannot load module {*} listed in go.work file"),
        new(WorkspaceMember, Wrapper, "reading go.work: open "),
        // 1.19; outside a workspace go finds a module by its go.mod, so that it can't miss it.
        new(WorkspaceMember, Wrapper, "go: open {*}go.mod: no such file or directory"),
        new(WorkspaceMember, Wrapper, "go: open {*}go.mod: The system cannot find"),
        new(NoGoMod, Cause, "go.mod file not found in current directory"),
        new(NoGoMod, Cause, "cannot find main module"),
        // What go mod download says where there is no go.mod.
        new(NoGoMod, Cause, "no modules specified (see "),
        new(NoGoMod, Cause, "does not contain main module or its selected dependencies"),
        new(OlderGoDiffers, Cause, " loaded from {*}, but go {go} would "),
        new(OlderGoDiffers, Cause, " failed to load from any module, but go {go} would "),
        new(OlderGoDiffers, Wrapper, "error loading go {go} module graph: "),
        new(NotTidy, Cause, "updates to go.mod needed"),
        new(NotTidy, Cause, "cannot query module due to -mod=vendor"),
        new(NotTidy, Cause, "module {module} provides package {package} and is replaced but not required"),
        new(NotTidy, Cause, "imports {package} from implicitly required module"),
        new(NotTidy, Cause, "missing module for import: {module}@{version} provides {package}"),
        new(NotTidy, Wrapper, "no required module provides package {package}"),
        // The same where -mod was said and isn't a default.
        new(NotTidy, Cause, "providing package {package}: import lookup disabled by -mod=readonly"),
        new(NotTidy, Cause, "import lookup disabled by -mod=readonly"),
        new(PathMismatch, Cause, "module declares its path as: {*}but was required as: {module}"),
        new(PathMismatch, Cause, "{module}@{version} used for two different module paths"),
        new(PathMismatch, Cause, " module path {*} at revision "),
        // Before 1.14.
        new(PathMismatch, Cause, "{module}@{version}: parsing go.mod: unexpected module path "),
        new(BadVersion, Cause, "version \"{version}\" invalid: should be "),
        new(BadVersion, Cause, "version \"{version}\" invalid: must be "),
        new(BadVersion, Cause, "should be v0 or v1, not v"),
        new(BadVersion, Cause, "not a semantic version"),
        new(BadVersion, Cause, "version \"{version}\" invalid: disallowed version string"),
        new(BadVersion, Cause, "invalid module version "),
        new(BadVersion, Wrapper, "version \"{version}\" invalid: "),
        new(BadVersion, Wrapper, "{module}@{version}: invalid version: "),
        new(BadVersion, Wrapper, "{module}@{version}: invalid pseudo-version: "),
        new(UnknownRevision, Cause, "{module}@{version}: {*}unknown revision "),
        new(UnknownRevision, Cause, "unknown revision {version}"),
        new(UnknownRevision, Cause, "unknown revision ", inServerAnswer: true),
        new(UnknownRevision, Cause, "module {module}: no matching versions for query"),
        new(UnknownRevision, Cause, "no matching versions for query"),
        // Before what they are wrapped in.
        new(BadGoSumDb, Cause, "checksum database disabled by GOSUMDB=off"),
        new(BadGoSumDb, Cause, "invalid GOSUMDB"),
        new(BadGoSumDb, Cause, "missing GOSUMDB"),
        new(BadGoSumDb, Cause, "invalid sumdb name "),
        new(ChecksumDatabase, Cause, ": verifying module: "),
        new(ChecksumDatabase, Cause, ": verifying go.mod: "),
        new(ChecksumDatabase, Cause, "initializing sumdb.Client"),
        // 1.13.
        new(ChecksumDatabase, Cause, "verifying {module}@{version}: {*}/lookup/"),
        new(NotAModule, Cause, "not a valid zip file"),
        new(NotAModule, Cause, "zip for {module}@{version} has unexpected file"),
        new(NotAModule, Cause, "parsing go.mod: missing module line"),
        new(NotAModule, Cause, "proxy returned info for version "),
        new(NotAModule, Cause, "downloaded zip file too large"),
        new(NotAModule, Wrapper, "invalid response from proxy "),
        new(NotAModule, Wrapper, ": zip: "),
        new(NotAModule, Wrapper, ": unzip "),
    ];
}
