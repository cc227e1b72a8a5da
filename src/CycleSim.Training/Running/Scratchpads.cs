using System.Runtime.InteropServices;
using CycleSim.Platform;
using CycleSim.Traces.Traffic;
using CycleSim.Training.Errors;
using CycleSim.Training.Formats;
using CycleSim.Training.Networks;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Running;

/// <summary>
/// What the scratchpads hold, as far as it matters: a tensor's own place, written once in each step, or one buffer for all activations and
/// one for all errors (see <see cref="OldContent"/>). Before the first write there are zeros; weights overwrite the initial ones. A tensor
/// is rounded to the format of its role, and then its bits fail.
/// </summary>
internal sealed class Scratchpads : IStoredTensors, IDisposable
{
    private readonly WriteErrors _writeErrors;
    private readonly Network _network;
    private readonly OldContent _content;
    private readonly StoredFormats _formats;
    private readonly SortedDictionary<(TensorRole Role, int Tensor), StoredContent> _old = [];
    private readonly SortedDictionary<(TensorRole Role, int Tensor), HeldBits> _held = [];
    private readonly InPlaceWrites _weights;

    internal Scratchpads(WriteErrors writeErrors, Network network, OldContent content, StoredFormats? formats = null)
    {
        _writeErrors = writeErrors;
        _network = network;
        _content = content;
        _formats = formats ?? StoredFormats.Fp32;
        _weights = new InPlaceWrites(writeErrors, _formats.Weights);
    }

    /// <summary>The step that is running, for the random numbers.</summary>
    internal long Step { get; set; }

    /// <summary>Sees everything that is stored; may be null. All formats are fp32 then.</summary>
    internal TrafficRecorder? Recorder { get; set; }

    /// <summary>Errors of the step that is running.</summary>
    internal WrongBitCounts Counts { get; private set; } = new();

    /// <summary>Former contents that are kept, by role and number.</summary>
    internal IEnumerable<(TensorRole Role, int Tensor, StoredContent Content)> Contents =>
        _old.Select(entry => (entry.Key.Role, entry.Key.Tensor, entry.Value));

    /// <summary>Bits that are kept of other former contents, by role and number: those that the next write will not change.</summary>
    internal IEnumerable<(TensorRole Role, int Tensor, HeldBits Bits)> HeldBits =>
        _held.Select(entry => (entry.Key.Role, entry.Key.Tensor, entry.Value));

    /// <summary>Scales of the weights by number of the parameter; none for formats without.</summary>
    internal IReadOnlyDictionary<int, float[]> WeightScales => _weights.Scales;

    /// <summary>Takes the counts and starts new ones.</summary>
    internal WrongBitCounts TakeCounts()
    {
        WrongBitCounts counts = Counts;
        Counts = new WrongBitCounts();
        return counts;
    }

    public void StoreActivation(int layer, Tensor values) =>
        Replace(TensorRole.Activation, layer, new NamedTensor($"{_network.Layers[layer].Name}.out", layer, values));

    public void StoreError(int layer, Tensor values) =>
        Replace(TensorRole.Error, layer, new NamedTensor($"{_network.Layers[layer].Name}.error", layer, values));

    public void StorePart(int layer, (int Number, string Name) part, Tensor values) =>
        Replace(TensorRole.Activation, Number(layer, part.Number), Part(layer, $"{part.Name}.out", values));

    public void StorePartError(int layer, (int Number, string Name) part, Tensor values) =>
        Replace(TensorRole.Error, Number(layer, part.Number), Part(layer, $"{part.Name}.error", values));

    /// <summary>Stores the initial values of a weight tensor: they are rounded, and no write fails.</summary>
    internal void InitialiseWeights(int index, NamedTensor parameter) => _weights.Initialise(index, parameter);

    /// <summary>Keeps what the next update of a weight tensor overwrites in place.</summary>
    /// <param name="index">Number of the parameter.</param>
    /// <param name="parameter">The parameter before its update.</param>
    internal void HoldWeights(int index, NamedTensor parameter) =>
        _weights.Hold(Step, index, parameter, Recorder?.Records(Step) == true);

    /// <summary>Stores a weight tensor after its update.</summary>
    /// <param name="index">Number of the parameter.</param>
    /// <param name="parameter">The parameter after its update.</param>
    internal void StoreWeights(int index, NamedTensor parameter)
    {
        StoredTensor? record = StartRecord(TensorRole.Weight, parameter, _weights.Old);
        long[] before = Before(record, TensorRole.Weight);
        _weights.Store(Step, index, parameter, Counts);
        EndRecord(record, TensorRole.Weight, before);
    }

    /// <summary>Puts back contents that a checkpoint had.</summary>
    internal void Restore(TensorRole role, int tensor, StoredContent content) => _old[(role, tensor)] = content;

    /// <summary>Puts back bits that a checkpoint had.</summary>
    internal void Restore(TensorRole role, int tensor, HeldBits bits) => _held[(role, tensor)] = bits;

    /// <summary>Puts back the scales of a weight tensor that a checkpoint had.</summary>
    internal void RestoreWeightScales(int index, float[] scales) => _weights.SetScales(index, scales);

    public void Dispose()
    {
        foreach (StoredContent content in _old.Values)
            content.Dispose();
    }

