using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Oci;

/// <summary>
/// Something of an image isn't as it should be. Never leaves this room: it becomes GDT4101 there.
/// </summary>
/// <param name="what">A clause: "its content has another hash".</param>
/// <param name="file">Absolute path of the damaged file; null where whoever opened it knows.</param>
internal sealed class LayoutDamageException(string what, string? file = null) : IOException(what)
{
    public string? File => file;

    /// <param name="folder">Of the layout.</param>
    /// <param name="archive">The file that it was unpacked from; null where it lay there.</param>
    public Diagnostic ToDiagnostic(string folder, string? archive = null) =>
        new(
            DiagnosticCatalogue.ImageLayoutUnreadable,
            new(archive ?? file ?? folder),
            $"the image in '{archive ?? folder}' can't be read: '{Path.GetRelativePath(folder, file ?? folder)}' "
                + $"isn't what it should be: {Message}; build or save the image again"
        );

    /// <summary>Of what reading a file can fail with.</summary>
    public static LayoutDamageException From(Exception exception, string file) =>
        exception switch
        {
            LayoutDamageException damage => damage.File is null ? new(damage.Message, file) : damage,
            FileNotFoundException or DirectoryNotFoundException => new("it isn't there", file),
            _ => new(exception.Message, file),
        };
}
