using System.Collections.Immutable;
using CycleSim.Workloads.Networks;

namespace CycleSim.Studies.Accounting;

/// <summary>
/// The window of a convolution over images with the channels innermost; a fully connected layer is a window of one pixel over one pixel.
/// </summary>
/// <param name="layer">The layer.</param>
internal sealed class Window(Layer layer)
{
    private readonly int _kernel = layer.Kernel;
    private readonly int _stride = layer.Stride;
    private readonly int _padding = layer.Padding;

    /// <summary>Channels that are read.</summary>
    public int In => layer.Input.Channels;

    /// <summary>Channels that are made.</summary>
    public int Out => layer.Output.Channels;

    /// <summary>Pixels that are made.</summary>
    public int OutPixels => layer.Output.Pixels;

    /// <summary>Words of a kernel.</summary>
    public long Depth => (long)_kernel * _kernel * In;

    /// <summary>For each pixel of the output the words of its window, without those beyond the edge.</summary>
    public ImmutableArray<ImmutableArray<WordPiece>> Windows() =>
    [
        .. from y in Enumerable.Range(0, layer.Output.Height)
           from x in Enumerable.Range(0, layer.Output.Width)
           select WindowOf(y * _stride - _padding, x * _stride - _padding),
    ];

    /// <summary>
    /// The pixels of the input that the same taps of the kernel reach: with a stride each class of them is a product of its own.
    /// </summary>
    public IEnumerable<WindowPhase> Phases()
    {
        for (int row = 0; row < _stride; row++)
            for (int column = 0; column < _stride; column++)
                if (PhaseOf(row, column) is { Pixels.Length: > 0 } phase)
                    yield return phase;
    }

    private ImmutableArray<WordPiece> WindowOf(int top, int left)
    {
        var pieces = ImmutableArray.CreateBuilder<WordPiece>();
        int from = Math.Max(0, -left);
        int to = Math.Min(_kernel, layer.Input.Width - left);
        for (int row = 0; row < _kernel; row++)
        {
            int y = top + row;
            if (y >= 0 && y < layer.Input.Height && to > from)
            {
                long pixel = (long)y * layer.Input.Width + left + from;
                pieces.Add(new((long)(row * _kernel + from) * In, pixel * In, (long)(to - from) * In));
            }
        }

        return pieces.ToImmutable();
    }

    private WindowPhase PhaseOf(int phaseRow, int phaseColumn)
    {
        (int Row, int Column)[] taps =
        [
            .. from row in Enumerable.Range(0, _kernel).Where(row => row % _stride == phaseRow)
               from column in Enumerable.Range(0, _kernel).Where(column => column % _stride == phaseColumn)
               select (row, column),
        ];
        (int Y, int X)[] pixels =
        [
            .. from y in Enumerable.Range(0, layer.Input.Height).Where(y => (y + _padding) % _stride == phaseRow)
               from x in Enumerable.Range(0, layer.Input.Width).Where(x => (x + _padding) % _stride == phaseColumn)
               select (y, x),
        ];
        return new(
            [.. taps.Select(tap => (long)(tap.Row * _kernel + tap.Column) * In)],
            [.. pixels.Select(pixel => (long)pixel.Y * layer.Input.Width + pixel.X)],
            [.. pixels.Select(pixel => ErrorsOf(pixel.Y, pixel.X, taps))]);
    }

    private ImmutableArray<WordPiece> ErrorsOf(int y, int x, (int Row, int Column)[] taps)
    {
        var pieces = ImmutableArray.CreateBuilder<WordPiece>();
        for (int k = 0; k < taps.Length; k++)
        {
            (int row, int column) = ((y + _padding - taps[k].Row) / _stride, (x + _padding - taps[k].Column) / _stride);
            bool isInside = y + _padding >= taps[k].Row && x + _padding >= taps[k].Column
                && row < layer.Output.Height && column < layer.Output.Width;
            if (isInside)
                pieces.Add(new((long)k * Out, ((long)row * layer.Output.Width + column) * Out, Out));
        }

        return pieces.ToImmutable();
    }
}
