using GoDockTasks.Core.Files;
using Microsoft.Build.Framework;

namespace GoDockTasks;

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
