using System.Runtime.InteropServices;

namespace GoDockTasks.Core.Toolchain;

/// <summary>The system that the build runs on, for rules that differ by system.</summary>
internal static class HostPlatform
{
    public static OSPlatform Current { get; } =
        OperatingSystem.IsWindows() ? OSPlatform.Windows
        : OperatingSystem.IsMacOS() ? OSPlatform.OSX
        : OSPlatform.Linux;
}
