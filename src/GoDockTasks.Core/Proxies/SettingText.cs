using GoDockTasks.Core.Toolchain;

namespace GoDockTasks.Core.Proxies;

/// <summary>What messages say of a setting: where it comes from, and how to change it there.</summary>
internal static class SettingText
{
    /// <summary>The variable with its source, such as <c>GOPROXY (property GoDockGoProxy)</c>.</summary>
    public static string Name(GoSetting setting) =>
        setting.Origin == GoSettingOrigin.Default ? setting.Name : $"{setting.Name} ({Source(setting)})";

    /// <summary>Who set it.</summary>
    public static string Source(GoSetting setting) =>
        setting.Origin switch
        {
            GoSettingOrigin.Property => $"property {Property(setting.Name)}",
            GoSettingOrigin.Environment => "environment",
            GoSettingOrigin.UserFile => "go env -w",
            GoSettingOrigin.GoRootFile => "GOROOT/go.env",
            _ => "Go's default",
        };

    /// <summary><see cref="Name"/> with the value, which is shown without credentials.</summary>
    public static string NameAndValue(GoSetting setting) =>
        $"{Name(setting)} is '{UrlCredentials.Hide(setting.Value)}'";

    /// <summary>How to give the setting another value, shown without credentials, where it is set now.</summary>
    public static string Set(GoSetting setting, string value) =>
        setting.Origin switch
        {
            GoSettingOrigin.Property => $"set {Property(setting.Name)} to '{UrlCredentials.Hide(value)}'",
            GoSettingOrigin.Environment => $"set {setting.Name} to '{UrlCredentials.Hide(value)}' in the environment",
            _ => $"go env -w \"{setting.Name}={UrlCredentials.Hide(value)}\"",
        };

    /// <summary>How to go back to Go's default.</summary>
    public static string Unset(GoSetting setting) =>
        setting.Origin switch
        {
            GoSettingOrigin.Property => $"remove the property {Property(setting.Name)}",
            GoSettingOrigin.Environment => $"remove {setting.Name} from the environment",
            GoSettingOrigin.UserFile => $"go env -u {setting.Name}",
            _ => $"set another with go env -w {setting.Name}=…",
        };

    /// <summary>The project's property behind a variable: GoDockGoProxy for GOPROXY.</summary>
    public static string Property(string name) =>
        name switch
        {
            "GOPROXY" => "GoDockGoProxy",
            "GONOPROXY" => "GoDockGoNoProxy",
            "GOPRIVATE" => "GoDockGoPrivate",
            "GOSUMDB" => "GoDockGoSumDb",
            _ => name,
        };
}
