using GoDockTasks.Core.Text;

namespace GoDockTasks.Core.Modules;

/// <summary>
/// A directive that Go has not known since 1.19: an older go refuses the file as having an unknown directive.
/// </summary>
/// <param name="Name">The directive's word.</param>
/// <param name="SinceGo">The first Go that knows it, such as <c>1.24</c>.</param>
/// <param name="Position">Where it, or a block of it, first stands in the file.</param>
public sealed record NewerDirective(string Name, string SinceGo, TextPosition Position);
