namespace CycleSim.Workloads.Lowering;

/// <summary>
/// How many addresses the operands of a layer may have: each place of an operand (the window of a pixel, a row) has its own, and files of a
/// few bytes would take gigabytes.
/// </summary>
internal static class AddressLimit
{
    /// <summary>Some hundred megabytes. An image of 1024 x 1024 with windows of 3 x 3 is below.</summary>
    internal const long Max = 1L << 24;

    /// <summary>What a place takes beside its addresses, in addresses.</summary>
    private const int PerPlace = 4;

    /// <summary>Checks an operand before its addresses are listed.</summary>
    /// <param name="places">Its places.</param>
    /// <param name="addresses">Addresses of each: runs of neighbouring words, at most.</param>
    /// <param name="what">What they are, for the message.</param>
    /// <exception cref="NotSupportedException">There are too many.</exception>
    internal static void Check(double places, double addresses, string what)
    {
        if (places * (addresses + PerPlace) > Max)
        {
            throw new NotSupportedException(
                $"{what} have too many addresses; allowed: {Max}, those of all places and {PerPlace} more for each place");
        }
    }
}
