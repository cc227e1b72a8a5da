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

/// <summary>
/// Energies of one rank, computed from the data-sheet currents: I x V x cycles x devices x tCK (mA x V x ns = pJ).
/// </summary>
/// <param name="ActivatePj">One activate with its precharge, pJ.</param>
/// <param name="ReadPj">One read burst in the devices, pJ.</param>
/// <param name="WritePj">One write burst in the devices, pJ.</param>
/// <param name="RefreshPj">One refresh, pJ.</param>
/// <param name="ActiveCyclePj">Background of a clock cycle with a row open, pJ.</param>
/// <param name="PrechargedCyclePj">Background of a clock cycle with all banks closed, pJ.</param>
/// <param name="InterfacePj">Interface (drivers, PHY) of one burst, pJ; 0 when off.</param>
/// <param name="TerminationPj">Termination of one burst, pJ; 0 when off.</param>
public sealed record DramEnergy(
    double ActivatePj, double ReadPj, double WritePj, double RefreshPj, double ActiveCyclePj, double PrechargedCyclePj,
    double InterfacePj, double TerminationPj);

/// <summary>What becomes of an open row that no request waits for.</summary>
public enum PagePolicy
{
    /// <summary>It stays open until a conflict or a refresh.</summary>
    Open,

    /// <summary>It is precharged as soon as the timing allows.</summary>
    Closed,
}

/// <summary>One channel of DDR3.</summary>
/// <param name="Name">Name of the part.</param>
/// <param name="ClockPeriodPs">Clock period tCK, ps (data move on both edges).</param>
/// <param name="Ranks">Ranks, a power of two.</param>
/// <param name="Banks">Banks of a rank, a power of two.</param>
/// <param name="Rows">Rows of a bank, a power of two.</param>
/// <param name="Columns">Bursts of a row, a power of two.</param>
/// <param name="BurstBytes">Bytes of a burst.</param>
/// <param name="QueueDepth">Entries of the read queue.</param>
/// <param name="WriteBufferDepth">Entries of the write buffer.</param>
/// <param name="BankQueueDepth">Entries of the command queue of each bank.</param>
/// <param name="Mapping">Address fields from the highest bit to the lowest, e.g. "ro ra ba co".</param>
/// <param name="PagePolicy">What becomes of an open row that no request waits for.</param>
/// <param name="RowHitCap">Column accesses after which a waiting conflict may close a row that has hits left.</param>
/// <param name="Refresh">Whether refreshes fall due.</param>
/// <param name="Timing">Timing constraints.</param>
/// <param name="Energy">Energies.</param>
public sealed record DramSpec(
    string Name, long ClockPeriodPs, int Ranks, int Banks, int Rows, int Columns, int BurstBytes, int QueueDepth,
    int WriteBufferDepth, int BankQueueDepth, string Mapping, PagePolicy PagePolicy, int RowHitCap, bool Refresh, DramTiming Timing,
    DramEnergy Energy)
{
    /// <summary>Bytes of the channel.</summary>
    public long CapacityBytes => (long)Ranks * Banks * Rows * Columns * BurstBytes;

    /// <summary>Last cycle of simulated time, which is a 64-bit number of picoseconds.</summary>
    public long LastCycle => long.MaxValue / ClockPeriodPs;

    /// <summary>Bit i: bank i of the channel belongs to a rank.</summary>
    internal ulong BanksOf(int rank) => (ulong.MaxValue >> (64 - Banks)) << (rank * Banks);

    /// <summary>Bandwidth of the data bus when bursts follow each other, GB/s.</summary>
    public double PeakGbPerS => BurstBytes * 1e3 / ((double)Timing.ColumnPitch * ClockPeriodPs);
}
