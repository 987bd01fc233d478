using GoDockTasks.Core.Failures;

namespace GoDockTasks.Core.Tests.Failures;

/// <summary>A failure, and how what is printed for it is followed.</summary>
/// <param name="Name">That of a case, with ": " and more where there are several ways out.</param>
/// <param name="Follow">Does what is printed.</param>
internal sealed record Remedy(string Name, Func<PrintedRemedy, Task> Follow)
{
    public Remedy(string name, Action<PrintedRemedy> follow)
        : this(name, printed =>
        {
            follow(printed);
            return Task.CompletedTask;
        }) { }

    /// <summary>The failure, where it is none of the cases that every Go is tried on.</summary>
    public GoCase? Case { get; init; }

    /// <summary>What the way out needs, and what doesn't mend anything by itself.</summary>
    public Action<GoSandbox> Circumstances { get; init; } = _ => { };

    /// <summary>Printed on its page in docs/diagnostics, for the names that stand there.</summary>
    public bool OnPage { get; init; }

    /// <summary>Go versions from 1.21 on have it.</summary>
    public bool NewOnly { get; init; }
}

/// <summary>Ways out of failures.</summary>
internal static class RemedyCases
{
    private const string Money = "example.com/shop/money";

    // A case beside the other: the formatter runs them together.
    // csharpier-ignore
    public static readonly Remedy[] All =
    [
        Commands("go.mod lacks a requirement", "go mod tidy") with { Circumstances = HasX },
        Commands("go.mod lacks a requirement of a replaced module", "go mod tidy"),
        Commands("go.mod requires less than its requirements do", "go mod tidy"),
        OfPage("GDT1003", "a lower go line", FromTheFuture("1.9000", "local"), "go mod edit -go=") with
        {
            NewOnly = true,
        },
        new("module at GOPATH's root", printed => printed.Set("GOPATH", printed.Sandbox.Path("other"))),
        OfPage("GDT1008", "the published module", sandbox =>
        {
            HasMoney(sandbox, "v1.2.0");
            sandbox.GoMod($"require {Money} v1.2.0\nreplace {Money} => ../../lib/money");
        }, "go mod edit -dropreplace="),
        Commands("go.sum lacks a module", "go mod tidy") with { Circumstances = HasX },
        Commands("go.sum lacks a go.mod", "go mod tidy") with { Circumstances = HasX },
        Commands("go.sum lacks a go.mod: by downloading", "go mod download") with { Circumstances = HasX },
        Commands("vendor disagrees with go.mod", "go mod tidy", "go mod vendor") with { Circumstances = HasX },
        new("a branch for a version in a vendored module", async printed =>
        {
            await printed.RunAsync("go mod tidy");
            await printed.Sandbox.GoAsync(["mod", "vendor"]);
        })
        {
            Circumstances = sandbox =>
            {
                HasX(sandbox);
                sandbox.Store.Write("example.com/x", "main", "info", """{"Version":"v1.0.0"}"""u8.ToArray());
            },
        },
        Commands("vendor lacks a package", "go mod tidy", "go mod vendor") with { Circumstances = HasX },
        Commands("vendor lacks a package: by the page", "go mod tidy", "go mod vendor") with
        {
            Circumstances = HasX,
            OnPage = true,
        },
        new("workspace member missing", async printed =>
        {
            await printed.RunAsync("go work edit", ("FOLDER", "./gone"));
            await printed.Sandbox.RunAsync(["go", "work", "use", "."], printed.Sandbox.Module);
        }) { Circumstances = Program },
        new("workspace member missing: without go.work", printed => printed.Set("GOWORK")) { Circumstances = Program },
        Commands("empty workspace", "go work use") with { Circumstances = Program },
        new("workspace has the same module twice: without go.work", printed => printed.Set("GOWORK")),
        Commands("go.work older than a member", "go work use"),
        OfPage("GDT1011", "a member moved", sandbox =>
        {
            sandbox.Write("go.work", "go 1.19\n\nuse ./libs/money\n");
            sandbox.Write("shared/money/go.mod", $"module {Money}\n\ngo 1.19\n");
        }, "go work edit -dropuse=", "go work use ./"),
        Folder("module cache not writable", "GOMODCACHE"),
        Folder("build cache not writable", "GOCACHE"),
        Folder("GOCACHE undefined", "GOCACHE"),
        Folder("GOCACHE=off", "GOCACHE"),
        Folder("GOPATH relative", "GOPATH"),
        Folder("no folder for temporary files", "GOTMPDIR"),
        Saved("GDT1015", "GOFLAGS", "banana"),
        Saved("GDT1015", "GOFLAGS", "-banana"),
        Saved("GDT1015", "GOFLAGS", "-tags='a"),
        Saved("GDT1015", "GO111MODULE", "off") with { OnPage = true },
        Saved("GDT1153", "GOEXPERIMENT", "banana") with { OnPage = true },

        OfPage("GDT1102", "an older version", sandbox =>
        {
            HasMoney(sandbox, "v1.3.0");
            sandbox.Store.Add(Money, "v1.4.0", ("go.mod", $"module {Money}\n\ngo 1.99\n"));
            sandbox.GoMod($"require {Money} v1.4.0");
        }, "go mod edit -require", "go mod tidy") with { NewOnly = true },
        new("GDT1103: a lower go line", async printed =>
        {
            printed.Set("GOTOOLCHAIN");
            await printed.RunAsync("go mod edit");
        }) { Case = new("", "GDT1103", FromTheFuture("1.99.0", "auto"), "mod", "tidy"), NewOnly = true, OnPage = true },
        Commands("no go.mod", "go mod init") with { OnPage = true },
        Commands("a module in the cache was changed", "go clean") with { OnPage = true },
        new("a module lacks a package", printed => printed.RunAsync("go get", ("VERSION", "v0.9.0")))
        {
            Circumstances = sandbox => sandbox.Store
                .Add("example.com/x", "v0.9.0", ("x.go", "package x\n"), ("nosuch/nosuch.go", "package nosuch\n")),
        },
        OfPage("GDT1117", "the newest", sandbox =>
        {
            sandbox.Store.Add("example.com/shop", "v1.0.0", ("tax/tax.go", "package tax\n"))
                .Add("example.com/shop", "v1.1.0", ("shop.go", "package shop\n"))
                .Add("example.com/shop/tax", "v1.0.0", ("tax.go", "package tax\n"));
            sandbox.UseStore();
            sandbox.GoMod("require example.com/shop v1.0.0\nrequire example.com/shop/tax v1.0.0");
            sandbox.Import("example.com/shop/tax");
        }, "go mod why", "go get", "go mod tidy"),
        OfPage("GDT1118", "a fork", sandbox =>
        {
            sandbox.Store.Add(
                "example.com/you/cash", "v1.0.0",
                ("go.mod", "module example.com/shop/cash\n"), ("cash.go", "package cash\n"));
            sandbox.UseStore();
            sandbox.GoMod("require example.com/you/cash v1.0.0");
            sandbox.Import("example.com/shop/cash");
        }, "go mod edit -droprequire=example.com/you", "go mod tidy"),
        OfPage("GDT1118", "a new name", sandbox =>
        {
            sandbox.Store.Add("example.com/shop/renamed", "v1.0.0", ("go.mod", "module example.com/shop/cash\n"))
                .Add("example.com/shop/cash", "v1.0.0", ("cash.go", "package cash\n"));
            sandbox.UseStore();
            sandbox.GoMod("require example.com/shop/renamed v1.0.0");
            sandbox.Import("example.com/shop/cash");
        }, "go mod edit -droprequire=example.com/shop/renamed"),
        new("a module declares another path", async printed =>
        {
            printed.Sandbox.Import("example.com/other");
            await printed.RunAsync("go mod edit -droprequire");
            await printed.RunAsync("go mod tidy");
        })
        {
            Circumstances = sandbox => sandbox.Store
                .Add("example.com/other", "v1.0.0", ("other.go", "package other\n")),
        },
        new("a tag that isn't there", async printed =>
        {
            var listed = await printed.RunAsync("go list -m -versions");
            await printed.RunAsync("go mod edit", ("VERSION", listed.Split(' ')[1].Trim()));
        }),
        Versions("major version of another path", "example.com/x") with { Circumstances = HasX },
        Versions("major version older than its path", "example.com/x/v2") with
        {
            Circumstances = sandbox =>
            {
                sandbox.Store.Add("example.com/x/v2", "v2.0.0", ("x.go", "package x\n"));
                sandbox.UseStore();
            },
        },
        new("a proxy with 503", printed =>
            printed.Sandbox["GOPROXY"] += printed.Says("after a |")[^1] + printed.Sandbox.Store.Url),
        new("GDT1122: a password", printed =>
        {
            var (older, newer) = ("127.0.0.1", new Uri(printed.Sandbox["GOPROXY"]).Authority);
            printed.Set(".netrc", "NETRC", printed.Netrc("proxy.example.com", older, newer));
        })
        {
            Case = new("", "GDT1122", async sandbox =>
            {
                sandbox.RequireX();
                (await sandbox.UseProxyAsync(ModuleProxyFault.None, https: true)).Credentials = "me:s3cret";
                sandbox["SSL_CERT_FILE"] = sandbox.Authority();
            }, "mod", "tidy"),
            OnPage = true,
        },
        new("GOPROXY=off", async printed =>
        {
            printed.Sandbox.UseStore();
            await printed.RunAsync("go mod download");
            printed.Sandbox["GOPROXY"] = "off";
        }) { Circumstances = sandbox => sandbox.Store.Add("example.com/x", "v1.0.0", ("x.go", "package x\n")) },
        new("a proxy with a certificate of an unknown authority", printed =>
            printed.Set("SSL_CERT_FILE", printed.Sandbox.Authority())),
        new("no git", printed => printed.Set("a proxy", "GOPROXY", printed.Sandbox.Store.Url))
        {
            Circumstances = HasY,
        },
        new("GOVCS disallows git", printed => printed.Set("a proxy", "GOPROXY", printed.Sandbox.Store.Url))
        {
            Circumstances = HasY,
        },
        new("another owner's repository for the stamp, said with -v", printed =>
            printed.Sandbox["GOFLAGS"] = printed.Says("-buildvcs=false")),
        new("another owner's repository for the stamp", printed =>
            printed.Sandbox["GOFLAGS"] = printed.Says("-buildvcs=false")),
        new("a broken repository for the stamp", printed => printed.Set("GOFLAGS")) { OnPage = true },
        new("another owner's repository", async printed =>
        {
            // Git names one folder at a time.
            var said = printed.Failure.Output;
            for (var tries = 0; tries < 3 && said.Split("safe.directory ") is [_, var folder, ..]; tries++)
            {
                folder = folder.Split('\n')[0].Trim('\'');
                await printed.RunAsync("git config --global --add safe.directory", ("", folder));
                said = (await printed.Sandbox.GoAsync(["mod", "download"])).StandardError;
            }
        }) { Circumstances = sandbox => sandbox["GIT_CONFIG_GLOBAL"] = sandbox.Path("gitconfig") },
        Commands("an older Go would take other versions", "go mod edit", "go mod tidy"),
        Commands("an older Go would take other versions: those of the older one", "go mod tidy -go=") with
        {
            OnPage = true,
        },
    ];

