using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Dockerfiles.Context;
using GoDockTasks.Core.Dockerfiles.Evaluation;
using GoDockTasks.Core.Dockerfiles.Syntax;
using GoDockTasks.Core.Modules;

namespace GoDockTasks.Core.Dockerfiles.Rules.Security;

/// <summary>
/// GDT2303: a file of credentials is copied into the image, by its name or along with the folder that it lies in.
/// </summary>
internal sealed class CredentialsFileRule : IDockerfileRule
{
    private static readonly string[] Looked =
    [
        ".netrc",
        "_netrc",
        ".git-credentials",
        ".npmrc",
        "id_rsa",
        "id_ed25519",
        "id_ecdsa",
        ".ssh/id_rsa",
        ".ssh/id_ed25519",
        ".ssh/id_ecdsa",
    ];

    public IEnumerable<Diagnostic> Check(LintedDockerfile file)
    {
        foreach (var step in file.Trace.Stages.SelectMany(stage => stage.Steps))
        {
            if (step.Instruction.Kind is not (InstructionKind.Copy or InstructionKind.Add))
                continue;
            for (var i = 0; i + 1 < step.Instruction.Arguments.Length; i++)
            {
                var word = step.Instruction.Arguments[i];
                // Of another stage's files there is no list.
                if (Copied(file, step, word, i < step.Sources.Length ? step.Sources[i] : null) is { } copied)
                {
                    yield return file.Report(
                        DiagnosticCatalogue.SecretInImage,
                        word,
                        $"{copied} is copied into the image, where everybody who has it can read it, even "
                            + $"if it is deleted later; use RUN --mount=type=secret, and name it in .dockerignore"
                    );
                }
            }
        }
    }

    private static string? Copied(LintedDockerfile file, BuildStep step, Word word, CopiedSource? source)
    {
        if (file.Expand(step, word) is not { } text || HeredocNames.Parse(word.Text) is not null)
            return null;
        var path = ImagePath.Combine("/", text)[1..];
        var name = ImagePath.NameOf(path);
        if (SecretNames.IsCredentialsFile(name))
            return name == ".ssh" && source is not null && !HoldsKey(file, source) ? null : $"'{name}'";
        if (step.Instruction.Flag("from") is not null)
            return null;
        if (name == ".npmrc")
            return HasToken(file, path) ? "'.npmrc' with a token" : null;
        foreach (
            var folder in (source?.Matches ?? []).Where(match => file.Context.Find(match) == ContextEntry.Directory)
        )
        {
            foreach (var looked in Looked)
            {
                var inside = folder.Length == 0 ? looked : folder + "/" + looked;
                if (file.Context.Find(inside) == ContextEntry.File && (looked != ".npmrc" || HasToken(file, inside)))
                    return $"'{inside}'";
            }
        }

        return null;
    }

    // known_hosts and config hold no secret.
    private static bool HoldsKey(LintedDockerfile file, CopiedSource source) =>
        source.Path is null
        || file.Context.Find(source.Path) != ContextEntry.Directory
        || file.Context.HasFile(source.Path, name =>
            name.StartsWith("id_", StringComparison.Ordinal) && !name.EndsWith(".pub", StringComparison.Ordinal)
        ) != false;

    // npm replaces ${…} itself; what is written out is the secret.
    private static bool HasToken(LintedDockerfile file, string path)
    {
        if (ModuleFileReader.Read(file.Context.FullPath(path), ModuleFileReader.MaxModBytes).Text is not { } text)
            return false;
        foreach (var line in text.Split('\n'))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (
                equals > 0
                && line[..equals].TrimEnd() is var name
                && (
                    name.EndsWith("_authToken", StringComparison.Ordinal)
                    || name.EndsWith("_password", StringComparison.Ordinal)
                    || name.EndsWith("_auth", StringComparison.Ordinal)
                )
                && SecretNames.IsLiteral(line[(equals + 1)..].Trim())
            )
            {
                return true;
            }
        }

        return false;
    }
}
