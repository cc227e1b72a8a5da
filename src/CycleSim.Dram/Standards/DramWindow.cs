namespace CycleSim.Dram.Standards;

/// <summary>At most so many activates of a rank in any window of time, such as tFAW.</summary>
/// <param name="Name">JEDEC name.</param>
/// <param name="Count">Maximum number of activates.</param>
/// <param name="Cycles">Length in clock cycles: an activate exactly so long after the first of <paramref name="Count"/> is legal.</param>
/// <param name="CountsBankRefreshes">Refreshes of a bank count like activates.</param>
public readonly record struct DramWindow(string Name, int Count, int Cycles, bool CountsBankRefreshes);
