using System.Collections.Immutable;
using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Sidecars;

/// <summary>The sidecars of a project, and what is wrong with the items that gave none.</summary>
public sealed record SidecarList(ImmutableArray<Sidecar> Sidecars, ImmutableArray<Diagnostic> Diagnostics);
