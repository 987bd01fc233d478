using System.Globalization;

namespace GoDockTasks.Benchmarks;

/// <summary>The command line.</summary>
/// <param name="Quick">Fewer rounds: for a look, not for the README.</param>
/// <param name="Only">The one benchmark to run, from 1; null for all.</param>
/// <param name="Keep">Leave the workload behind, to look into it.</param>
internal sealed record Options(bool Quick, int? Only, bool Keep)
{
    public const string Usage =
        """
        usage: dotnet run -c Release --project tests/GoDockTasks.Benchmarks [-- [--quick] [--only N] [--keep]]
          --only 1  second build, nothing changed
          --only 2  first check
          --only 3  fresh clone with a filled verdict store
          --only 4  500 sidecars against 50
          --only 5  what is inside 100 binaries
          --only 6  fingerprints of 50 programs
        """;

    /// <summary>Null where it can't be understood.</summary>
    public static Options? Parse(string[] args)
    {
        var options = new Options(false, null, false);
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
                case "--only" when i + 1 < args.Length && int.TryParse(args[++i], CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 6:
                    options = options with { Only = number };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    public int Rounds(int whole, int quick) => Quick ? quick : whole;
}
