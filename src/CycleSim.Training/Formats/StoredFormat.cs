using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Workloads.Formats;

namespace CycleSim.Training.Formats;

/// <summary>
/// How the tensors of a scratchpad are stored: a number format, and scales where it needs some. Values stay in memory as fp32 numbers that
/// the format has; codes are made where single bits matter. Blocks of a format with scales follow each other along memory, and their scales
/// are stored with them. Integers have one scale for each tensor, the one with which its max magnitude becomes the max integer; it is kept
/// outside the scratchpad and never wrong.
/// </summary>
internal sealed class StoredFormat
{
    /// <summary>Scales of formats without any.</summary>
    private static readonly float[] None = [];

    private StoredFormat(NumberFormat number) => Number = number;

    /// <summary>What is computed is stored as it is.</summary>
    public static StoredFormat Fp32 { get; } = new(NumberFormats.Fp32);

    /// <summary>The format of a value, divided by its scale if there is one.</summary>
    public NumberFormat Number { get; }

    /// <summary>Whether nothing is rounded: the words in memory are the codes.</summary>
    public bool IsExact => Number == NumberFormats.Fp32;

    /// <summary>Bits of a code: those of the value, and above them those of the scale of its block.</summary>
    public int Bits => Number.Bits + ScaleBits;

    /// <summary>Bits of the scale of a block; 0 without.</summary>
    public int ScaleBits => Number.ScaleFormat?.Bits ?? 0;

    /// <summary>Whether there are scales, stored or not.</summary>
    public bool HasScales => HasBlocks || HasTensorScale;

    /// <summary>Whether blocks have scales, which are stored.</summary>
    internal bool HasBlocks => Number.ScaleFormat is not null;

    /// <summary>Whether a tensor has one scale, which is kept elsewhere.</summary>
    internal bool HasTensorScale => Number.Bias is null;

    /// <summary>The formats in which tensors can be stored: those with negative numbers.</summary>
    public static IEnumerable<NumberFormat> Allowed => NumberFormats.All.All.Where(format => format.Layout.SignMask != 0);

    /// <summary>How tensors of a number format are stored.</summary>
    public static StoredFormat Of(NumberFormat number) => number == NumberFormats.Fp32 ? Fp32 : new StoredFormat(number);

    /// <summary>The format of a name.</summary>
    /// <param name="name">Its name, e.g. "bf16".</param>
    /// <param name="option">The option it comes from, for messages.</param>
    /// <exception cref="InputException">There is none, or it has no negative numbers.</exception>
    public static StoredFormat Of(string name, string option)
    {
        if (Allowed.FirstOrDefault(format => format.Name == name) is { } found)
            return Of(found);
        bool isScale = NumberFormats.All.All.Any(format => format.Name == name);
        throw new InputException($"{option} {name}: {(isScale ? "has no negative numbers; " : "")}allowed are "
            + WordList.Join(Allowed.Select(format => format.Name), "and"));
    }

    /// <summary>Rounds a tensor to what the format has.</summary>
    /// <param name="values">The tensor.</param>
    /// <returns>The scales: one for each block, one for a tensor of integers, else none.</returns>
    internal float[] Round(Span<float> values)
    {
        if (IsExact)
            return None;
        if (HasBlocks)
            return RoundBlocks(values);
        if (!HasTensorScale)
        {
            Number.Round(values, values);
            return None;
        }

        float scale = Number.ScaleFor(values);
        Number.Round(values, values, scale);
        return [scale];
    }

    /// <summary>The scales of memory that was never written, where all bits are zeros.</summary>
    internal float[] ScalesOfZeros(int words)
    {
        if (!HasBlocks)
            return HasTensorScale ? [1] : None;
        float[] scales = new float[(words + Number.BlockSize - 1) / Number.BlockSize];
        Array.Fill(scales, Number.ScaleFormat!.Decode(0));
        return scales;
    }

    /// <summary>The scale of a value.</summary>
    /// <param name="scales">Scales of its tensor.</param>
    /// <param name="word">Its index in the tensor.</param>
    internal float ScaleAt(float[] scales, int word) => scales.Length == 0 ? 1 : HasBlocks ? scales[word / Number.BlockSize] : scales[0];

    private float[] RoundBlocks(Span<float> values)
    {
        float[] scales = new float[(values.Length + Number.BlockSize - 1) / Number.BlockSize];
        for (int block = 0; block < scales.Length; block++)
        {
            int start = block * Number.BlockSize;
            Span<float> part = values.Slice(start, Math.Min(Number.BlockSize, values.Length - start));
            scales[block] = Number.BlockScaleFor(part);
            Number.Round(part, part, scales[block]);
        }

        return scales;
    }
}
