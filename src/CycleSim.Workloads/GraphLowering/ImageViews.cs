using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>Images as windows need them: a slice for each element of the batch, the channels of a pixel side by side.</summary>
internal static class ImageViews
{
    /// <summary>Where the pixels of B x C x H x W are; null where the channels of a pixel are apart, or elements are not slices.</summary>
    public static ImageLocation? Of(TensorView words)
    {
        ImmutableArray<ImmutableArray<Digit>> axes = words.View.Axes;
        long wordsPerSlice = words.Tensor.WordsPerSlice;
        bool hasSlices = axes[0] switch
        {
            [] => words.Tensor.Slices == 1,
            [Digit batch] => batch.Stride == wordsPerSlice && batch.Size == words.Tensor.Slices,
            _ => false,
        };
        bool hasPixels = axes[1] is [] or [{ Stride: 1 }] && axes[2].Length <= 1 && axes[3].Length <= 1;
        return hasSlices && hasPixels && words.View.Offset < wordsPerSlice
            ? new ImageLocation(
                (int)words.View.SizeOf(2), (int)words.View.SizeOf(3), (int)words.View.Offset, StrideOf(axes[2]), StrideOf(axes[3]))
            : null;
    }

    private static int StrideOf(ImmutableArray<Digit> axis) => axis is [Digit digit] ? (int)digit.Stride : 0;
}
