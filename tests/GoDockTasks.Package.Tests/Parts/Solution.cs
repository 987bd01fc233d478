using System.Collections.Immutable;
using System.Text;

namespace GoDockTasks.Package.Tests.Parts;

/// <summary>The text of a solution.</summary>
internal static class Solution
{
    private const string CSharp = "{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}";

    /// <summary>A .slnx.</summary>
    /// <param name="projects">Relative to the solution.</param>
    public static string Slnx(params ImmutableArray<string> projects) =>
        $"<Solution>\n{string.Concat(projects.Select(project => $"  <Project Path=\"{project}\" />\n"))}</Solution>\n";

    /// <summary>A .sln.</summary>
    /// <param name="projects">Relative to the solution.</param>
    public static string Sln(params ImmutableArray<string> projects)
    {
        var text = new StringBuilder("\nMicrosoft Visual Studio Solution File, Format Version 12.00\n");
        var configurations = new StringBuilder();
        foreach (var project in projects)
        {
            var id = Guid.NewGuid().ToString("B").ToUpperInvariant();
            text.Append(
                $"Project(\"{CSharp}\") = \"{Path.GetFileNameWithoutExtension(project)}\", "
                    + $"\"{project.Replace('/', '\\')}\", \"{id}\"\nEndProject\n"
            );
            configurations.Append(
                $"\t\t{id}.Debug|Any CPU.ActiveCfg = Debug|Any CPU\n\t\t{id}.Debug|Any CPU.Build.0 = Debug|Any CPU\n"
            );
        }

        return text.Append(
                "Global\n\tGlobalSection(SolutionConfigurationPlatforms) = preSolution\n"
                    + "\t\tDebug|Any CPU = Debug|Any CPU\n\tEndGlobalSection\n"
            )
            .Append("\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\n")
            .Append(configurations)
            .Append("\tEndGlobalSection\nEndGlobal\n")
            .ToString();
    }
}
