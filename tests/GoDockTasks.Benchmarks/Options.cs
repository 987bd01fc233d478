using System.Globalization;

namespace GoDockTasks.Benchmarks;

/// <summary>The command line.</summary>
/// <param name="Quick">Fewer rounds: for a look, not for the README.</param>
/// <param name="Only">The one benchmark to run, from 1; null for all.</param>
/// <param name="Keep">Leave the workload behind, to look into it.</param>
/// <param name="Readme">Write the table into the README as well.</param>
internal sealed record Options(bool Quick, int? Only, bool Keep, bool Readme)
{
    public const string Usage = """
        usage: dotnet run -c Release --project tests/GoDockTasks.Benchmarks [-- [--quick] [--only N] [--keep] [--readme]]
          --only 1  second build, nothing changed
          --only 2  one line changed
          --only 3  first build
          --only 4  fresh clone with a kept store
          --only 5  500 sidecars against 50
          --only 6  what is inside 100 binaries
          --only 7  fingerprints and SBOMs of 50 programs
          --only 8  diagnosing a sound module
          --only 9  gates of 20 programs
          --readme  all of them, into the README
        """;

    /// <summary>Null where it can't be understood.</summary>
    public static Options? Parse(string[] args)
    {
        var options = new Options(false, null, false, false);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick":
                    options = options with { Quick = true };
                    break;
                case "--keep":
                    options = options with { Keep = true };
                    break;
                case "--only"
                    when i + 1 < args.Length
                        && int.TryParse(args[++i], CultureInfo.InvariantCulture, out var number)
                        && number is >= 1 and <= 9:
                    options = options with { Only = number };
                    break;
                case "--readme":
                    options = options with { Readme = true };
                    break;
                default:
                    return null;
            }
        }

        // What the README shows is whole.
        return options is { Readme: true, Quick: true } or { Readme: true, Only: not null } ? null : options;
    }

    public int Rounds(int whole, int quick) => Quick ? quick : whole;
}
