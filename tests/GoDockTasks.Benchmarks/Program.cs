using GoDockTasks.Benchmarks;
using GoDockTasks.Benchmarks.Figures;
using GoDockTasks.Benchmarks.Measuring;

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
        SecondBuild.RunAsync,
        OneLineChanged.RunAsync,
        FirstBuild.RunAsync,
        FreshClone.RunAsync,
        ManySidecars.RunAsync,
        ManyBinaries.RunAsync,
        ManyFingerprints.RunAsync,
        Diagnosing.RunAsync,
        ManyGates.RunAsync,
    ];
    var figures = new List<Figure>();
    for (var number = 1; number <= benchmarks.Length; number++)
    {
        if (options.Only is not null && options.Only != number)
            continue;
        var measured = await benchmarks[number - 1](bench, cancel.Token);
        // A run takes long; what it has found isn't lost where it is ended.
        foreach (var figure in measured)
            Console.Error.WriteLine(Report.Row(figure));
        figures.AddRange(measured);
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
