using System.Collections.Immutable;

namespace GoDockTasks.Core.Modules;

/// <summary>
/// Collects the lines of a vendor/modules.txt, by the rules of cmd/go/internal/modload's readVendorList.
/// </summary>
internal sealed class VendorModulesBuilder
{
    private const string Metadata = "## ";
    private readonly ImmutableArray<VendoredModule>.Builder modules = ImmutableArray.CreateBuilder<VendoredModule>();
    private readonly ImmutableArray<string>.Builder packages = ImmutableArray.CreateBuilder<string>();
    private VendoredModule? current;

    public bool IsWorkspace { get; private set; }

    public ImmutableArray<VendoredModule> ToImmutable()
    {
        EndModule();
        return modules.ToImmutable();
    }

    public void ReadLine(ReadOnlySpan<char> line, int number)
    {
        if (line.StartsWith("# ", StringComparison.Ordinal))
            StartModule(line, number);
        else if (line.StartsWith(Metadata, StringComparison.Ordinal))
            ReadMetadata(line[Metadata.Length..], number);
        else if (current is not null)
            ReadPackage(line);
    }

    private void StartModule(ReadOnlySpan<char> line, int number)
    {
        Span<Range> fields = stackalloc Range[6];
        var count = GoText.Fields(line, fields);
        if (count < 3)
            return;
        EndModule();
        var version = line[fields[2]].ToString();
        var arrow = version == "=>" ? 2 : 3;
        if (arrow == 3 && !Semver.IsValid(version))
            return;
        current = new(
            line[fields[1]].ToString(),
            arrow == 2 ? null : version,
            null,
            null,
            Explicit: false,
            null,
            [],
            new(number, 1)
        );
        if (count < arrow + 2 || count > arrow + 3 || line[fields[arrow]] is not "=>")
            return;
        var newVersion = count == arrow + 3 ? line[fields[arrow + 2]].ToString() : null;
        if (newVersion is null || Semver.IsValid(newVersion))
            current = current with { NewPath = line[fields[arrow + 1]].ToString(), NewVersion = newVersion };
    }

    private void EndModule()
    {
        if (current is not null)
            modules.Add(current with { Packages = packages.DrainToImmutable() });
        current = null;
    }

    private void ReadMetadata(ReadOnlySpan<char> line, int number)
    {
        while (!line.IsEmpty)
        {
            var end = line.IndexOf(';');
            var entry = (end < 0 ? line : line[..end]).Trim();
            line = end < 0 ? default : line[(end + 1)..];
            if (number == 1 && entry is "workspace")
                IsWorkspace = true;
            else if (current is not null && entry is "explicit")
                current = current with { Explicit = true };
            else if (current is not null && entry.StartsWith("go ", StringComparison.Ordinal))
                current = current with { GoVersion = entry["go ".Length..].ToString() };
        }
    }

    private void ReadPackage(ReadOnlySpan<char> line)
    {
        Span<Range> fields = stackalloc Range[1];
        if (GoText.Fields(line, fields) != 1)
            return;
        var package = line[fields[0]].ToString();
        if (ModulePath.IsValidImport(package))
            packages.Add(package);
    }
}
