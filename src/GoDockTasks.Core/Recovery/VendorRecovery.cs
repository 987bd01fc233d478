using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;
using GoDockTasks.Core.Processes;
using GoDockTasks.Core.Tidy;

namespace GoDockTasks.Core.Recovery;

/// <summary>Vendor folders: they are the user's, so that go writes one anew with GoDockFix only.</summary>
internal sealed class VendorRecovery(CheckedGo go, IProcessRunner runner, ModuleCheckRequest request)
{
    /// <returns>GDT5014: a warning where it is mended.</returns>
    public async Task<IEnumerable<Diagnostic>> RunAsync(
        ImmutableArray<VendorFolder> folders,
        ImmutableArray<CachedModule> cached,
        CancellationToken cancellationToken
    )
    {
        var byName = cached.ToDictionary(module => module.Name, StringComparer.Ordinal);
        var diagnostics = new List<Diagnostic>();
        foreach (var folder in folders)
        {
            var found = VendorIntegrity.Check(folder, byName);
            if (found.Length > 0 && request.Fix && go.Toolchain is { } toolchain)
            {
                var vendor = await runner
                    .RunAsync(
                        new(
                            toolchain.Executable,
                            [folder.Subcommand, "vendor"],
                            folder.Directory,
                            go.Settings.ProcessEnvironment(),
                            request.Timeout
                        ),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (vendor.Succeeded && VendorIntegrity.Check(folder, byName).IsEmpty)
                    found = [.. found.Select(one => one with { Severity = DiagnosticSeverity.Warning })];
            }

            diagnostics.AddRange(found);
        }

        return diagnostics;
    }
}
