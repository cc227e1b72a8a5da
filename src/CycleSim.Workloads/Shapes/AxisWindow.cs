using System.Collections.Immutable;

namespace CycleSim.Workloads.Shapes;

/// <summary>A window along one axis of an image.</summary>
/// <param name="Kernel">Taps, at least 1.</param>
/// <param name="Stride">Step from one window to the next, at least 1.</param>
/// <param name="Dilation">Distance of two taps, at least 1.</param>
/// <param name="PadBegin">Zeros before the first position, at least 0.</param>
/// <param name="PadEnd">Zeros behind the last position, at least 0.</param>
public readonly record struct AxisWindow(int Kernel, int Stride = 1, int Dilation = 1, int PadBegin = 0, int PadEnd = 0)
{
    /// <summary>Positions from the first tap to the last, inclusive.</summary>
    public long Span => ((long)Kernel - 1) * Dilation + 1;

    /// <summary>The maximum of positions that a transposed convolution can add at the end: fewer than the stride or the dilation.</summary>
    public int MaxOutputPadding => Math.Max(Stride, Dilation) - 1;

    /// <summary>How often the window fits along an axis; a rest is left out.</summary>
    /// <param name="size">Size of the axis, without zeros.</param>
    /// <param name="ceil">Whether a last window that does not fit counts, if it starts before the zeros at the end.</param>
    public long Steps(long size, bool ceil = false)
    {
        long room = size + PadBegin + PadEnd - Span;
        long steps = (ceil ? room + Stride - 1 : room) / Stride + 1;
        return ceil && (steps - 1) * Stride >= size + PadBegin ? steps - 1 : steps;
    }

    /// <summary>The window with as many zeros as make ceil(size / stride) steps.</summary>
    /// <param name="size">Size of the axis.</param>
    /// <param name="oddAtEnd">Whether an odd zero stands at the end rather than at the start.</param>
    public AxisWindow Same(long size, bool oddAtEnd)
    {
        long steps = (size + Stride - 1) / Stride;
        return Padded((int)Math.Max(0, (steps - 1) * Stride + Span - size), oddAtEnd);
    }

    /// <summary>The window with zeros that are shared out between both ends.</summary>
    /// <param name="total">Zeros at both ends together, at least 0.</param>
    /// <param name="oddAtEnd">Whether an odd zero stands at the end rather than at the start.</param>
    public AxisWindow Padded(int total, bool oddAtEnd)
    {
        int less = total / 2;
        return this with { PadBegin = oddAtEnd ? less : total - less, PadEnd = oddAtEnd ? total - less : less };
    }

    /// <summary>Positions that a transposed convolution makes of an axis, before the zeros at both ends are cut off.</summary>
    /// <param name="size">Size of its input.</param>
    /// <param name="outputPadding">Positions that are added at the end, 0 to <see cref="MaxOutputPadding"/>.</param>
    public long Transposed(long size, long outputPadding) => Stride * (size - 1) + outputPadding + Span;

    /// <summary>
    /// The stride phases of an axis: positions p, p + stride, ... and the taps that reach them, last first. Tap i connects position p
    /// of the larger side with one of the smaller where (p + pad - i dilation) is a multiple of the stride.
    /// </summary>
    /// <param name="size">Size of the larger side: the input of a convolution, the output of a transposed one.</param>
    public IEnumerable<AxisPhase> Phases(long size)
    {
        for (int phase = 0; phase < Math.Min(Stride, size); phase++)
            yield return new AxisPhase(phase, (size - phase + Stride - 1) / Stride, TapsOf(phase));
    }

    private ImmutableArray<int> TapsOf(int phase)
    {
        var taps = ImmutableArray.CreateBuilder<int>();
        for (int tap = Kernel - 1; tap >= 0; tap--)
            if ((phase + PadBegin - (long)tap * Dilation) % Stride == 0)
                taps.Add(tap);
        return taps.ToImmutable();
    }
}
