using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Rules.Users;

namespace GoDockTasks.Core.Dockerfiles.Rules;

/// <summary>The rules about users, rights and secrets: GDT23xx.</summary>
internal static class UserRules
{
    public static ImmutableArray<IDockerfileRule> All { get; } =
    [
        new RootUserRule(),
        new NamedUserRule(),
        new SecretRule(),
        new CredentialsFileRule(),
        new ChecksumsOffRule(),
        new WorldWritableRule(),
        new AddChecksumRule(),
        new VolumeRule(),
        new SudoRule(),
    ];
}
