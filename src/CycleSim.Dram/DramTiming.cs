namespace CycleSim.Dram;

/// <summary>Timing constraints in DRAM clock cycles (JEDEC JESD79-3 names).</summary>
/// <param name="Cl">CL: read command to first data.</param>
/// <param name="Cwl">CWL: write command to first data.</param>
/// <param name="BurstCycles">BL / 2: cycles a burst holds the data bus.</param>
/// <param name="Trcd">tRCD: activate to column command, same bank.</param>
/// <param name="Trp">tRP: precharge to activate, same bank.</param>
/// <param name="Tras">tRAS: activate to precharge, same bank.</param>
/// <param name="Trrd">tRRD: activate to activate, other bank of the rank.</param>
/// <param name="Tfaw">tFAW: window that holds at most four activates of a rank.</param>
/// <param name="Tccd">tCCD: column command to column command.</param>
/// <param name="Twtr">tWTR: end of write data to read command, same rank.</param>
/// <param name="Trtp">tRTP: read command to precharge, same bank.</param>
/// <param name="Twr">tWR: end of write data to precharge, same bank.</param>
/// <param name="Trtrs">tRTRS: bus turnaround between ranks and from read to write.</param>
/// <param name="Trefi">tREFI: one refresh falls due every so many cycles.</param>
/// <param name="Trfc">tRFC: refresh to activate.</param>
/// <param name="Al">AL, additive latency: a column command may come so much before tRCD and takes effect so much later.</param>
public sealed record DramTiming(
    int Cl, int Cwl, int BurstCycles, int Trcd, int Trp, int Tras, int Trrd, int Tfaw, int Tccd, int Twtr, int Trtp, int Twr,
    int Trtrs, int Trefi, int Trfc, int Al = 0)
{
    /// <summary>RL = AL + CL: read command to first data.</summary>
    public int ReadToData => Al + Cl;

    /// <summary>WL = AL + CWL: write command to first data.</summary>
    public int WriteToData => Al + Cwl;

    /// <summary>Activate to column command, same bank: tRCD - AL.</summary>
    public int ActivateToColumn => Trcd - Al;

    /// <summary>Column command of one kind to the next of the rank: the burst must leave the data bus.</summary>
    public int ColumnPitch => Math.Max(BurstCycles, Tccd);

    /// <summary>Read command to precharge: AL + tRTP.</summary>
    public int ReadToPrecharge => Al + Trtp;

    /// <summary>tRC = tRAS + tRP: activate to activate, same bank.</summary>
    public int Trc => Tras + Trp;

    /// <summary>Read to write command: CL + BL/2 - CWL + tRTRS.</summary>
    public int ReadToWrite => Cl + BurstCycles - Cwl + Trtrs;

    /// <summary>Write to read command, same rank: WL + BL/2 + tWTR.</summary>
    public int WriteToRead => WriteToData + BurstCycles + Twtr;

    /// <summary>Write command to precharge: WL + BL/2 + tWR.</summary>
    public int WriteToPrecharge => WriteToData + BurstCycles + Twr;
}
