using System.Runtime.InteropServices;
using CycleSim.Training.Errors;
using CycleSim.Training.Networks;

namespace CycleSim.Training.Running;

/// <summary>
/// What the scratchpads hold, as far as it matters: every tensor has a place of its own, written once in each step, so that what a write
/// overwrites is the same tensor of the step before. Before the first write there are zeros; weights overwrite the initial ones.
/// </summary>
internal sealed class Scratchpads : IStoredTensors, IDisposable
{
    private readonly WriteErrors _errors;
    private readonly SortedDictionary<(ErrorPlace Place, int Tensor), Tensor> _old = [];

    internal Scratchpads(WriteErrors errors) => _errors = errors;

    /// <summary>The step that is running, for the random numbers.</summary>
    internal long Step { get; set; }

    /// <summary>Errors of the step that is running.</summary>
    internal ErrorCounts Counts { get; private set; } = new();

    /// <summary>Former contents that are kept, by name.</summary>
    internal IEnumerable<NamedTensor> Contents =>
        _old.Select(entry => new NamedTensor($"old.{entry.Key.Place}.{entry.Key.Tensor}", entry.Key.Tensor, entry.Value));

    /// <summary>Takes the counts and starts new ones.</summary>
    internal ErrorCounts TakeCounts()
    {
        ErrorCounts counts = Counts;
        Counts = new ErrorCounts();
        return counts;
    }

    public void StoreActivation(int layer, Tensor values) => Replace(ErrorPlace.Activations, layer, values);

    public void StoreError(int layer, Tensor values) => Replace(ErrorPlace.Errors, layer, values);

    /// <summary>Remembers the weights that the next update overwrites.</summary>
    internal void KeepWeights(IReadOnlyList<NamedTensor> parameters)
    {
        if (!_errors.NeedsOld(ErrorPlace.Weights))
            return;
        for (int index = 0; index < parameters.Count; index++)
        {
            if (_old.TryGetValue((ErrorPlace.Weights, index), out Tensor? kept))
                Words(parameters[index].Values).CopyTo(Words(kept));
            else
                _old[(ErrorPlace.Weights, index)] = parameters[index].Values.detach().clone().DetachFromDisposeScope();
        }
    }

    /// <summary>Stores updated weights.</summary>
    internal void StoreWeights(IReadOnlyList<NamedTensor> parameters)
    {
        for (int index = 0; index < parameters.Count; index++)
        {
            ReadOnlySpan<uint> old = _old.TryGetValue((ErrorPlace.Weights, index), out Tensor? kept) ? Words(kept) : [];
            _errors.Write(ErrorPlace.Weights, Step, index, Words(parameters[index].Values), old, Counts);
        }
    }

    /// <summary>Puts back contents that a checkpoint had.</summary>
    internal void Restore(ErrorPlace place, int tensor, Tensor values) => _old[(place, tensor)] = values;

    public void Dispose()
    {
        foreach (Tensor tensor in _old.Values)
            tensor.Dispose();
    }

    // The former content is the memory of the former tensor itself: it is kept alive, not copied.
    private void Replace(ErrorPlace place, int tensor, Tensor values)
    {
        Span<uint> words = Words(values);
        if (!_errors.NeedsOld(place))
        {
            _errors.Write(place, Step, tensor, words, [], Counts);
            return;
        }

        _old.TryGetValue((place, tensor), out Tensor? old);
        _errors.Write(place, Step, tensor, words, old is null ? new uint[words.Length] : Words(old), Counts);
        old?.Dispose();
        _old[(place, tensor)] = values.detach().DetachFromDisposeScope();
    }

    private static Span<uint> Words(Tensor values) => MemoryMarshal.Cast<byte, uint>(values.bytes);
}
