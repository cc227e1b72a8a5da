using CycleSim.Configuration.Keys;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Steps;

/// <summary>Decides how far loads, computations and stores of an operation overlap.</summary>
public interface IOrdering : INamedChoice
{
    /// <summary>
    /// Tiles go through the pipeline of <see cref="Tiles.TilePipeline{TTile}"/> with the machine's own buffers and DMA policy;
    /// <see cref="Buffers"/> and <see cref="CreateTurn"/> are not asked for.
    /// </summary>
    public bool IsPipelined => false;

    /// <summary>Buffers for operands, and for results, at least 1: the loader is at most so many tiles ahead.</summary>
    public int Buffers { get; }

    /// <summary>Makes the turn of a run.</summary>
    /// <param name="simulation">The simulation that the machine runs on.</param>
    public ITurn CreateTurn(Simulation simulation);
}