    private static Remedy Commands(string name, params string[] commands) => new(name, async printed =>
        {
            foreach (var command in commands)
                await printed.RunAsync(command);
        });

    // What a page prints, for the names that are on it.
    private static Remedy OfPage(string code, string name, Action<GoSandbox> arrange, params string[] commands) =>
        Commands($"{code}: {name}", commands) with
        {
            Case = new(name, code, arrange, code == "GDT1011" ? ["list", "-m"] : ["mod", "tidy"]),
            OnPage = true,
        };

    private static Remedy Folder(string name, string variable) =>
        new(name, printed =>
            printed.Set(variable, Directory.CreateDirectory(printed.Sandbox.Path("writable")).FullName)
        );

    // A setting that was made with "go env -w" is taken back.
    private static Remedy Saved(string code, string variable, string value) =>
        Commands($"{variable}={value} for good", $"go env -u {variable}") with
        {
            Case = new(
                value,
                code,
                sandbox =>
                {
                    Program(sandbox);
                    sandbox.Saved(variable, value);
                },
                "list",
                "-mod=mod",
                "."
            ),
        };

    // A version that is listed is required.
    private static Remedy Versions(string name, string module) => new(name, async printed =>
        {
            var listed = await printed.RunAsync("go list -m -versions");
            printed.Sandbox.GoMod($"require {module} {listed.Split(' ')[1].Trim()}");
        });

    private static Action<GoSandbox> FromTheFuture(string go, string toolchain) =>
        sandbox =>
        {
            sandbox.Write("go.mod", $"module example.com/m\n\ngo {go}\n");
            sandbox.Store.Add(Money, "v1.0.0");
            sandbox.UseStore();
            sandbox["GOTOOLCHAIN"] = toolchain;
        };

    private static void HasX(GoSandbox sandbox)
    {
        sandbox.Store.Add("example.com/x", "v1.0.0", ("x.go", "package x\n"));
        sandbox.UseStore();
    }

    private static void HasY(GoSandbox sandbox) =>
        sandbox.Store.Add("github.com/x/y", "v1.0.0", ("y.go", "package y\n"));

    private static void HasMoney(GoSandbox sandbox, string version)
    {
        sandbox.Import(Money);
        sandbox.Store.Add(Money, version, ("money.go", "package money\n"));
        sandbox.UseStore();
    }

    private static void Program(GoSandbox sandbox)
    {
        sandbox.GoMod();
        sandbox.Import();
    }
}
