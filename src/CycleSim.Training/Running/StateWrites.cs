using CycleSim.Training.Errors;
using CycleSim.Training.Formats;
using CycleSim.Training.Networks;

namespace CycleSim.Training.Running;

/// <summary>
/// The writes of what the optimizer keeps in the scratchpad of weights: an update reads each tensor from there and writes it back, as it
/// does the weights, and such a write can fail like one of a weight. What it computes is right; what it finds there at the next step need
/// not be. All are fp32.
/// </summary>
internal sealed class StateWrites
{
    private readonly List<InPlaceWrites> _writes = [];
    private readonly WriteErrors _writeErrors;
    private readonly int _parameters;

    /// <summary>Prepares the writes.</summary>
    /// <param name="spec">How writes fail.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="parameters">Number of weight tensors.</param>
    internal StateWrites(WriteErrorSpec spec, ulong seed, int parameters)
    {
        _writeErrors = new WriteErrors(spec.OfStates, seed);
        _parameters = parameters;
    }

    /// <summary>Errors of the step that is running; those of the role of weights.</summary>
    internal WrongBitCounts Counts { get; private set; } = new();

    /// <summary>Takes the counts and starts new ones.</summary>
    internal WrongBitCounts TakeCounts()
    {
        WrongBitCounts counts = Counts;
        Counts = new WrongBitCounts();
        return counts;
    }

    /// <summary>Keeps what the next update overwrites.</summary>
    /// <param name="step">Step of the run.</param>
    /// <param name="index">Number of the parameter.</param>
    /// <param name="states">Its tensors before the update.</param>
    internal void Hold(long step, int index, IReadOnlyList<NamedTensor> states)
    {
        for (int state = 0; state < states.Count; state++)
        {
            if (_writes.Count == state)
                _writes.Add(new InPlaceWrites(_writeErrors, StoredFormat.Fp32));
            _writes[state].Hold(step, Number(state, index), states[state], keepsAll: false);
        }
    }

    /// <summary>Stores them after the update.</summary>
    /// <param name="step">Step of the run.</param>
    /// <param name="index">Number of the parameter.</param>
    /// <param name="states">Its tensors after the update.</param>
    internal void Store(long step, int index, IReadOnlyList<NamedTensor> states)
    {
        for (int state = 0; state < states.Count; state++)
            _writes[state].Store(step, Number(state, index), states[state], Counts);
    }

    // The weights have the numbers before these: no two tensors draw the same wrong bits.
    private int Number(int state, int index) => (1 + state) * _parameters + index;
}
