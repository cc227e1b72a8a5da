namespace CycleSim.Accelerator.Tests.Dataflows;

/// <summary>One fold of a weight-stationary array under test, and what has been seen of it.</summary>
/// <param name="firstM">First word of its block of M.</param>
/// <param name="words">Words streamed.</param>
/// <param name="firstN">First column of its tile.</param>
/// <param name="firstK">First row of its tile.</param>
/// <param name="rows">Rows of the array that it uses.</param>
/// <param name="columns">Columns of the array that it uses.</param>
internal sealed class StationaryFold(int firstM, int words, int firstN, int firstK, int rows, int columns)
{
    internal int FirstM { get; } = firstM;

    internal int Words { get; } = words;

    internal int FirstN { get; } = firstN;

    internal int FirstK { get; } = firstK;

    internal int Rows { get; } = rows;

    internal int Columns { get; } = columns;

    /// <summary>First cycle of its load, in column 0.</summary>
    internal long? LoadStart { get; set; }

    /// <summary>First cycle of its stream, in row 0.</summary>
    internal long? StreamStart { get; set; }

    /// <summary>Multiplications done.</summary>
    internal int Macs { get; set; }

    /// <summary>Sums taken by the accumulator buffer.</summary>
    internal int Sums { get; set; }

    /// <summary>PE(0, 0) has switched to its weight.</summary>
    internal bool FirstHasSwitched { get; set; }

    /// <summary>The last PE has switched to its weight.</summary>
    internal bool LastHasSwitched { get; set; }

    /// <summary>PE(0, 0) has used its weight for the last time.</summary>
    internal bool FirstIsDone { get; set; }
}
