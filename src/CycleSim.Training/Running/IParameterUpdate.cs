using CycleSim.Training.Networks;

namespace CycleSim.Training.Running;

/// <summary>How a step changes the weights, with the tensors that this needs from one step to the next.</summary>
internal interface IParameterUpdate : IDisposable
{
    /// <summary>All tensors that it keeps, in the order of checkpoints.</summary>
    internal IEnumerable<NamedTensor> Kept { get; }

    /// <summary>
    /// Those that it keeps for a parameter in the scratchpad of weights: each update reads and writes them there. The others are where no
    /// write fails.
    /// </summary>
    /// <param name="index">Number of the parameter.</param>
    internal IReadOnlyList<NamedTensor> StoredStates(int index);

    /// <summary>Updates a parameter and clears its gradient.</summary>
    /// <param name="index">Number of the parameter.</param>
    /// <param name="step">Step of the run, from 0.</param>
    internal void Update(int index, long step);
}
