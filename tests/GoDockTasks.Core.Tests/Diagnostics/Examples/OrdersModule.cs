using GoDockTasks.Core.Tests.Building;
using GoDockTasks.Core.Tests.Tidy;

namespace GoDockTasks.Core.Tests.Diagnostics.Examples;

/// <summary>The module that most examples are about: example.com/shop/orders in sidecars/orders.</summary>
internal static class OrdersModule
{
    public const string Folder = "sidecars/orders";
    public const string Empty = "package main\n\nfunc main() {}\n";
    public const string RequiresMoney = "\nrequire example.com/shop/money v1.2.0\n";

    /// <summary>A program that imports a package.</summary>
    public static string Uses(string package) => $"package main\n\nimport _ \"{package}\"\n\nfunc main() {{}}\n";

    public static string GoMod(string go = "1.26", string more = "") =>
        $"module example.com/shop/orders\n\ngo {go}\n{more}";

    /// <summary>Its go.mod, with the version and more lines, and its main.go.</summary>
    public static CheckedFolder WithOrders(
        this CheckedFolder folder,
        string main = Empty,
        string more = "",
        string go = "1.26",
        string at = Folder
    ) => folder.With(at + "/go.mod", GoMod(go, more)).With(at + "/main.go", main);

    public static BuiltFolder WithOrders(this BuiltFolder folder, string main = Empty, string more = "") =>
        folder.With(Folder + "/go.mod", GoMod(more: more)).With(Folder + "/main.go", main);

    /// <summary>It requires and imports example.com/shop/money v1.2.0, which the proxy has.</summary>
    public static CheckedFolder WithMoney(this CheckedFolder folder)
    {
        folder.Proxy.Add("example.com/shop/money", "v1.2.0", ("money.go", "package money\n"));
        return folder.WithOrders(Uses("example.com/shop/money"), RequiresMoney);
    }
}
