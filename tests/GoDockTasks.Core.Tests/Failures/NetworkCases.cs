namespace GoDockTasks.Core.Tests.Failures;

/// <summary>Proxies, checksum databases and the way to them.</summary>
internal static class NetworkCases
{
    // The name and key of no checksum database in use; only their form matters, since none of the servers behind it
    // answers right.
    private const string ChecksumDatabase = "sum.example.com+83d15218+AcTrnkbUA+TU4heY3hkjiSES/DSQniBqIeQ/YppAUtK6";

    public static readonly GoCase[] All =
    [
        Proxy("404", "GDT1121", ModuleProxyFault.NotFound),
        Proxy("410", "GDT1121", ModuleProxyFault.Gone),
        Proxy("401", "GDT1122", ModuleProxyFault.Unauthorized),
        Proxy("403", "GDT1122", ModuleProxyFault.Forbidden),
        Proxy("407", "GDT1122", ModuleProxyFault.ProxyAuthenticationRequired),
        Proxy("429", "GDT1123", ModuleProxyFault.TooManyRequests),
        Proxy("500", "GDT1123", ModuleProxyFault.InternalServerError),
        Proxy("502", "GDT1123", ModuleProxyFault.BadGateway),
        Proxy("503", "GDT1123", ModuleProxyFault.ServiceUnavailable),
        Proxy("a zip that is none", "GDT1124", ModuleProxyFault.BrokenZip) with
        {
            Finds = failure => Assert.IsTrue(failure.Descriptor.IsNetwork),
        },
        Proxy("another module's zip", "GDT1124", ModuleProxyFault.ZipOfAnotherModule),
        Proxy("another module's go.mod", "GDT1118", ModuleProxyFault.GoModOfAnotherModule) with
        {
            Finds = GoCase.ItIsX,
        },
        Proxy("a reset", "GDT1127", ModuleProxyFault.Resets),
        Proxy("no listener", "GDT1127", ModuleProxyFault.Refuses),
        Proxy("a certificate of an unknown authority", "GDT1129", ModuleProxyFault.UnknownAuthority),
        Proxy("a certificate that has ended", "GDT1129", ModuleProxyFault.ExpiredCertificate),
        Proxy("a certificate for another host", "GDT1129", ModuleProxyFault.CertificateOfAnotherHost),
        new(
            "a proxy with a sign-in page for a go.mod",
            "GDT1124",
            async sandbox =>
            {
                sandbox.RequireX();
                await sandbox.UseProxyAsync(ModuleProxyFault.SignInPage);
            },
            "mod",
            "download"
        )
        {
            Finds = GoCase.ItIsX,
        },
        new(
            "a proxy with a sign-in page for a version",
            "GDT1124",
            async sandbox =>
            {
                sandbox.GoMod();
                sandbox.Import("example.com/x");
                await sandbox.UseProxyAsync(ModuleProxyFault.SignInPage);
            },
            "mod",
            "tidy"
        ),
        new(
            "a proxy with a sign-in page that isn't authoritative",
            "GDT1124",
            async sandbox =>
            {
                sandbox.RequireX();
                await sandbox.UseProxyAsync(ModuleProxyFault.SignInPageAs203);
            },
            "mod",
            "tidy"
        ),
        new(
            "a proxy that redirects to a sign-in page",
            "GDT1124",
            async sandbox =>
            {
                sandbox.RequireX();
                await sandbox.UseProxyAsync(ModuleProxyFault.RedirectToSignIn);
            },
            "mod",
            "tidy"
        ),
        new(
            "a proxy that redirects in circles",
            "GDT1124",
            async sandbox =>
            {
                sandbox.RequireX();
                var proxy = await sandbox.UseProxyAsync(ModuleProxyFault.None);
                proxy.RedirectsTo = proxy.Url;
            },
            "mod",
            "tidy"
        ),
        new(
            "404 for a package that nothing requires",
            "GDT1121",
            async sandbox =>
            {
                sandbox.GoMod();
                sandbox.Import("example.com/x");
                await sandbox.UseProxyAsync(ModuleProxyFault.NotFound);
            },
            "mod",
            "tidy"
        )
        {
            Finds = failure => Assert.AreEqual("example.com/x", failure.ModulePath),
        },
        new(
            "a file:// proxy without the version",
            "GDT1121",
            sandbox =>
            {
                sandbox.RequireX();
                sandbox.GoMod("require example.com/x v1.0.1");
            },
            "mod",
            "tidy"
        )
        {
            Finds = failure => Assert.AreEqual("v1.0.1", failure.Version),
        },
        new(
            "a proxy without the version",
            "GDT1121",
            async sandbox =>
            {
                sandbox.RequireX();
                sandbox.GoMod("require example.com/x v1.0.1");
                await sandbox.UseProxyAsync(ModuleProxyFault.None);
            },
            "mod",
            "download"
        ),
        new(
            "a branch for a version",
            "GDT1121",
            async sandbox =>
            {
                sandbox.RequireX();
                sandbox.GoMod("require example.com/x main");
                await sandbox.UseProxyAsync(ModuleProxyFault.None);
            },
            "mod",
            "tidy"
        )
        {
            Finds = failure =>
            {
                Assert.AreEqual("example.com/x", failure.ModulePath);
                Assert.AreEqual("main", failure.Version);
                Assert.AreEqual(5, failure.Position?.Line);
            },
        },
        new(
            "a password for a proxy without TLS",
            "GDT1122",
            async sandbox =>
            {
                sandbox.RequireX();
                var proxy = await sandbox.UseProxyAsync(ModuleProxyFault.None);
                sandbox["GOPROXY"] = $"http://user:s3cret@127.0.0.1:{proxy.Url.Port}";
            },
            "mod",
            "download"
        )
        {
            Finds = failure => Assert.DoesNotContain("user", failure.Output),
        },
        new(
            "GOPROXY=off",
            "GDT1125",
            sandbox =>
            {
                sandbox.GoMod("require example.com/x v1.0.0");
                sandbox.Import("example.com/x");
            },
            "mod",
            "tidy"
        ),
        new(
            "GOPROXY=off for a package that nothing requires",
            "GDT1125",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Import("example.com/x");
            },
            "mod",
            "tidy"
        )
        {
            Finds = failure => Assert.AreEqual("example.com/x", failure.Package),
        },
        GoProxy("a name that no resolver knows", "GDT1126", "http://proxy.invalid"),
        GoProxy("GOPROXY without a scheme", "GDT1201", "banana"),
        GoProxy("GOPROXY without an entry", "GDT1201", ","),
        Sums("404", ModuleProxyFault.NotFound),
        Sums("500", ModuleProxyFault.InternalServerError),
        Sums("a sign-in page", ModuleProxyFault.SignInPage),
        Sums("no listener", ModuleProxyFault.Refuses),
        Sums("a certificate of an unknown authority", ModuleProxyFault.UnknownAuthority),
        new(
            "GOSUMDB is malformed",
            "GDT1152",
            sandbox =>
            {
                sandbox.RequireX();
                sandbox["GONOSUMDB"] = "";
                sandbox["GOSUMDB"] = "banana";
            },
            "mod",
            "tidy"
        ),
    ];

    private static GoCase Proxy(string name, string code, ModuleProxyFault fault) =>
        new(
            "a proxy with " + name,
            code,
            async sandbox =>
            {
                sandbox.RequireX();
                await sandbox.UseProxyAsync(fault);
            },
            "mod",
            "tidy"
        )
        {
            Finds = failure =>
            {
                GoCase.ItIsX(failure);
                Assert.IsTrue(failure.Descriptor.IsNetwork);
            },
        };

    private static GoCase GoProxy(string name, string code, string value) =>
        new(
            name,
            code,
            sandbox =>
            {
                sandbox.RequireX();
                sandbox["GOPROXY"] = value;
            },
            "mod",
            "download"
        )
        {
            Finds = GoCase.ItIsX,
        };

    private static GoCase Sums(string name, ModuleProxyFault fault) =>
        new(
            "a checksum database with " + name,
            "GDT1112",
            async sandbox =>
            {
                sandbox.RequireX();
                var server = await sandbox.ServeAsync(fault);
                sandbox["GONOSUMDB"] = "";
                sandbox["GOSUMDB"] = $"{ChecksumDatabase} {server.Url}";
            },
            "mod",
            "tidy"
        )
        {
            Finds = failure =>
            {
                GoCase.ItIsX(failure);
                Assert.IsTrue(failure.Descriptor.IsNetwork);
            },
        };
}
