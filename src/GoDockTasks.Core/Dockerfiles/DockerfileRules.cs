using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Rules;
using GoDockTasks.Core.Dockerfiles.Rules.Bases;
using GoDockTasks.Core.Dockerfiles.Rules.Caches;
using GoDockTasks.Core.Dockerfiles.Rules.Contents;
using GoDockTasks.Core.Dockerfiles.Rules.Layouts;
using GoDockTasks.Core.Dockerfiles.Rules.Modules;
using GoDockTasks.Core.Dockerfiles.Rules.Runtime;
using GoDockTasks.Core.Dockerfiles.Rules.Security;

namespace GoDockTasks.Core.Dockerfiles;

/// <summary>All rules: those that a Dockerfile is checked with.</summary>
internal static class DockerfileRules
{
    public static ImmutableArray<IDockerfileRule> All { get; } =
    [
        // About go commands and their modules: GDT2101 to GDT2107.
        new OldToolchainRule(),
        new MissingGoSumRule(),
        new TidyBeforeSourceRule(),
        new TidyInImageRule(),
        new NoGoModRule(),
        new RefusedFolderRule(),
        new MissingSourceRule(),
        // About layouts, private modules, cgo and flags: GDT2109 to GDT2119.
        new MissingReplacementRule(),
        new IncompleteWorkspaceRule(),
        new EmbeddedFilesRule(),
        new MissingVendorRule(),
        new PrivateModuleRule(),
        new RestrictedNetworkRule(),
        new MissingGitRule(),
        new CgoRule(),
        new LibcRule(),
        new BadGoSettingsRule(),
        new VcsStampRule(),
        new MissingPackageRule(),
        // About base images: GDT201x.
        new FloatingBaseRule(),
        new DigestRule(),
        new GoVersionRule(),
        // About caches and what is sent to the builder: GDT22xx.
        new SourceBeforeDownloadRule(),
        new UncachedDownloadRule(),
        new CacheMountRule(),
        new CacheOwnerRule(),
        new MissingLockFileRule(),
        new SentFoldersRule(),
        // About users, rights and secrets: GDT23xx.
        new RootUserRule(),
        new NamedUserRule(),
        new SecretRule(),
        new CredentialsFileRule(),
        new ChecksumsOffRule(),
        new WorldWritableRule(),
        new AddChecksumRule(),
        new VolumeRule(),
        new SudoRule(),
        // About the image that runs: GDT24xx.
        new CertificatesRule(),
        new TimeZonesRule(),
        new ShellFormRule(),
        new ShippedToolchainRule(),
        new ReproducibleRule(),
        new FixedPlatformRule(),
        // About what is in each stage's image when something takes or starts it: GDT2120 to GDT2131, GDT2207, GDT2308,
        // GDT2407 to GDT2411.
        new ImportedPackageRule(),
        new UnknownStageRule(),
        new CopiedPathRule(),
        new RunProgramRule(),
        new StartedFileRule(),
        new UndeclaredArgumentRule(),
        new BuildOutputRule(),
        new BuildCacheRule(),
        new VendorBeforeSourceRule(),
        new LostFailureRule(),
        new FloatingToolRule(),
        new UndefinedInFromRule(),
        new KeptSecretRule(),
        new GlibcRule(),
        new ScriptRule(),
        new RepeatedStageRule(),
        new OwnVariableRule(),
        new ReplacedInstructionRule(),
        new SwallowedInstructionRule(),
    ];
}
