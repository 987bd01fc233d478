// MSBuild knows this attribute by its full name, so that a task can carry it and still load in hosts without it.
namespace Microsoft.Build.Framework;

/// <summary>
/// Under -mt, the task runs in the shared process: it keeps away from the process's directory, environment and console.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
