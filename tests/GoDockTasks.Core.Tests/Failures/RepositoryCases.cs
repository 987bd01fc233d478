using GoDockTasks.Core.Failures;

namespace GoDockTasks.Core.Tests.Failures;

/// <summary>
/// Hosts of repositories. A go that may ask example.com without TLS (GOINSECURE) asks it through HTTP_PROXY, behind
/// which a server on this machine answers in example.com's place.
/// </summary>
internal static class RepositoryCases
{
    public static readonly GoCase[] All =
    [
        Host("hasn't the module", ModuleProxyFault.NotFound),
        Host("wants credentials", ModuleProxyFault.Unauthorized),
        Host("forbids it", ModuleProxyFault.Forbidden),
        Host("fails", ModuleProxyFault.InternalServerError),
        Host("answers with a sign-in page", ModuleProxyFault.SignInPage),
        Host("answers with a sign-in page that isn't authoritative", ModuleProxyFault.SignInPageAs203),
        Host("redirects to a sign-in page", ModuleProxyFault.RedirectToSignIn),
        NoProtocol(
            "a repository that git reaches by no protocol",
            "url.http://127.0.0.1:9/.insteadOf",
            "https://example.com/"
        ),
        NoProtocol(
            "a repository that git reaches by no protocol, nor by its own",
            "url.git://127.0.0.1:9/.insteadOf",
            "git://example.com/"
        ),
    ];

    // No protocol answers for example.com, which has no address on loopback or has one at which nobody listens.
    private static GoCase NoProtocol(string name, string gitKey, string gitValue) =>
        new(
            name,
            "GDT1137",
            sandbox =>
            {
                sandbox.GoMod("require example.com/team/x.git v1.0.0");
                sandbox.Import("example.com/team/x.git");
                sandbox["GOPROXY"] = "direct";
                sandbox["GIT_CONFIG_COUNT"] = "2";
                sandbox["GIT_CONFIG_KEY_0"] = "url.http://127.0.0.1:9/.insteadOf";
                sandbox["GIT_CONFIG_VALUE_0"] = "https://example.com/";
                sandbox["GIT_CONFIG_KEY_1"] = gitKey;
                sandbox["GIT_CONFIG_VALUE_1"] = gitValue;
                sandbox["GIT_SSH_COMMAND"] = "echo 'Host key verification failed.' >&2; exit 255 #";
            },
            "mod",
            "tidy"
        )
        {
            Finds = failure =>
            {
                Assert.IsTrue(failure.Descriptor.IsNetwork);
                Assert.Contains("git ls-remote https://example.com/team/x.git", failure.Fix);
            },
        };

    private static GoCase Host(string name, ModuleProxyFault fault) =>
        new(
            "a repository's host that " + name,
            "GDT1136",
            async sandbox =>
            {
                sandbox.GoMod("require example.com/x v1.0.0");
                sandbox.Import("example.com/x");
                var server = (await sandbox.ServeAsync(fault)).Url.AbsoluteUri;
                sandbox["GOPROXY"] = "direct";
                sandbox["GOINSECURE"] = "example.com";
                sandbox["NO_PROXY"] = "";
                sandbox["HTTP_PROXY"] = server;
                sandbox["HTTPS_PROXY"] = server;
            },
            "mod",
            "tidy"
        )
        {
            Finds = failure =>
            {
                Assert.AreEqual("example.com", failure.Host);
                Assert.IsTrue(failure.Descriptor.IsNetwork);
                Assert.DoesNotContain("GOPRIVATE", failure.Fix);
            },
        };
}
