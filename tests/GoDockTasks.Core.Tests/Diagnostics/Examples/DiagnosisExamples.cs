using GoDockTasks.Core.Diagnosis;
using GoDockTasks.Core.Tests.Diagnosis;
using GoDockTasks.Core.Tests.Tidy;

namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>50xx: what a log tells of, or doesn't; and the codes that logs alone are told as.</summary>
internal static class DiagnosisExamples
{
    public static IEnumerable<DiagnosticExample> All =>
        [
            OfLog(
                "GDT1155",
                "#11 [build 6/7] RUN go test ./...\n#11 4.2 --- FAIL: TestTotal (0.00s)\n"
                    + "#11 4.2     total_test.go:12: got 3, want 4\n#11 4.2 FAIL\n"
                    + "#11 4.2 FAIL\texample.com/shop/orders/total\t0.003s\n#11 4.3 FAIL\n"
                    + "#11 ERROR: process \"/bin/sh -c go test ./...\" did not complete successfully: exit code: 1\n"
            ),
            OfLog("GDT2412", "orders-1  | exec /orders: exec format error\norders-1 exited with code 255\n"),
            OfLog(
                "GDT2413",
                "orders-1  | /orders: error while loading shared libraries: libpq.so.5: cannot open shared object file: "
                    + "No such file or directory\norders-1 exited with code 127\n"
            ),
            OfLog("GDT5002", "#7 [build 4/6] RUN go mod download\n#7 DONE 1.2s\n"),
            OfLog(
                "GDT5003",
                "ERROR: failed to solve: process \"/bin/sh -c go mod tidy\" did not complete successfully: exit code: 1\n"
            ),
            OfLog("GDT5004", ""),
            OfLog(
                "GDT5005",
                "ERROR: failed to solve: golang:1.99: failed to resolve source metadata for "
                    + "docker.io/library/golang:1.99: docker.io/library/golang:1.99: not found\n"
            ),
            new("GDT5008", () => OfReproductionAsync("GDT5008")),
            new("GDT5009", () => OfReproductionAsync("GDT5009")),
        ];

    // What the copy leaves behind is why it fails.
    private static async Task<string> OfReproductionAsync(string code)
    {
        using var folder = new CheckedFolder();
        folder
            .With("orders/go.mod", "module example.com/orders\n\ngo 1.19\n\nrequire example.com/greet v1.0.0\n")
            .With("orders/main.go", "package main\n\nimport _ \"example.com/greet\"\n\nfunc main() {}\n");
        await folder.TidyAsync("orders");
        folder.With("orders/vendor/modules.txt", "# example.com/greet v0.9.0\n## explicit\nexample.com/greet\n");
        var module = await DiagnosedService.ReproduceAsync(folder);
        return Printed.Of(code, module.Reproduction!.Diagnostics, folder.Folder.Root);
    }

    private static DiagnosticExample OfLog(string code, string log) => new(code, () =>
        {
            using var folder = new TemporaryFolder();
            folder.Write("build.log", log);
            var (logs, _) = LogDiagnosis.Read("build.log", folder.Root, [], CancellationToken.None);
            return Task.FromResult(Printed.Of(code, [logs.Single().Cause.ToDiagnostic()], folder.Root));
        });
}
