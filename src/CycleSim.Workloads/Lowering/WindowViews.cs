using System.Collections.Immutable;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// The addressing rules of windows between two images: the larger side, over which windows slide, and the smaller, whose pixels have a
/// window each. A convolution goes from the larger to the smaller, a transposed one and the input gradient of a convolution the other way.
/// </summary>
/// <param name="large">The larger side.</param>
/// <param name="small">The smaller side.</param>
/// <param name="rows">Window along the height.</param>
/// <param name="columns">Window along the width.</param>
internal sealed class WindowViews(ImageLocation large, ImageLocation small, AxisWindow rows, AxisWindow columns)
{
    /// <summary>Positions and taps of one stride phase, by row-major index.</summary>
    /// <param name="Name">The name of a pass with the phase behind it where there are several.</param>
    /// <param name="Pixels">Pixels of the larger side.</param>
    /// <param name="Taps">Taps that reach them; empty where none does.</param>
    internal sealed record Phase(string Name, ImmutableArray<int> Pixels, ImmutableArray<int> Taps);

    /// <summary>Words of the larger side under the window of each pixel of the smaller; word axis (tap row, tap column, channel).</summary>
    /// <param name="channels">Channels that take part.</param>
    /// <exception cref="NotSupportedException">There are too many addresses.</exception>
    public ImmutableArray<ImmutableArray<WordRun>> Gather(int channels)
    {
        // Neighbouring pixels of a row are one run.
        AddressLimit.Check(small.Pixels, rows.Kernel * (columns.Dilation == 1 ? 1.0 : columns.Kernel), What);
        var locations = ImmutableArray.CreateBuilder<ImmutableArray<WordRun>>(small.Pixels);
        for (int row = 0; row < small.Height; row++)
            for (int column = 0; column < small.Width; column++)
                locations.Add(Window(row * rows.Stride - rows.PadBegin, column * columns.Stride - columns.PadBegin, channels));
        return locations.MoveToImmutable();
    }

    /// <summary>The stride phases of the larger side.</summary>
    /// <param name="pass">Name of the pass.</param>
    /// <exception cref="NotSupportedException">There are too many pixels.</exception>
    public IEnumerable<Phase> Phases(string pass)
    {
        AddressLimit.CheckPixels(large.Pixels);
        foreach (PhasePair phase in PhasePair.All(rows, large.Height, columns, large.Width))
        {
            (AxisPhase row, AxisPhase column) = phase;
            ImmutableArray<int> pixels = [.. from i in Enumerable.Range(0, (int)row.Positions)
                                             from j in Enumerable.Range(0, (int)column.Positions)
                                             select (row.Index + i * rows.Stride) * large.Width + column.Index + j * columns.Stride];
            ImmutableArray<int> taps = [.. from i in row.Taps from j in column.Taps select i * columns.Kernel + j];
            yield return new Phase(phase.NameOf(pass, rows, columns), pixels, taps);
        }
    }

    /// <summary>Words of the smaller side that reach each pixel of a phase; word axis (tap, channel).</summary>
    /// <exception cref="NotSupportedException">There are too many addresses.</exception>
    public ImmutableArray<ImmutableArray<WordRun>> Scatter(Phase phase, int channels)
    {
        AddressLimit.Check(phase.Pixels.Length, phase.Taps.Length, What);
        return [.. phase.Pixels.Select(pixel => Scatter(phase, pixel, channels))];
    }

    private string What => $"{small.Height} x {small.Width} windows of {rows.Kernel} x {columns.Kernel}";

    private ImmutableArray<WordRun> Window(int top, int left, int channels)
    {
        var runs = ImmutableArray.CreateBuilder<WordRun>(rows.Kernel);
        for (int i = 0; i < rows.Kernel; i++)
        {
            int row = top + i * rows.Dilation;
            if (row < 0 || row >= large.Height)
                continue;
            for (int j = 0; j < columns.Kernel; j++)
            {
                int column = left + j * columns.Dilation;
                if (column >= 0 && column < large.Width)
                    Append(runs, new WordRun((i * columns.Kernel + j) * channels, large.WordOf(row, column), channels));
            }
        }

        return runs.ToImmutable();
    }

    private ImmutableArray<WordRun> Scatter(Phase phase, int pixel, int channels)
    {
        (int row, int column) = Math.DivRem(pixel, large.Width);
        var runs = ImmutableArray.CreateBuilder<WordRun>();
        for (int tap = 0; tap < phase.Taps.Length; tap++)
        {
            (int i, int j) = Math.DivRem(phase.Taps[tap], columns.Kernel);
            int smallRow = row + rows.PadBegin - i * rows.Dilation;
            int smallColumn = column + columns.PadBegin - j * columns.Dilation;
            if (smallRow < 0 || smallColumn < 0)
                continue;
            smallRow /= rows.Stride;
            smallColumn /= columns.Stride;
            if (smallRow < small.Height && smallColumn < small.Width)
                Append(runs, new WordRun(tap * channels, small.WordOf(smallRow, smallColumn), channels));
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
