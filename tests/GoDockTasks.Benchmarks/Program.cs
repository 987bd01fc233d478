using GoDockTasks.Benchmarks;
using GoDockTasks.Benchmarks.Figures;
using GoDockTasks.Benchmarks.Measuring;
using GoDockTasks.Core.Tests.Parts;

if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

using var cancel = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    cancel.Cancel();
};

try
{
    await using var bench = await Bench.PrepareAsync(options, cancel.Token);
    Func<Bench, CancellationToken, Task<IReadOnlyList<Figure>>>[] benchmarks =
        [
            SecondBuild.RunAsync, OneLineChanged.RunAsync, FirstBuild.RunAsync, FreshClone.RunAsync, ManySidecars.RunAsync, ManyBinaries.RunAsync, ManyFingerprints.RunAsync,
        ];
    var figures = new List<Figure>();
    for (var number = 1; number <= benchmarks.Length; number++)
    {
        if (options.Only is null || options.Only == number)
            figures.AddRange(await benchmarks[number - 1](bench, cancel.Token));
    }

    var table = Report.Write(figures, await bench.DescribeMachineAsync(cancel.Token), options);
    Console.WriteLine(table);
    if (options.Readme)
        Report.Replace(Path.Combine(Repository.Root, "README.md"), table);
    return figures.TrueForAll(figure => figure.IsMet) ? 0 : 1;
}
catch (Exception failure) when (failure is CommandFailedException or System.ComponentModel.Win32Exception)
{
    Console.Error.WriteLine(failure.Message);
    return 2;
}
catch (OperationCanceledException)
{
    return 130;
}
