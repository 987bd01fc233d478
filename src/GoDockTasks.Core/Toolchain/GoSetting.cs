using GoDockTasks.Core.Diagnostics;

namespace GoDockTasks.Core.Toolchain;

/// <summary>One of Go's settings as it counts in this build.</summary>
/// <param name="Name">The variable, such as GOPROXY.</param>
/// <param name="Value">As it was written; may hold credentials, so never show it as it is.</param>
/// <param name="Origin">Who set it.</param>
/// <param name="Location">
/// The value's place in the user's file or in GOROOT/go.env; the project file for a property; none otherwise.
/// </param>
public sealed record GoSetting(string Name, string Value, GoSettingOrigin Origin, SourceLocation Location)
{
    /// <summary>Somebody chose the value, rather than Go or whoever packaged it.</summary>
    public bool IsChosen => Origin <= GoSettingOrigin.UserFile;
}
