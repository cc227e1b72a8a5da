using System.Runtime.CompilerServices;
using CycleSim.Kernel;
using CycleSim.Traces;
using CycleSim.Training.Formats;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Training.Errors;

/// <summary>Lets the writes of tensors fail, in place on their memory.</summary>
internal sealed class WriteErrors
{
    /// <summary>Scales of blocks lie in arrays of their own, numbered from here on.</summary>
    private const int FirstScaleArray = 1 << 7;

    /// <summary>The number of the array of check bits.</summary>
    private const int CheckArray = 1 << 6;

    /// <summary>Words that are fetched while others are restored.</summary>
    private const int RestoredAhead = 32;

    // A check bit is the parity of many data bits: half of them toggle.
    private const double CheckToggleProbability = 0.5;

    private readonly IErrorModel _model;
    private readonly FormatWriter _coded;
    private readonly StoredFormats _formats;
    private readonly ulong _seed;
    private readonly ErrorSampler[][] _samplers;
    private readonly ErrorSampler[][] _scaleSamplers;
    private readonly WordDecoder?[] _decoders;
    private readonly EccWriter?[] _protected;
    private readonly EccWriter?[] _protectedScales;
    private readonly long[] _rawCounts = new long[StoredWord.Bits];
    private uint[] _written = [];

    /// <summary>Makes the write errors of a run.</summary>
    /// <param name="spec">How writes fail.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="formats">In which formats tensors are stored; null for fp32.</param>
    internal WriteErrors(WriteErrorSpec spec, ulong seed, StoredFormats? formats = null)
    {
        _model = ErrorModels.All.Get(spec.Model);
        _coded = new FormatWriter(_model);
        _formats = formats ?? StoredFormats.Fp32;
        _seed = seed;
        _samplers = [.. TensorRoles.All.Select(role => Samplers(spec, role, 0, _formats.At(role).Number.Bits))];
        _scaleSamplers =
        [
            .. TensorRoles.All.Select(role => Samplers(spec, role, _formats.At(role).Number.Bits, _formats.At(role).ScaleBits)),
        ];
        _decoders = [.. TensorRoles.All.Select(role => Decoder(spec, role, 0, _formats.At(role).Number.Bits))];
        _protected = [.. TensorRoles.All.Select(role => Protected(_decoders[(int)role], _samplers[(int)role]))];
        _protectedScales =
        [
            .. TensorRoles.All.Select(role => Protected(
                Decoder(spec, role, _formats.At(role).Number.Bits, _formats.At(role).ScaleBits), _scaleSamplers[(int)role])),
        ];
    }

    /// <summary>Whether writes to the tensors of a role can fail.</summary>
    internal bool AreAt(TensorRole role) => _samplers[(int)role].Length > 0 || _scaleSamplers[(int)role].Length > 0;

    /// <summary>Whether the former content of the tensors of a role matters.</summary>
    internal bool NeedsOld(TensorRole role) => _model.NeedsOld && AreAt(role);

    /// <summary>
    /// Whether the former content matters as a whole. Otherwise, where it matters, <see cref="Hold"/> keeps the few bits that will fail.
    /// </summary>
    internal bool NeedsAllOld(TensorRole role) => NeedsOld(role)
        && (_decoders[(int)role] is not null || !_model.KeepsOldBits || !_formats.At(role).IsExact
            || _samplers[(int)role].Any(sampler => sampler.IsCertain));

    /// <summary>Writes a tensor.</summary>
    /// <param name="role">Role of the tensor.</param>
    /// <param name="step">Step of the run.</param>
    /// <param name="tensor">Number of the tensor within its role.</param>
    /// <param name="values">What is written; becomes what is stored.</param>
    /// <param name="old">What was there; of the same length for models that need it, unused otherwise.</param>
    /// <param name="counts">Where to count.</param>
    internal void Write(TensorRole role, long step, int tensor, Span<uint> values, ReadOnlySpan<uint> old, WrongBitCounts counts)
    {
        counts.CountWords(role, values.Length);
        if (_decoders[(int)role] is not { } decoder)
        {
            WriteRaw(role, step, tensor, values, old, counts.BitsOf(role));
            return;
        }

        if (_written.Length < values.Length)
            _written = new uint[values.Length];
        values.CopyTo(_written);
        WriteRaw(role, step, tensor, values, old, _rawCounts);
        decoder.Decode(Key(role, step, tensor, CheckArray), _written.AsSpan(0, values.Length), values, counts.BitsOf(role));
    }

    private void WriteRaw(TensorRole role, long step, int tensor, Span<uint> values, ReadOnlySpan<uint> old, Span<long> counts)
    {
        ErrorSampler[] samplers = _samplers[(int)role];
        for (int array = 0; array < samplers.Length; array++)
        {
            PhiloxBlock key = Key(role, step, tensor, array);
            _model.Write(samplers[array], key, values, old, counts);
        }
    }

    /// <summary>Writes a tensor of any format.</summary>
    /// <param name="role">Role of the tensor.</param>
    /// <param name="step">Step of the run.</param>
    /// <param name="tensor">Number of the tensor within its role.</param>
    /// <param name="stored">What is written; becomes what is stored.</param>
    /// <param name="old">What was there; of the same length for models that need it, unused otherwise.</param>
    /// <param name="counts">Where to count.</param>
    internal void Write(TensorRole role, long step, int tensor, StoredSpan stored, StoredSpan old, WrongBitCounts counts)
    {
        if (_formats.At(role).IsExact)
        {
            Write(role, step, tensor, stored.Words, old.Words, counts);
            return;
        }

        counts.CountWords(role, stored.Words.Length);
        WriteValues(role, step, tensor, stored, old, counts.BitsOf(role));
        WriteScales(role, step, tensor, stored, old, counts.BitsOf(role)[_formats.At(role).Number.Bits..]);
    }

