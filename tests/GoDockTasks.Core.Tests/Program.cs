using GoDockTasks.Core.Tests;
using GoDockTasks.Core.Tests.Gates;
using GoDockTasks.Core.Tests.Recovery;
using Microsoft.Testing.Platform.Builder;

// To look for tests takes longer than all that happens before such a child is killed.
if (RecoveredFolder.IsChild)
{
    await RecoveredFolder.RunChildAsync();
    return 0;
}

if (BaselineTests.IsChild)
    return BaselineTests.AddAll() ? 0 : 1;

var builder = await TestApplication.CreateBuilderAsync(args);
builder.AddSelfRegisteredExtensions(args);
using var tests = await builder.BuildAsync();
return await tests.RunAsync();
