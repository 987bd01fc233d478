using System.Globalization;
using System.Text;
using GoDockTasks.Benchmarks.Measuring;

namespace GoDockTasks.Benchmarks.Workload;

/// <summary>The sidecars: Go services of 23 files in 8 packages, of the size that small services have.</summary>
internal static class GoServices
{
    private const int FunctionsPerFile = 12;

    private static readonly string[] Files =
    [
        "doc.go",
        "cmd/service/main.go",
        "internal/api/server.go",
        "internal/api/orders.go",
        "internal/api/customers.go",
        "internal/api/errors.go",
        "internal/api/orders_test.go",
        "internal/config/config.go",
        "internal/config/config_test.go",
        "internal/domain/order.go",
        "internal/domain/customer.go",
        "internal/domain/price.go",
        "internal/domain/price_test.go",
        "internal/events/publisher.go",
        "internal/events/consumer.go",
        "internal/events/message.go",
        "internal/events/message_test.go",
        "internal/health/health.go",
        "internal/health/health_test.go",
        "internal/store/store.go",
        "internal/store/orders.go",
        "internal/store/customers.go",
        "internal/store/orders_test.go",
    ];

    /// <summary>
    /// Changes one line of code, in a package that the program imports, so that it is as nobody has compiled it before.
    /// What it requires stays.
    /// </summary>
    /// <param name="service">The module's folder.</param>
    /// <param name="unique">No two edits have the same.</param>
    public static void EditOneLine(string service, string unique)
    {
        var path = Path.Combine(service, "internal", "api", "orders.go");
        var lines = File.ReadAllLines(path);
        var line = Array.FindIndex(lines, text => text.Contains("fmt.Errorf(", StringComparison.Ordinal));
        lines[line] = $"\t\treturn \"\", fmt.Errorf(\"{unique} of %q: %w\", name, err)";
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }

    /// <summary>Writes so many modules into <paramref name="folder"/>, all tidy.</summary>
    /// <param name="pathOf">
    /// A module's path by its folder's name. Go compiles modules of the same path and content once.
    /// </param>
    /// <param name="go">The go program.</param>
    public static async Task WriteAsync(
        string folder,
        int count,
        Func<string, string> pathOf,
        string go,
        Commands commands,
        CancellationToken cancellationToken
    )
    {
        var first = Path.Combine(folder, Name(0));
        WriteSources(first, Name(0), pathOf);
        await File.WriteAllTextAsync(
            Path.Combine(first, "go.mod"),
            $"module {pathOf(Name(0))}\n\ngo 1.21\n",
            cancellationToken
        );
        // Fills the module cache as well.
        await commands.RunAsync(go, ["mod", "tidy"], first, cancellationToken);

        var goMod = await File.ReadAllTextAsync(Path.Combine(first, "go.mod"), cancellationToken);
        foreach (var name in Enumerable.Range(1, count - 1).Select(Name))
        {
            var service = Path.Combine(folder, name);
            WriteSources(service, name, pathOf);
            await File.WriteAllTextAsync(
                Path.Combine(service, "go.mod"),
                goMod.Replace(pathOf(Name(0)), pathOf(name), StringComparison.Ordinal),
                cancellationToken
            );
            File.Copy(Path.Combine(first, "go.sum"), Path.Combine(service, "go.sum"));
        }
    }

    /// <summary>Has a module import these, too.</summary>
    /// <param name="service">The module's folder.</param>
    public static void Use(LargeModules modules, string service)
    {
        var text = new StringBuilder("package store\n\nimport (\n");
        foreach (var path in modules.Paths)
            text.Append(CultureInfo.InvariantCulture, $"\t\"{path}\"\n");
        text.Append(")\n\n// Libraries names them.\nfunc Libraries() []string {\n\treturn []string{\n");
        foreach (var path in modules.Paths)
            text.Append(CultureInfo.InvariantCulture, $"\t\t{path[(path.LastIndexOf('/') + 1)..]}.Describe(),\n");
        File.WriteAllText(
            Path.Combine(service, "internal", "store", "libraries.go"),
            text.Append("\t}\n}\n").ToString()
        );
    }

    public static string Name(int number) => "service" + number.ToString("000", CultureInfo.InvariantCulture);

    public static string ModulePath(string name) => "example.com/shop/" + name;

    private static void WriteSources(string service, string name, Func<string, string> pathOf)
    {
        for (var i = 0; i < Files.Length; i++)
        {
            var path = Path.Combine(service, Files[i]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(
                path,
                i switch
                {
                    0 => $"// Package {name} is a service.\npackage {name}\n",
                    1 => Program(pathOf(name)),
                    _ => Source(Files[i], GoModules.Direct[i % GoModules.Direct.Count]),
                }
            );
        }
    }

    private static string Program(string module) =>
        $$"""
            package main

            import (
            	"context"
            	"fmt"
            	"os"

            	"{{module}}/internal/api"
            	"{{module}}/internal/config"
            	"{{module}}/internal/domain"
            	"{{module}}/internal/events"
            	"{{module}}/internal/health"
            	"{{module}}/internal/store"
            )

            func main() {
            	for _, step := range []func(context.Context, string) (string, error){
            		config.Config00, domain.Order00, events.Publisher00, health.Health00, store.Store00, api.Server00,
            	} {
            		text, err := step(context.Background(), os.Getenv("SERVICE_NAME"))
            		if err != nil {
            			fmt.Fprintln(os.Stderr, err)
            			os.Exit(1)
            		}
            		fmt.Println(text)
            	}
            }

            """;

    private static string Source(string file, string module)
    {
        var subject = Path.GetFileNameWithoutExtension(file);
        var isTest = subject.EndsWith("_test", StringComparison.Ordinal);
        var function = string.Concat(subject.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var text = new StringBuilder(
            $"package {Path.GetFileName(Path.GetDirectoryName(file))}\n\nimport (\n\t\"context\"\n"
                + $"\t\"fmt\"\n\t\"strings\"\n{(isTest ? "\t\"testing\"\n" : "")}\n\t\"{module}\"\n)\n"
        );
        for (var i = 0; i < FunctionsPerFile; i++)
            AppendFunction(
                text,
                function + i.ToString("00", CultureInfo.InvariantCulture),
                module[(module.LastIndexOf('/') + 1)..]
            );
        if (isTest)
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nfunc Test{function}(t *testing.T) {{\n\tif _, err := {function}00(context.Background(), "
                    + $"\"a\"); err != nil {{\n\t\tt.Fatal(err)\n\t}}\n}}\n"
            );
        return text.ToString();
    }

    private static void AppendFunction(StringBuilder text, string name, string package) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $$"""

            // {{name}} looks at what it is given, and says what became of it.
            func {{name}}(ctx context.Context, name string) (string, error) {
            	if err := ctx.Err(); err != nil {
            		return "", fmt.Errorf("{{name}} of %q: %w", name, err)
            	}
            	parts := []string{strings.TrimSpace(name), {{package}}.Describe()}
            	return strings.Join(parts, " "), nil
            }

            """
        );
}
