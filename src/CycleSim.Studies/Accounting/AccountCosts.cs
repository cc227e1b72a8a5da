namespace CycleSim.Studies.Accounting;

/// <summary>
/// Unit costs that no reading changes, and those of an access to the DRAM. Source of the latter: a word as CACTI 7 gives it for DDR3 at
/// 65 nm; a burst as the machine's DDR3-1600 moves it.
/// </summary>
internal static class AccountCosts
{
    /// <summary>Bytes of a word: fp32.</summary>
    public const int WordBytes = 4;

    /// <summary>Bytes of a burst, and of the access whose energy a memory's file states.</summary>
    public const int LineBytes = 64;

    /// <summary>Rows of the systolic array, and its columns.</summary>
    public const int ArraySide = 256;

    /// <summary>Bytes that a buffer moves at a time: a word for each lane.</summary>
    public const int AccessBytes = ArraySide * WordBytes;

    /// <summary>Bytes that the machine's banks move at a time: a line for each lane.</summary>
    public const int BankedBytes = ArraySide * LineBytes;

    /// <summary>Seconds of a cycle at 1 GHz.</summary>
    public const double CycleS = 1e-9;

    /// <summary>Words of a unit of DRAM.</summary>
    public static int DramWords(DramInterpretation dram) => dram == DramInterpretation.Word ? 1 : LineBytes / WordBytes;

    /// <summary>Seconds of an access to the DRAM.</summary>
    public static double DramS(DramInterpretation dram) => dram == DramInterpretation.Word ? 5e-9 : 5.25e-9;

    /// <summary>Energy of an access to the DRAM in J.</summary>
    public static double DramJ(DramInterpretation dram) => dram == DramInterpretation.Word ? 12.6e-9 : 31.3e-9;

    /// <summary>Cycles of a fold of an output-stationary array with a dimension of so many products to sum.</summary>
    public static long FoldCycles(long depth) => depth + 2 * ArraySide + ArraySide - 2;
}
