using System.Runtime.InteropServices;
using CycleSim.Traces.Traffic;
using CycleSim.Training.Errors;
using CycleSim.Training.Networks;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Running;

/// <summary>
/// What the scratchpads hold, as far as it matters: a tensor's own place, written once in each step, or one buffer for all activations and
/// one for all errors (see <see cref="OldContent"/>). Before the first write there are zeros; weights overwrite the initial ones.
/// </summary>
internal sealed class Scratchpads : IStoredTensors, IDisposable
{
    private readonly WriteErrors _writeErrors;
    private readonly Network _network;
    private readonly OldContent _content;
    private readonly SortedDictionary<(TensorRole Role, int Tensor), Tensor> _old = [];
    private readonly HeldBits _held = new();
    private uint[]? _weights;

    internal Scratchpads(WriteErrors writeErrors, Network network, OldContent content)
    {
        _writeErrors = writeErrors;
        _network = network;
        _content = content;
    }

    /// <summary>The step that is running, for the random numbers.</summary>
    internal long Step { get; set; }

    /// <summary>Sees everything that is stored; may be null.</summary>
    internal TrafficRecorder? Recorder { get; set; }

    /// <summary>Errors of the step that is running.</summary>
    internal WrongBitCounts Counts { get; private set; } = new();

    /// <summary>Former contents that are kept, by name.</summary>
    internal IEnumerable<NamedTensor> Contents =>
        _old.Select(entry =>
            new NamedTensor($"old.{TensorRoles.PluralOf(entry.Key.Role)}.{entry.Key.Tensor}", entry.Key.Tensor, entry.Value));

    /// <summary>Takes the counts and starts new ones.</summary>
    internal WrongBitCounts TakeCounts()
    {
        WrongBitCounts counts = Counts;
        Counts = new WrongBitCounts();
        return counts;
    }

    public void StoreActivation(int layer, Tensor values) =>
        Replace(TensorRole.Activation, new NamedTensor($"{_network.Layers[layer].Name}.out", layer, values));

    public void StoreError(int layer, Tensor values) =>
        Replace(TensorRole.Error, new NamedTensor($"{_network.Layers[layer].Name}.error", layer, values));

    /// <summary>Keeps what the next update of a weight tensor overwrites in place: all of it, or the bits that will not change.</summary>
    /// <param name="index">Number of the parameter.</param>
    /// <param name="parameter">The parameter before its update.</param>
    internal void HoldWeights(int index, NamedTensor parameter)
    {
        if (Recorder?.Records(Step) == true || _writeErrors.NeedsAllOld(TensorRole.Weight))
            _weights = Words(parameter.Values).ToArray();
        else if (_writeErrors.NeedsOld(TensorRole.Weight))
            _writeErrors.Hold(TensorRole.Weight, Step, index, Words(parameter.Values), _held);
    }

    /// <summary>Stores a weight tensor after its update.</summary>
    /// <param name="index">Number of the parameter.</param>
    /// <param name="parameter">The parameter after its update.</param>
    internal void StoreWeights(int index, NamedTensor parameter)
    {
        if (_weights is null && _writeErrors.NeedsOld(TensorRole.Weight))
            WriteErrors.Restore(TensorRole.Weight, Words(parameter.Values), _held, Counts);
        else
            Write(TensorRole.Weight, index, parameter, _weights);
        _weights = null;
    }

    /// <summary>Puts back contents that a checkpoint had.</summary>
    internal void Restore(TensorRole role, int tensor, Tensor values) => _old[(role, tensor)] = values;

    public void Dispose()
    {
        foreach (Tensor tensor in _old.Values)
            tensor.Dispose();
    }

    private void Replace(TensorRole role, NamedTensor tensor)
    {
        if (!_writeErrors.NeedsOld(role) && Recorder?.NeedsContentOf(Step) != true)
            Write(role, tensor.Layer, tensor, []);
        else if (_content == OldContent.Own)
            ReplaceOwn(role, tensor);
        else
            ReplaceShared(role, tensor);
    }

    // The former content is the memory of the former tensor itself: it is kept alive, not copied.
    private void ReplaceOwn(TensorRole role, NamedTensor tensor)
    {
        _old.TryGetValue((role, tensor.Layer), out Tensor? old);
        Write(role, tensor.Layer, tensor, old is null ? new uint[tensor.Values.numel()] : Words(old));
        old?.Dispose();
        _old[(role, tensor.Layer)] = tensor.Values.detach().DetachFromDisposeScope();
    }

    private void ReplaceShared(TensorRole role, NamedTensor tensor)
    {
        Span<uint> buffer = Words(Buffer(role, tensor.Values.numel()));
        Write(role, tensor.Layer, tensor, buffer[..(int)tensor.Values.numel()]);
        Words(tensor.Values).CopyTo(buffer);
    }

    // Large enough for all that was stored so far; what was never written is zero.
    private Tensor Buffer(TensorRole role, long words)
    {
        _old.TryGetValue((role, 0), out Tensor? old);
        if (old is not null && old.numel() >= words)
            return old;
        Tensor buffer = torch.zeros(words).DetachFromDisposeScope();
        if (old is not null)
            Words(old).CopyTo(Words(buffer));
        old?.Dispose();
        return _old[(role, 0)] = buffer;
    }

    private void Write(TensorRole role, int number, NamedTensor tensor, ReadOnlySpan<uint> old)
    {
        Span<uint> words = Words(tensor.Values);
        StoredTensor? stored = Recorder?.Records(Step) == true
            ? Recorder.Add(Step, role, tensor, _network.Layers[tensor.Layer].Name, words, old)
            : null;
        long[] before = stored is null ? [] : [.. Counts.Bits(role)];
        _writeErrors.Write(role, Step, number, words, old, Counts);
        if (stored is not null && _writeErrors.AreAt(role))
            stored.Wrong.Add(Counts.Bits(role).Zip(before, (now, then) => (ulong)(now - then)));
    }

    private static Span<uint> Words(Tensor values) => MemoryMarshal.Cast<byte, uint>(values.bytes);
}
