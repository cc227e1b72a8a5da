namespace CycleSim.Dram.Standards;

/// <summary>A window as the standard writes it: its length is a formula.</summary>
/// <param name="Name">JEDEC name.</param>
/// <param name="Count">Maximum number of activates.</param>
/// <param name="Cycles">Length, a formula.</param>
/// <param name="CountsBankRefreshes">Refreshes of a bank count like activates.</param>
public sealed record WindowRule(string Name, int Count, string Cycles, bool CountsBankRefreshes);
