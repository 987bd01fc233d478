using GoDockTasks.Core.Modules.Layout;

namespace GoDockTasks.Core.Tests.Dockerfiles.Rules.Cases;

/// <summary>Layouts, cgo, flags and private modules: 2109 to 2119.</summary>
internal static partial class LayoutCases
{
    public static IEnumerable<RuleCase> All =>
        [
            .. Replacements,
            .. Workspaces,
            .. Embedded,
            .. Vendored,
            .. Private,
            .. Proxies,
            .. Git,
            .. Cgo,
            .. Libc,
            .. Settings,
            .. Stamps,
            .. Packages,
        ];
}
