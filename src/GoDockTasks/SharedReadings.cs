using GoDockTasks.Core.Files;
using GoDockTasks.Core.Modules.Sources;
using Microsoft.Build.Framework;

namespace GoDockTasks;

/// <summary>What the tasks of a project read of Go modules: once for all of them, and for the next build.</summary>
internal static class SharedReadings
{
    private const string FileName = "sources";

    /// <summary>
    /// Those that belong to a folder of the project's; where another task of this build has some already, they are the
    /// same.
    /// </summary>
    /// <param name="folder">Absolute; null for none, and then there is nothing to share.</param>
    public static SourceReadings? Of(IBuildEngine4 build, string? folder)
    {
        if (folder is null)
            return null;
        var path = Path.Combine(folder, FileName);
        var key = nameof(SharedReadings) + '\n' + path;
        // Two tasks at once may both find none: then each reads for itself.
        if (build.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is SourceReadings known)
            return known;
        var readings = new SourceReadings(path, TimeProvider.System);
        build.RegisterTaskObject(key, readings, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        return readings;
    }
}

/// <summary>What the tasks of a project are reading: one may wait for what another one reads.</summary>
internal static class SharedReadWatch
{
    public static ReadWatch Of(IBuildEngine4 build, string projectFile)
    {
        var key = nameof(SharedReadWatch) + '\n' + projectFile;
        if (build.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is ReadWatch known)
            return known;
        var watch = new ReadWatch();
        build.RegisterTaskObject(key, watch, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        return watch;
    }
}