    private void WriteValues(TensorRole role, long step, int tensor, StoredSpan stored, StoredSpan old, Span<long> counts)
    {
        if (_protected[(int)role] is { } writer)
        {
            writer.Write(array => Key(role, step, tensor, array), Key(role, step, tensor, CheckArray), stored, old, counts);
            return;
        }

        for (int array = 0; array < _samplers[(int)role].Length; array++)
            _coded.Write(_samplers[(int)role][array], Key(role, step, tensor, array), stored, old, counts);
    }

    private void WriteScales(TensorRole role, long step, int tensor, StoredSpan stored, StoredSpan old, Span<long> counts)
    {
        if (_protectedScales[(int)role] is { } writer)
        {
            PhiloxBlock checkKey = Key(role, step, tensor, FirstScaleArray + CheckArray);
            writer.WriteScales(array => Key(role, step, tensor, FirstScaleArray + array), checkKey, stored, old, counts);
            return;
        }

        for (int array = 0; array < _scaleSamplers[(int)role].Length; array++)
        {
            PhiloxBlock key = Key(role, step, tensor, FirstScaleArray + array);
            _coded.WriteScales(_scaleSamplers[(int)role][array], key, stored, old, counts);
        }
    }

    /// <summary>Keeps the bits of a tensor that its next write will not change, for <see cref="Restore"/>; for rates below 1.</summary>
    /// <param name="role">Role of the tensor.</param>
    /// <param name="step">Step of the run.</param>
    /// <param name="tensor">Number of the tensor within its role.</param>
    /// <param name="old">What is there.</param>
    /// <param name="held">Gets the bits.</param>
    internal void Hold(TensorRole role, long step, int tensor, ReadOnlySpan<uint> old, HeldBits held)
    {
        // The key is that of the write to come, so the same bits are found before the tensor is overwritten.
        held.Clear();
        ErrorSampler[] samplers = _samplers[(int)role];
        for (int array = 0; array < samplers.Length; array++)
        {
            ErrorCursor cursor = ErrorSampler.Start(Key(role, step, tensor, array));
            while (!cursor.IsDone)
                held.Add(samplers[array].Next(ref cursor, old, []), old);
        }
    }

    /// <summary>Writes a tensor over bits that were held: the same as a write with all of the old content.</summary>
    /// <param name="role">Role of the tensor.</param>
    /// <param name="values">What is written; becomes what is stored.</param>
    /// <param name="held">What <see cref="Hold"/> kept.</param>
    /// <param name="counts">Where to count.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Restore(TensorRole role, Span<uint> values, HeldBits held, WrongBitCounts counts)
    {
        counts.CountWords(role, values.Length);
        Span<long> bits = counts.BitsOf(role);
        ReadOnlySpan<ulong> all = held.All;
        for (int index = 0; index < all.Length; index++)
        {
            // A tensor that was just computed is larger than the nearest caches: its words are fetched while others are restored.
            if (index + RestoredAhead < all.Length)
                ErrorSampler.Prefetch(values, all[index + RestoredAhead] >> 1);
            ulong one = all[index];
            int bit = (int)(one >> 1) & 31;
            ref uint value = ref values[(int)(one >> 6)];
            uint differs = ((value >> bit) ^ (uint)one) & 1;
            value ^= differs << bit;
            bits[bit] += differs;
        }
    }

    /// <summary>The key of the random numbers of one tensor in one array.</summary>
    /// <remarks>
    /// It says which write this is and holds no state of a generator: a resumed run, or one whose writes fail elsewhere too,
    /// draws the same wrong bits.
    /// </remarks>
    internal PhiloxBlock Key(TensorRole role, long step, int tensor, int array) => Philox4x32.Block(
        new PhiloxBlock((uint)step, (uint)(step >> 32), (uint)tensor, (uint)role << 8 | (uint)array), (uint)_seed, (uint)(_seed >> 32));

    /// <summary>The samplers of a role's scratchpad, one for each of its arrays.</summary>
    internal IReadOnlyList<ErrorSampler> SamplersAt(TensorRole role) => _samplers[(int)role];

    /// <summary>The decoder of some bits of each value. Check bits fail like the data bits that fail most.</summary>
    private WordDecoder? Decoder(WriteErrorSpec spec, TensorRole role, int first, int count)
    {
        double maxRate = spec.At(role).Rates.Skip(first).Take(count).DefaultIfEmpty().Max();
        return spec.Code is { } code && maxRate > 0
            ? new(code, maxRate * (_model.KeepsOldBits ? CheckToggleProbability : 1), count)
            : null;
    }

    private EccWriter? Protected(WordDecoder? decoder, ErrorSampler[] samplers) =>
        decoder is null ? null : new(_model, decoder, samplers);

    private static ErrorSampler[] Samplers(WriteErrorSpec spec, TensorRole role, int first, int count) => spec.At(role).IsExact
        ? []
        : [.. spec.At(role).ArraysOf(first, count).Select(array => new ErrorSampler(array.Rate, array.Bits))];
}
