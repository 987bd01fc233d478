using System.Globalization;
using System.Text;
using DotLiquid;
using DotLiquid.Exceptions;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Dockerfiles.Generation;

/// <summary>What a Dockerfile is made from: a text in Liquid.</summary>
internal sealed class DockerfileTemplate
{
    // A template that makes more than this of a handful of values is a mistake.
    private const int MaxBytes = 1024 * 1024;
    private const int MaxIterations = 10_000;
    private const int MaxMilliseconds = 10_000;

    private readonly string text;
    private readonly string? path;

    private DockerfileTemplate(string text, string? path) => (this.text, this.path) = (text, path);

    /// <summary>What the first line of a generated file calls it.</summary>
    public string Name => path is null ? "its own template" : Path.GetFileName(path);

    /// <summary>The one that ships in the package.</summary>
    public static DockerfileTemplate Own()
    {
        using var stream = typeof(DockerfileTemplate).Assembly.GetManifestResourceStream("Dockerfile.liquid")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new(reader.ReadToEnd(), null);
    }

    /// <summary>A user's; null with a GDT2003 where it can't be read.</summary>
    public static (DockerfileTemplate? Template, Diagnostic? Problem) Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                return (null, Wrong(path, 0, 0, "is larger than 1 MiB, which no template is"));
            return (new(File.ReadAllText(path).ReplaceLineEndings("\n"), path), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, Wrong(path, 0, 0, $"can't be read ({exception.Message}); name another in Template or GoDockDockerfileTemplate"));
        }
    }

    /// <summary>The Dockerfile's text, with \n; null with GDT2003 at the first place that is wrong.</summary>
    public (string? Text, Diagnostic? Problem) Render(DockerfileModel model)
    {
        try
        {
            var template = Template.Parse(text);
            var output = template.Render(new RenderParameters(CultureInfo.InvariantCulture)
            {
                LocalVariables = model.ToHash(),
                Filters = [typeof(LiquidFilters)],
                ErrorsOutputMode = ErrorsOutputMode.Suppress,
                SyntaxCompatibilityLevel = SyntaxCompatibility.DotLiquid22a,
                MaxIterations = MaxIterations,
                Timeout = MaxMilliseconds,
            });
            return template.Errors is [var error, ..] ? (null, Describe(error)) : (output.ReplaceLineEndings("\n"), null);
        }
        catch (LiquidException exception)
        {
            var (line, column) = LiquidErrorLocator.FindSyntaxError(text);
            return (null, Wrong(path, line, column, Sentence(exception.Message)));
        }
        catch (Exception exception) when (exception is RenderException or OperationCanceledException or FormatException or System.ArgumentException)
        {
            return (null, Wrong(path, 0, 0, Sentence(exception.Message)));
        }
    }

    private Diagnostic Describe(Exception error)
    {
        var name = LiquidErrorLocator.Quoted(error.Message);
        var (line, column) = name is null ? (0, 0) : LiquidErrorLocator.FindName(text, name);
        return Wrong(path, line, column, error is VariableNotFoundException ? $"names '{name}', which no template is given; see docs/dockerfiles.md for what is" : Sentence(error.Message));
    }

    private static string Sentence(string message) => "is no valid Liquid: " + message.ReplaceLineEndings(" ").TrimEnd('.');

    private static Diagnostic Wrong(string? path, int line, int column, string what) =>
        new(DiagnosticCatalogue.TemplateWrong, new(path, line, column), $"The template '{Path.GetFileName(path)}' {what}.");
}
