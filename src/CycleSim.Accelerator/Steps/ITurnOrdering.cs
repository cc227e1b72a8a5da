using CycleSim.Kernel;

namespace CycleSim.Accelerator.Steps;

/// <summary>An ordering by turns: loader, compute process and storer ask for the turn before each tile.</summary>
public interface ITurnOrdering : IOrdering
{
    /// <summary>Buffers for operands, and for results, at least 1: the loader is at most so many tiles ahead.</summary>
    public int Buffers { get; }

    /// <summary>Makes the turn of a run.</summary>
    /// <param name="simulation">The simulation that the machine runs on.</param>
    public ITurn CreateTurn(Simulation simulation);
}
