using System.Globalization;

namespace GoDockTasks.TestSupport;

/// <summary>A registry on loopback, without TLS, that is forgotten with its test. Needs root.</summary>
public sealed class OciRegistry : IAsyncDisposable
{
    /// <summary>The user whom <see cref="StartAsync"/> lets in where it is told to keep others out.</summary>
    public const string User = "shop";

    /// <summary>That user's password.</summary>
    public const string Password = "pass-word";

    // Of that password, by bcrypt: the only hash that the registry takes.
    private const string Users = User + ":$2b$05$abcdefghijklmnopqrstuulQElbHkP7vjLqXxb3Lzm18cJsfRyGH6\n";

    private readonly BackgroundProgram program;

    private OciRegistry(BackgroundProgram program, string host) => (this.program, Host) = (program, host);

    /// <summary><c>127.0.0.1:port</c>.</summary>
    public string Host { get; }

    /// <summary>One that lists by itself what refers to an image.</summary>
    public static Task<OciRegistry> StartWithReferrersAsync() =>
        ServeAsync(
            Folder(),
            "listening on ",
            '\n',
            Tool.Find("referrers-registry", "bin/referrers-registry"),
            "127.0.0.1:0"
        );

    /// <summary>One that doesn't: its clients keep the list under a tag.</summary>
    /// <param name="withUsers">Let nobody in but <see cref="User"/>.</param>
    public static async Task<OciRegistry> StartAsync(bool withUsers = false)
    {
        var folder = Folder();
        var users = Path.Combine(folder, "users");
        await File.WriteAllTextAsync(users, Users);
        var configuration = Path.Combine(folder, "config.yml");
        await File.WriteAllTextAsync(
            configuration,
            string.Create(
                CultureInfo.InvariantCulture,
                $"version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: {folder}/data\nhttp:\n  addr: 127.0.0.1:0\n"
            ) + (withUsers ? $"auth:\n  htpasswd:\n    realm: tests\n    path: {users}\n" : "")
        );
        return await ServeAsync(
            folder,
            "msg=\"listening on ",
            '"',
            Tool.Find("docker-registry", "bin/docker-registry"),
            "serve",
            configuration
        );
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();

    private static string Folder() => Directory.CreateTempSubdirectory("gd-registry-").FullName;

    // The port that the system chose stands in the log alone.
    private static async Task<OciRegistry> ServeAsync(string folder, string before, char after, params string[] command)
    {
        var program = await BackgroundProgram.StartAsync(
            [.. command],
            new Dictionary<string, string> { ["PATH"] = Tool.SystemPath },
            [folder]
        );
        var host = await program.WaitForAsync(async () =>
        {
            var log = await program.ReadLogAsync();
            var start = log.IndexOf(before, StringComparison.Ordinal) + before.Length;
            var end = start < before.Length ? -1 : log.IndexOf(after, start);
            return end < 0 ? null : log[start..end];
        });
        return new(program, host);
    }
}