    // Outputs have the numbers of their layers, and parts of layers those behind.
    private int Number(int layer, int part) => (1 + part) * _network.Layers.Length + layer;

    private NamedTensor Part(int layer, string name, Tensor values) => new($"{_network.Layers[layer].Name}.{name}", layer, values);

    private void Replace(TensorRole role, int number, NamedTensor tensor)
    {
        StoredFormat format = _formats.At(role);
        float[] scales = format.Round(MemoryMarshal.Cast<byte, float>(tensor.Values.bytes));
        var stored = new StoredSpan(format, Words(tensor.Values), scales);
        if (!_writeErrors.NeedsOld(role) && Recorder?.NeedsContentOf(Step) != true)
            Write(role, number, tensor, stored, default);
        else if (_content == OldContent.Own)
            ReplaceOwn(role, number, tensor, stored);
        else
            ReplaceShared(role, number, tensor, stored);
    }

    private void ReplaceOwn(TensorRole role, int number, NamedTensor tensor, StoredSpan stored)
    {
        if (_held.Remove((role, number), out HeldBits? held))
            WriteHeld(role, tensor, stored, held);
        else
            WriteOver(role, number, tensor, stored);
        if (Recorder?.NeedsContentOf(Step) == true || _writeErrors.NeedsAllOld(role))
            KeepAll(role, number, tensor, stored);
        else
            KeepHeld(role, number, stored, held ?? new HeldBits());
    }

    private void WriteHeld(TensorRole role, NamedTensor tensor, StoredSpan stored, HeldBits held)
    {
        if (Recorder?.Records(Step) == true)
            throw new InputException(
                $"--record-steps {Step}: of what {tensor.Name} overwrites a checkpoint has only the bits that fail; record a later step");
        WriteErrors.Restore(role, stored.Words, held, Counts);
    }

    private void WriteOver(TensorRole role, int number, NamedTensor tensor, StoredSpan stored)
    {
        StoredFormat format = _formats.At(role);
        _old.Remove((role, number), out StoredContent? old);
        StoredSpan before = old is null
            ? new(format, new uint[stored.Words.Length], format.ScalesOfZeros(stored.Words.Length))
            : new(format, Words(old.Values), old.Scales);
        Write(role, number, tensor, stored, before);
        old?.Dispose();
    }

    // The former content is the memory of the former tensor itself: it is kept alive, not copied.
    private void KeepAll(TensorRole role, int number, NamedTensor tensor, StoredSpan stored) =>
        _old[(role, number)] = new StoredContent(tensor.Values.detach().DetachFromDisposeScope(), stored.Scales);

    // Which bits the next write will not change is known already. They are taken while the tensor is in the cache, and its memory is free
    // for the next one: a second set of tensors would displace the first from the caches.
    private void KeepHeld(TensorRole role, int number, StoredSpan stored, HeldBits held)
    {
        _writeErrors.Hold(role, Step + 1, number, stored.Words, held);
        _held[(role, number)] = held;
    }

    private void ReplaceShared(TensorRole role, int number, NamedTensor tensor, StoredSpan stored)
    {
        StoredContent buffer = Buffer(role, stored.Words.Length);
        Span<uint> words = Words(buffer.Values);
        Write(role, number, tensor, stored, new(_formats.At(role), words[..stored.Words.Length], buffer.Scales));
        new StoredSpan(_formats.At(role), words, buffer.Scales).Overwrite(stored);
    }

    // Large enough for all that was stored so far; what was never written is zero.
    private StoredContent Buffer(TensorRole role, int words)
    {
        _old.TryGetValue((role, 0), out StoredContent? old);
        if (old is not null && old.Values.numel() >= words)
            return old;
        StoredFormat format = _formats.At(role);
        var buffer = new StoredContent(torch.zeros(words).DetachFromDisposeScope(), format.ScalesOfZeros(words));
        if (old is not null)
            new StoredSpan(format, Words(buffer.Values), buffer.Scales).Overwrite(new(format, Words(old.Values), old.Scales));
        old?.Dispose();
        return _old[(role, 0)] = buffer;
    }

    private void Write(TensorRole role, int number, NamedTensor tensor, StoredSpan stored, StoredSpan old)
    {
        StoredTensor? record = StartRecord(role, tensor, old.Words);
        long[] before = Before(record, role);
        _writeErrors.Write(role, Step, number, stored, old, Counts);
        EndRecord(record, role, before);
    }

    private StoredTensor? StartRecord(TensorRole role, NamedTensor tensor, ReadOnlySpan<uint> old) => Recorder?.Records(Step) == true
        ? Recorder.Add(Step, role, tensor, _network.Layers[tensor.Layer].Name, Words(tensor.Values), old)
        : null;

    private long[] Before(StoredTensor? record, TensorRole role) => record is null ? [] : [.. Counts.Bits(role)];

    private void EndRecord(StoredTensor? record, TensorRole role, long[] before)
    {
        if (record is not null && _writeErrors.AreAt(role))
            record.Wrong.Add(Counts.Bits(role).Zip(before, (now, then) => (ulong)(now - then)));
    }

    private static Span<uint> Words(Tensor values) => MemoryMarshal.Cast<byte, uint>(values.bytes);
}
