using System.Collections.Immutable;
using CycleSim.Workloads.Graphs;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// The addressing rules of windows between two images: the larger side, over which windows slide, and the smaller, whose pixels have a
/// window each. A convolution goes from the larger to the smaller, a transposed one and the input gradient of a convolution the other way.
/// </summary>
internal sealed class WindowViews
{
    private readonly ImagePlace _large;
    private readonly ImagePlace _small;
    private readonly AxisWindow _rows;
    private readonly AxisWindow _columns;

    /// <summary>Views of two images.</summary>
    /// <param name="large">The larger side.</param>
    /// <param name="small">The smaller side.</param>
    /// <param name="rows">Window along the height.</param>
    /// <param name="columns">Window along the width.</param>
    /// <exception cref="NotSupportedException">There are too many addresses.</exception>
    public WindowViews(ImagePlace large, ImagePlace small, AxisWindow rows, AxisWindow columns)
    {
        (_large, _small, _rows, _columns) = (large, small, rows, columns);
        double windows = Math.Max(small.Pixels, (double)large.Pixels / ((long)rows.Stride * columns.Stride));
        AddressLimit.Check(
            windows, (double)rows.Kernel * columns.Kernel, $"{small.Height} x {small.Width} windows of {rows.Kernel} x {columns.Kernel}");
    }

    /// <summary>Positions and taps of one stride phase, by row-major index.</summary>
    /// <param name="Name">The name of a pass with the phase behind it where there are several.</param>
    /// <param name="Pixels">Pixels of the larger side.</param>
    /// <param name="Taps">Taps that reach them; empty where none does.</param>
    internal sealed record Phase(string Name, ImmutableArray<int> Pixels, ImmutableArray<int> Taps);

    /// <summary>Words of the larger side under the window of each pixel of the smaller; word axis (tap row, tap column, channel).</summary>
    /// <param name="channels">Channels that take part.</param>
    public ImmutableArray<ImmutableArray<WordRun>> Gather(int channels)
    {
        var places = ImmutableArray.CreateBuilder<ImmutableArray<WordRun>>(_small.Pixels);
        for (int row = 0; row < _small.Height; row++)
            for (int column = 0; column < _small.Width; column++)
                places.Add(Window(row * _rows.Stride - _rows.PadBegin, column * _columns.Stride - _columns.PadBegin, channels));
        return places.MoveToImmutable();
    }

    /// <summary>The stride phases of the larger side.</summary>
    /// <param name="pass">Name of the pass.</param>
    public IEnumerable<Phase> Phases(string pass)
    {
        foreach (PhasePair phase in PhasePair.All(_rows, _large.Height, _columns, _large.Width))
        {
            (AxisPhase row, AxisPhase column) = phase;
            ImmutableArray<int> pixels = [.. from i in Enumerable.Range(0, (int)row.Positions)
                                             from j in Enumerable.Range(0, (int)column.Positions)
                                             select (row.Index + i * _rows.Stride) * _large.Width + column.Index + j * _columns.Stride];
            ImmutableArray<int> taps = [.. from i in row.Taps from j in column.Taps select i * _columns.Kernel + j];
            yield return new Phase(phase.NameOf(pass, _rows, _columns), pixels, taps);
        }
    }

    /// <summary>Words of the smaller side that reach each pixel of a phase; word axis (tap, channel).</summary>
    public ImmutableArray<ImmutableArray<WordRun>> Scatter(Phase phase, int channels) =>
        [.. phase.Pixels.Select(pixel => Scatter(phase, pixel, channels))];

    private ImmutableArray<WordRun> Window(int top, int left, int channels)
    {
        var runs = ImmutableArray.CreateBuilder<WordRun>(_rows.Kernel);
        for (int i = 0; i < _rows.Kernel; i++)
        {
            int row = top + i * _rows.Dilation;
            if (row < 0 || row >= _large.Height)
                continue;
            for (int j = 0; j < _columns.Kernel; j++)
            {
                int column = left + j * _columns.Dilation;
                if (column >= 0 && column < _large.Width)
                    Append(runs, new WordRun((i * _columns.Kernel + j) * channels, _large.WordOf(row, column), channels));
            }
        }

        return runs.ToImmutable();
    }

    private ImmutableArray<WordRun> Scatter(Phase phase, int pixel, int channels)
    {
        (int row, int column) = Math.DivRem(pixel, _large.Width);
        var runs = ImmutableArray.CreateBuilder<WordRun>();
        for (int tap = 0; tap < phase.Taps.Length; tap++)
        {
            (int i, int j) = Math.DivRem(phase.Taps[tap], _columns.Kernel);
            int smallRow = row + _rows.PadBegin - i * _rows.Dilation;
            int smallColumn = column + _columns.PadBegin - j * _columns.Dilation;
            if (smallRow < 0 || smallColumn < 0)
                continue;
            smallRow /= _rows.Stride;
            smallColumn /= _columns.Stride;
            if (smallRow < _small.Height && smallColumn < _small.Width)
                Append(runs, new WordRun(tap * channels, _small.WordOf(smallRow, smallColumn), channels));
        }

        return runs.ToImmutable();
    }

    private static void Append(ImmutableArray<WordRun>.Builder runs, WordRun run)
    {
        if (runs.Count > 0)
        {
            WordRun last = runs[^1];
            if (last.At + last.Length == run.At && last.Word + last.Length == run.Word)
            {
                runs[^1] = last with { Length = last.Length + run.Length };
                return;
            }
        }

        runs.Add(run);
    }
}
