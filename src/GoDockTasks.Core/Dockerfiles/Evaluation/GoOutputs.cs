using System.Collections.Immutable;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Shell;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Evaluation;

/// <summary>Where `go build` leaves programs. Source: runBuild and DefaultExecName of cmd/go.</summary>
/// <param name="Files">Absolute paths.</param>
/// <param name="Unknown">A folder (or file) in which it can't be told what is left; null where all of it is
/// known.</param>
internal sealed record GoOutputs(ImmutableArray<string> Files, string? Unknown)
{
    private static readonly GoOutputs Anything = new([], "/");

    /// <param name="files">All that is in the image when the command runs.</param>
    public static GoOutputs Of(BuildContext context, ImageFiles files, ShellCommand command)
    {
        var go = GoArguments.Read(command);
        var isOther =
            command.Variable("GOFLAGS") is { Text: null }
            || command.Variable("GOOS") is { Text: not (null or "linux" or "") }
            || IsLibrary(go);
        if (go.Flag("o") is not { } output)
            return go.Directory is not { } directory ? Anything
                : isOther ? new([], directory)
                : new GoOutputs([], null).With(Names(context, files, go, isSingle: true), directory);
        if (output.Value is not { Length: > 0 } path || go.Directory is null && !path.StartsWith('/'))
            return Anything;
        var target = ImagePath.Combine(go.Directory ?? "/", path);
        // A folder gets a program for each main package; what is none yet, and isn't written as one, becomes the
        // program.
        var isFolder = path.EndsWith('/') ? Presence.Present : files.FindFolder(target);
        if (IsLibrary(go))
            return new([], ImagePath.ParentOf(target));
        return isFolder switch
        {
            Presence.Absent => new([target], null),
            Presence.Present when !isOther => new GoOutputs([], null).With(
                Names(context, files, go, isSingle: false),
                target
            ),
            _ => new([], target),
        };
    }

    // With a header beside it, for some.
    private static bool IsLibrary(GoArguments go) =>
        go.Flag("buildmode") is { Value: not ("exe" or "pie" or "default") };

    private GoOutputs With(ImmutableArray<string>? names, string folder) =>
        names is { } known
            ? this with
            {
                Files = [.. known.Select(name => ImagePath.Combine(folder, name))],
            }
            : this with
            {
                Unknown = folder,
            };

    /// <summary>Null where they can't be known.</summary>
    /// <param name="isSingle">Several packages leave nothing.</param>
    private static ImmutableArray<string>? Names(BuildContext context, ImageFiles files, GoArguments go, bool isSingle)
    {
        var operands = go.Operands.IsEmpty ? ["."] : go.Operands.Select(word => word.Text).ToArray();
        if (
            Array.Exists(operands, operand =>
                operand is null
                || operand.Contains("...", StringComparison.Ordinal)
                || operand.AsSpan().ContainsAny("*?[")
            )
        )
            return null;
        if (operands[0]!.EndsWith(".go", StringComparison.Ordinal))
            return [ImagePath.NameOf(operands[0]!)[..^3]];
        if (isSingle && operands.Length > 1)
            return [];
        var names = operands.Select(operand => Name(context, files, go.Directory, operand!)).ToList();
        return names.Contains(null) ? null : [.. names.OfType<string>()];
    }

    private static string? Name(BuildContext context, ImageFiles files, string? directory, string operand)
    {
        if (!operand.StartsWith('.') && !operand.StartsWith('/'))
            return LastElement(operand);
        if (directory is null)
            return null;
        var folder = ImagePath.Combine(directory, operand);
        var goMod = files.Find(ImagePath.Combine(folder, "go.mod"));
        if (goMod.IsAbsent)
            return folder == "/" ? null : LastElement(folder);
        return
            goMod.Source is { } source
            && ModuleFileReader.Read(context.FullPath(source), ModuleFileReader.MaxModBytes).Text is { } text
            && GoModFile.Parse(text, source).Value?.Module?.Path is { } path
            ? LastElement(path)
            : null;
    }

    // example.com/orders/v2 is called orders.
    private static string? LastElement(string path)
    {
        var name = ImagePath.NameOf(path);
        var isVersion =
            name.Length > 1
            && name[0] == 'v'
            && name.AsSpan(1).ContainsAnyExceptInRange('0', '9') == false
            && path.Contains('/', StringComparison.Ordinal);
        name = isVersion ? ImagePath.NameOf(path[..path.LastIndexOf('/')]) : name;
        return name.Length == 0 ? null : name;
    }
}
