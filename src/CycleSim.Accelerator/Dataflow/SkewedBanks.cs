using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// Slices are shifted so that neighbours meet different banks: slice s by (s v mod banks) + 2 floor(s v / banks), v = array columns / words
/// of a line, at least 1.
/// </summary>
/// <remarks>
/// Why this shift: lane r needs line j in step r + w j (w words a line), so in a step the lanes r0 + w i stand at lines j0 - i. With as
/// many banks as lanes their banks are v r0 + j0 + (2 - 1) i: all different, and so are those of the next steps until the lanes ask again.
/// Groups of lanes that share a line (weight gradient) meet banks that differ by -g, outputs of a column group by 3 g. A factor of 1
/// instead of 2 would send all lanes of a step to one bank.
/// </remarks>
public sealed class SkewedBanks : IBankMapping
{
    /// <inheritdoc />
    public string Name => Banking.Skewed;

    /// <inheritdoc />
    public string Meaning => "lines of a slice go round the banks; slices are shifted so that neighbours meet different banks";

    /// <inheritdoc />
    public int[] Shifts(in BankMappingShape shape)
    {
        long skew = Math.Max(1, shape.ArrayColumns / shape.WordsPerLine);
        var shifts = new int[shape.Slices];
        for (int slice = 0; slice < shifts.Length; slice++)
        {
            long offset = slice * skew;
            shifts[slice] = (int)((offset + 2 * (offset / shape.Banks)) % shape.Banks);
        }

        return shifts;
    }
}
