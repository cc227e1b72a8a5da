using System.Runtime.InteropServices;
using CycleSim.Training.Errors;
using CycleSim.Training.Formats;
using CycleSim.Training.Networks;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Training.Running;

/// <summary>
/// The writes of tensors that are updated where they lie, one after the other: what a write overwrites is kept from before the update to
/// after it, all of it or the bits that will not change.
/// </summary>
/// <param name="writeErrors">How writes fail.</param>
/// <param name="format">In which format the tensors are stored.</param>
internal sealed class InPlaceWrites(WriteErrors writeErrors, StoredFormat format)
{
    private const TensorRole Role = TensorRole.Weight;

    private readonly SortedDictionary<int, float[]> _scales = [];
    private readonly HeldBits _held = new();
    private uint[] _old = [];
    private int _oldWords;

    /// <summary>What was there, as far as it was kept.</summary>
    internal Span<uint> Old => _old.AsSpan(0, _oldWords);

    /// <summary>The scales of all tensors as they are stored, by number; none for formats without.</summary>
    internal IReadOnlyDictionary<int, float[]> Scales => _scales;

    /// <summary>Keeps what the next update of a tensor overwrites.</summary>
    /// <param name="step">Step of the run.</param>
    /// <param name="number">Number of the tensor.</param>
    /// <param name="tensor">The tensor before its update.</param>
    /// <param name="keepsAll">Whether all of it is needed.</param>
    internal void Hold(long step, int number, NamedTensor tensor, bool keepsAll)
    {
        _oldWords = 0;
        Span<uint> words = Words(tensor);
        if (keepsAll || writeErrors.NeedsAllOld(Role))
        {
            _oldWords = words.Length;
            if (_old.Length < _oldWords)
                _old = new uint[_oldWords];
            words.CopyTo(_old);
        }
        else if (writeErrors.NeedsOld(Role))
        {
            writeErrors.Hold(Role, step, number, words, _held);
        }
    }

    /// <summary>Stores a tensor after its update.</summary>
    /// <param name="step">Step of the run.</param>
    /// <param name="number">Number of the tensor.</param>
    /// <param name="tensor">The tensor after its update; becomes what is stored.</param>
    /// <param name="counts">Where to count.</param>
    internal void Store(long step, int number, NamedTensor tensor, WrongBitCounts counts)
    {
        Span<uint> words = Words(tensor);
        if (_oldWords == 0 && writeErrors.NeedsOld(Role))
        {
            WriteErrors.Restore(Role, words, _held, counts);
            return;
        }

        float[] scales = format.Round(MemoryMarshal.Cast<uint, float>(words));
        float[] oldScales = _scales.GetValueOrDefault(number, scales);
        var stored = new StoredSpan(format, words, scales);
        writeErrors.Write(Role, step, number, stored, new StoredSpan(format, Old, oldScales), counts);
        SetScales(number, scales);
    }

    /// <summary>Stores a tensor for the first time, without errors.</summary>
    internal void Initialise(int number, NamedTensor tensor) =>
        SetScales(number, format.Round(MemoryMarshal.Cast<byte, float>(tensor.Values.bytes)));

    /// <summary>Puts back scales that a checkpoint had.</summary>
    internal void SetScales(int number, float[] scales)
    {
        if (scales.Length > 0)
            _scales[number] = scales;
    }

    private static Span<uint> Words(NamedTensor tensor) => MemoryMarshal.Cast<byte, uint>(tensor.Values.bytes);
}
