using System.Runtime.InteropServices;

namespace GoDockTasks.Core.Tests.Failures;

/// <summary>Rights, folders and programs of the machine.</summary>
internal static class SystemCases
{
    private const UnixFileMode None = UnixFileMode.None;
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    public static readonly GoCase[] All =
    [
        new(
            "module cache not writable",
            "GDT1012",
            sandbox =>
            {
                sandbox.RequireX();
                Folder(sandbox, "GOPATH");
            },
            "mod",
            "tidy"
        )
        {
            NeedsModes = true,
        },
        new(
            "build cache not writable",
            "GDT1012",
            sandbox =>
            {
                Program(sandbox);
                Folder(sandbox, "GOCACHE");
            },
            "build",
            "."
        )
        {
            NeedsModes = true,
        },
        new(
            "GOCACHE undefined",
            "GDT1012",
            sandbox =>
            {
                Program(sandbox);
                sandbox["GOCACHE"] = "";
                sandbox["HOME"] = "";
                sandbox["XDG_CACHE_HOME"] = "";
                sandbox["LocalAppData"] = "";
            },
            "build",
            "."
        ),
        new(
            "GOCACHE=off",
            "GDT1012",
            sandbox =>
            {
                Program(sandbox);
                sandbox["GOCACHE"] = "off";
            },
            "build",
            "."
        ),
        new(
            "GOPATH relative",
            "GDT1012",
            sandbox =>
            {
                Program(sandbox);
                sandbox["GOPATH"] = "banana";
            },
            "build",
            "."
        ),
        new(
            "no folder for temporary files",
            "GDT1012",
            sandbox =>
            {
                Program(sandbox);
                sandbox["GOTMPDIR"] = Path.Combine(sandbox.Root, "gone");
            },
            "build",
            "."
        ),
        new(
            "a Go file that can't be read",
            "GDT1012",
            sandbox =>
            {
                Program(sandbox);
                sandbox.Deny("m.go", None);
            },
            "build",
            "."
        )
        {
            NeedsModes = true,
        },
        new(
            "a go.mod that can't be read",
            "GDT1012",
            sandbox =>
            {
                Program(sandbox);
                sandbox.Deny("go.mod", None);
            },
            "mod",
            "tidy"
        )
        {
            NeedsModes = true,
        },
        new(
            "a folder that can't be read",
            "GDT1012",
            sandbox =>
            {
                Program(sandbox);
                sandbox.Write("closed/closed.go", "package closed\n");
                sandbox.Deny("closed", None);
            },
            "mod",
            "tidy"
        )
        {
            NeedsModes = true,
        },
        new(
            "a replaced module that can't be read",
            "GDT1012",
            sandbox =>
            {
                sandbox.GoMod("require example.com/x v1.0.0\nreplace example.com/x => ./x");
                sandbox.Import("example.com/x");
                sandbox.Write("x/go.mod", "module example.com/x\n");
                sandbox.Deny("x/go.mod", None);
            },
            "mod",
            "tidy"
        )
        {
            NeedsModes = true,
        },
        new(
            "a go.sum that can't be written",
            "GDT1144",
            sandbox =>
            {
                sandbox.RequireX();
                sandbox.Deny(".", ReadOnly);
            },
            "mod",
            "tidy"
        )
        {
            NeedsModes = true,
        },
        new(
            "a go.mod that can't be written",
            "GDT1144",
            sandbox =>
            {
                sandbox.GoMod("require example.com/x v1.0.0\nreplace example.com/x => ./x");
                sandbox.Import();
                sandbox.Deny("go.mod", UnixFileMode.UserRead);
            },
            "mod",
            "tidy"
        )
        {
            NeedsModes = true,
        },
        new("no space", "GDT1145", Program, "build", "-o", "/dev/full", ".") { NeedsModes = true },
        new(
            "no C compiler",
            "GDT1146",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Import("C");
                sandbox["CGO_ENABLED"] = "1";
                sandbox.NoPrograms();
            },
            "list",
            "-compiled",
            "."
        ),
        new(
            "another C compiler that isn't there",
            "GDT1146",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Import("C");
                sandbox["CGO_ENABLED"] = "1";
                sandbox["CC"] = "banana-cc";
            },
            "list",
            "-compiled",
            "."
        ),
        new(
            "a program for another processor is run",
            "GDT2412",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("m.go", "package main\n\nfunc main() {}\n");
                sandbox["GOARCH"] = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "amd64" : "arm64";
            },
            "run",
            "."
        )
        {
            NeedsModes = true,
        },
        new(
            "go generate starts a script without a first line",
            "GDT2409",
            sandbox => Script(sandbox, ReadOnly),
            "generate"
        )
        {
            NeedsModes = true,
        },
        new(
            "go generate starts a program that isn't there",
            "GDT2123",
            sandbox =>
            {
                sandbox.GoMod();
                sandbox.Write("m.go", "package m\n\n//go:generate banana-gen\n");
            },
            "generate"
        ),
        new(
            "go generate starts a script that may not be run",
            "GDT2409",
            sandbox => Script(sandbox, UnixFileMode.UserRead),
            "generate"
        )
        {
            NeedsModes = true,
        },
    ];

    private static void Script(GoSandbox sandbox, UnixFileMode mode)
    {
        sandbox.GoMod();
        sandbox.Write("m.go", "package m\n\n//go:generate ./gen.sh\n");
        sandbox.Write("gen.sh", "echo\n");
        sandbox.Deny("gen.sh", mode);
    }

    private static void Program(GoSandbox sandbox)
    {
        sandbox.GoMod();
        sandbox.Import();
    }

    private static void Folder(GoSandbox sandbox, string variable)
    {
        var folder = Directory.CreateDirectory(Path.Combine(sandbox.Root, variable)).FullName;
        sandbox[variable] = folder;
        sandbox.Deny(folder, ReadOnly);
    }
}
