using System.Collections.Immutable;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// The addressing rules that make a convolution (or a fully connected layer, a 1x1 convolution of one pixel) a GEMM:
/// im2col for the forward pass and the weight gradient, gather by stride phase for the input gradient.
/// </summary>
internal static class ConvolutionViews
{
    /// <summary>One input-gradient GEMM of a strided convolution: the input pixels and kernel taps of one stride phase.</summary>
    /// <param name="Name">"igrad" for stride 1, else "igrad.phYX".</param>
    /// <param name="InputPixels">Pixels of the input (row-major index) that the phase produces.</param>
    /// <param name="Taps">Kernel taps (row-major index) whose products the phase sums; empty where no output reaches these pixels.</param>
    internal sealed record StridePhase(string Name, ImmutableArray<int> InputPixels, ImmutableArray<int> Taps);

    /// <summary>Input words under the window of each output pixel; word axis (kernel row, kernel column, channel).</summary>
    internal static ImmutableArray<ImmutableArray<WordRun>> Im2Col(Layer layer)
    {
        var locations = ImmutableArray.CreateBuilder<ImmutableArray<WordRun>>(layer.Output.Pixels);
        for (int row = 0; row < layer.Output.Height; row++)
            for (int column = 0; column < layer.Output.Width; column++)
                locations.Add(Window(layer, row * layer.Stride - layer.Padding, column * layer.Stride - layer.Padding));
        return locations.MoveToImmutable();
    }

    /// <summary>The words of each pixel, one location for each pixel.</summary>
    internal static ImmutableArray<ImmutableArray<WordRun>> Pixels(FeatureMap map) =>
        [.. Enumerable.Range(0, map.Pixels).Select(pixel => ImmutableArray.Create(new WordRun(0, pixel * map.Channels, map.Channels)))];

    /// <summary>All words of a slice as one location.</summary>
    internal static ImmutableArray<ImmutableArray<WordRun>> WholeSlice(int words) => [[new WordRun(0, 0, words)]];

    /// <summary>Output errors that reach each input pixel of a phase; word axis (tap, output channel).</summary>
    internal static ImmutableArray<ImmutableArray<WordRun>> GatherErrors(Layer layer, StridePhase phase) =>
        [.. phase.InputPixels.Select(pixel => GatherErrors(layer, phase, pixel))];

    /// <summary>The weights of each tap of a phase; one location for each tap, word axis = input channel.</summary>
    internal static ImmutableArray<ImmutableArray<WordRun>> RotatedWeights(Layer layer, StridePhase phase) =>
        [.. phase.Taps.Select(tap => ImmutableArray.Create(new WordRun(0, tap * layer.Input.Channels, layer.Input.Channels)))];

    /// <summary>
    /// The stride^2 phases of the input gradient. Input row h gets contributions of kernel row i only where (h + padding - i) is a
    /// multiple of the stride, so all rows with the same remainder share their taps. Taps run backwards, so that output pixels
    /// ascend in memory.
    /// </summary>
    internal static IEnumerable<StridePhase> Phases(Layer layer)
    {
        int stride = Math.Min(layer.Stride, Math.Max(layer.Input.Height, layer.Input.Width));
        for (int phaseRow = 0; phaseRow < stride; phaseRow++)
        {
            for (int phaseColumn = 0; phaseColumn < stride; phaseColumn++)
            {
                ImmutableArray<int> pixels = [.. from row in Every(phaseRow, stride, layer.Input.Height)
                                                 from column in Every(phaseColumn, stride, layer.Input.Width)
                                                 select row * layer.Input.Width + column];
                if (pixels.IsEmpty)
                    continue;
                ImmutableArray<int> taps = [.. from i in TapsOf(layer, phaseRow)
                                               from j in TapsOf(layer, phaseColumn)
                                               select i * layer.Kernel + j];
                yield return new StridePhase(layer.Stride == 1 ? "igrad" : $"igrad.ph{phaseRow}{phaseColumn}", pixels, taps);
            }
        }
    }

    private static ImmutableArray<WordRun> Window(Layer layer, int top, int left)
    {
        int channels = layer.Input.Channels;
        int firstColumn = Math.Max(0, -left);
        int endColumn = Math.Min(layer.Kernel, layer.Input.Width - left);
        var runs = ImmutableArray.CreateBuilder<WordRun>(layer.Kernel);
        for (int i = 0; i < layer.Kernel; i++)
        {
            int row = top + i;
            if (row < 0 || row >= layer.Input.Height || endColumn <= firstColumn)
                continue;
            int word = (row * layer.Input.Width + left + firstColumn) * channels;
            runs.Add(new WordRun((i * layer.Kernel + firstColumn) * channels, word, (endColumn - firstColumn) * channels));
        }

        return runs.ToImmutable();
    }

    private static ImmutableArray<WordRun> GatherErrors(Layer layer, StridePhase phase, int pixel)
    {
        (int row, int column) = Math.DivRem(pixel, layer.Input.Width);
        int channels = layer.Output.Channels;
        var runs = ImmutableArray.CreateBuilder<WordRun>();
        for (int tap = 0; tap < phase.Taps.Length; tap++)
        {
            (int i, int j) = Math.DivRem(phase.Taps[tap], layer.Kernel);
            int outputRow = row + layer.Padding - i;
            int outputColumn = column + layer.Padding - j;
            if (outputRow < 0 || outputColumn < 0)
                continue;
            outputRow /= layer.Stride;
            outputColumn /= layer.Stride;
            if (outputRow >= layer.Output.Height || outputColumn >= layer.Output.Width)
                continue;
            Append(runs, new WordRun(tap * channels, (outputRow * layer.Output.Width + outputColumn) * channels, channels));
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

    private static IEnumerable<int> Every(int first, int step, int end)
    {
        for (int value = first; value < end; value += step)
            yield return value;
    }

    /// <summary>
    /// Kernel rows (or columns) that reach a phase, last first. The sum is the same in any order; this one reads the errors linearly in
    /// memory. The other order was measured on LeNet5, AlexNet, VGG16 and ResNet18 with 0.5, 48 and 384 MiB of SRAM and STT-MRAM: cycles
    /// change by -0.9 % to +1.8 %, in both directions, so neither is faster in general.
    /// </summary>
    private static IEnumerable<int> TapsOf(Layer layer, int phase) =>
        Enumerable.Range(0, layer.Kernel).Reverse().Where(tap => (phase + layer.Padding - tap) % layer.Stride == 0);
}
