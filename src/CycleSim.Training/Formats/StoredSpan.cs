using System.Runtime.InteropServices;

namespace CycleSim.Training.Formats;

/// <summary>A tensor as it is stored.</summary>
internal readonly ref struct StoredSpan
{
    private readonly StoredFormat _format;

    /// <summary>A tensor.</summary>
    /// <param name="format">Its format.</param>
    /// <param name="words">Its values, as words of fp32.</param>
    /// <param name="scales">Its scales, as <see cref="StoredFormat.Round"/> gives them.</param>
    internal StoredSpan(StoredFormat format, Span<uint> words, float[] scales)
    {
        _format = format;
        Words = words;
        Scales = scales;
    }

    /// <summary>Values, as words of fp32.</summary>
    internal Span<uint> Words { get; }

    /// <summary>Scales of the blocks, of the tensor, or none.</summary>
    internal float[] Scales { get; }

    /// <summary>The code of a value.</summary>
    internal uint Code(int word) =>
        _format.Number.Encode(BitConverter.UInt32BitsToSingle(Words[word]), _format.ScaleAt(Scales, word));

    /// <summary>Changes the code of a value. All codes of NaNs become one.</summary>
    internal void SetCode(int word, uint code) =>
        Words[word] = BitConverter.SingleToUInt32Bits(_format.Number.Decode(code, _format.ScaleAt(Scales, word)));

    /// <summary>The codes of the scales of all blocks.</summary>
    internal uint[] ScaleCodes()
    {
        uint[] codes = new uint[Scales.Length];
        for (int block = 0; block < codes.Length; block++)
            codes[block] = _format.Number.ScaleFormat!.Encode(Scales[block]);
        return codes;
    }

    /// <summary>Changes the code of a block's scale: its values keep their codes and become others.</summary>
    internal void SetScaleCode(int block, uint code) => Rescale(block, block * _format.Number.BlockSize, Words.Length, code);

    /// <summary>Puts a shorter tensor of the same format over the start of this one, whose other codes stay.</summary>
    internal void Overwrite(StoredSpan other)
    {
        int count = other.Words.Length;
        if (_format.HasTensorScale)
            RescaleRest(count, other.Scales[0]);
        else if (_format.HasBlocks && count % _format.Number.BlockSize != 0 && count < Words.Length)
            Rescale(other.Scales.Length - 1, count, Words.Length, _format.Number.ScaleFormat!.Encode(other.Scales[^1]));
        other.Words.CopyTo(Words);
        other.Scales.CopyTo(Scales, 0);
    }

    private void Rescale(int block, int start, int end, uint scaleCode)
    {
        end = Math.Min(end, (block + 1) * _format.Number.BlockSize);
        float scale = _format.Number.ScaleFormat!.Decode(scaleCode);
        Span<float> values = MemoryMarshal.Cast<uint, float>(Words);
        for (int word = start; word < end; word++)
            values[word] = _format.Number.Decode(_format.Number.Encode(values[word], Scales[block]), scale);
        Scales[block] = scale;
    }

    private void RescaleRest(int start, float scale)
    {
        Span<float> values = MemoryMarshal.Cast<uint, float>(Words);
        for (int word = start; word < values.Length; word++)
            values[word] = _format.Number.Decode(_format.Number.Encode(values[word], Scales[0]), scale);
    }
}
