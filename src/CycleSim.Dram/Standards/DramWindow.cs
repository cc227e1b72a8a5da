namespace CycleSim.Dram.Standards;

/// <summary>At most so many commands of a rank in any window of time.</summary>
/// <param name="Name">JEDEC name.</param>
/// <param name="Count">Most commands.</param>
/// <param name="Cycles">Length in clock cycles: a command exactly so long after the first of <paramref name="Count"/> is legal.</param>
/// <param name="CountsBankRefreshes">Refreshes of a bank count like activates.</param>
public readonly record struct DramWindow(string Name, int Count, int Cycles, bool CountsBankRefreshes);
