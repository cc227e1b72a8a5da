namespace CycleSim.Workloads.Lowering;

/// <summary>
/// How many addresses of words operands may have: each location of an operand (the window of a pixel, a row) has its own, and files of a
/// few bytes would take all memory.
/// </summary>
internal static class AddressLimit
{
    /// <summary>
    /// Limit of an operand, with <see cref="PerLocation"/> for each location: about half a gigabyte. An image of 1024 x 2048 with windows
    /// of 3 x 3 is below.
    /// </summary>
    internal const long MaxOfOperand = 1L << 25;

    /// <summary>Limit of all operands of a step.</summary>
    internal const long MaxOfStep = 1L << 27;

    /// <summary>What a location takes beside its addresses, in addresses.</summary>
    internal const int PerLocation = 4;

    /// <summary>Checks pixels before they are listed: as many as an operand may have addresses.</summary>
    /// <param name="pixels">Their number.</param>
    /// <exception cref="NotSupportedException">There are too many.</exception>
    internal static void CheckPixels(long pixels)
    {
        if (pixels > MaxOfOperand)
            throw new NotSupportedException($"an image has {pixels} pixels; allowed: {MaxOfOperand}");
    }

    /// <summary>Checks an operand before its addresses are listed.</summary>
    /// <param name="locations">Its locations.</param>
    /// <param name="addresses">Addresses of each: runs of neighbouring words, at most.</param>
    /// <param name="what">What they are, for the message.</param>
    /// <exception cref="NotSupportedException">There are too many.</exception>
    internal static void Check(double locations, double addresses, string what)
    {
        if (locations * (addresses + PerLocation) > MaxOfOperand)
        {
            throw new NotSupportedException(
                $"{what} have too many addresses of words; allowed: {MaxOfOperand}, with {PerLocation} for each of them beside its own");
        }
    }
}
